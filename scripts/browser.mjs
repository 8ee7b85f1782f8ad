/** Finds a Chromium for the journeys, or gets one: Playwright's own, else the system's, else the distribution's package. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';

/** The one without windows first: it needs two thirds of the processor's time for the same pages. */
const SYSTEM = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const ownBrowser = () => {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const file = chromium.executablePath();
  return fs.existsSync(file) ? file : undefined;
};

/** @returns {string | undefined} path of a browser that is here already */
export const presentBrowser = () =>
  [process.env.CHROMIUM_PATH, ownBrowser(), ...SYSTEM].find((file) => file !== undefined && fs.existsSync(file));

const quietly = (command, ...args) =>
  spawnSync(command, args, {
    stdio: 'ignore',
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** @returns {string} path of the browser; throws with words when none can be had */
export function browser() {
  const present = presentBrowser();
  if (present) return present;
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  quietly(process.execPath, cli, 'install', 'chromium');
  if (!presentBrowser() && process.platform === 'linux' && process.getuid?.() === 0) {
    quietly('apt-get', 'update');
    const fonts = ['fonts-liberation', 'fonts-noto-core'];
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (!presentBrowser())
        quietly('apt-get', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', name, ...fonts);
  }
  const now = presentBrowser();
  if (now) return now;
  throw new Error(
    'The journeys need a Chromium, and none could be installed. Install one (Debian: apt-get install chromium), or name one: CHROMIUM_PATH=/path/to/chrome npm test',
  );
}
