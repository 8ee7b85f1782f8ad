import { defineConfig } from '@playwright/test';
import { presentBrowser } from './scripts/browser.mjs';

/** The journeys run against a whole demo of their own: database, pages, worker and stand-in tenant on these ports. */
const port = Number(process.env.E2E_PORT ?? 3210);
const tenantPort = Number(process.env.E2E_TENANT_PORT ?? 4410);

export default defineConfig({
  testDir: './e2e/journeys',
  outputDir: `./test-results/journeys-${port}`,
  // One library and one tenant for all: the specs take turns. `npm test` has two of each, with half of the specs.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  use: {
    // A step that hangs is named, long before the whole test runs out of time.
    actionTimeout: 30_000,
    navigationTimeout: 45_000,
    baseURL: `http://localhost:${port}`,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    // Every act is drawn and kept for a trace, which costs a good part of the time: TRACE=1 asks for it.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: presentBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs --fresh',
    url: `http://localhost:${port}/api/health`,
    env: { PORT: String(port), TENANT_PORT: String(tenantPort), DATA_DIR: process.env.E2E_DATA_DIR ?? '.data/e2e' },
    timeout: 240_000,
    reuseExistingServer: !process.env.CI,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
});
