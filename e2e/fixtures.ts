import fs from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import pg from 'pg';
import { Tenant } from './tenant-control';

export const carrel = `http://localhost:${process.env.E2E_PORT ?? 3210}`;
export const tenantAddress = `http://localhost:${process.env.E2E_TENANT_PORT ?? 4410}`;
export const PASSWORD = 'carrel-demo';

type Fixtures = {
  tenant: Tenant;
  /** Questions to the database of the journeys, for what no page shows. */
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** Fails the test when a page broke the Content-Security-Policy or threw. */
  quietConsole: undefined;
};

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this pattern.
  tenant: async ({}, use) => {
    await use(new Tenant(tenantAddress));
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above.
  sql: async ({}, use) => {
    const client = new pg.Client({ connectionString: databaseAddress() });
    await client.connect();
    await use(async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => {
      const answer = await client.query<Row>(text, values);
      return answer.rows;
    });
    await client.end();
  },

  quietConsole: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && /Content.Security.Policy|Hydration|Minified React/i.test(message.text()))
          complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The embedded database of the journeys' own demo; its port stands in the server's lock file. */
function databaseAddress(): string {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const [, , , port] = fs
    .readFileSync(`${process.env.E2E_DATA_DIR ?? '.data/e2e'}/pg/postmaster.pid`, 'utf8')
    .split('\n');
  return `postgres://app@127.0.0.1:${port}/app`;
}

/** No integration, no connections, no bookings by these tests, mails by SMTP; a tenant as seeded. The demo's own bookings stay. */
export async function begin(tenant: Tenant, sql: Fixtures['sql']): Promise<void> {
  await sql(`TRUNCATE integration, preflight, connect_attempt, calendar_wish, push_job, booking_mirror, remote_event, busy_block, subscription,
    delta_cursor, delta_stage, sync_conflict, sync_log, graph_gate, calendar_link, sync_connection, sign_in_provider, sign_in_failure CASCADE`);
  await sql(`DELETE FROM booking WHERE note = '' AND created_at > now() - interval '1 hour' AND person_id IS NOT NULL`);
  await sql(`DELETE FROM booking WHERE status = 'hold'`);
  await sql(`UPDATE library SET mail_via = 'smtp', mail_mailbox = NULL, mail_fallback = false`);
  await tenant.reset();
}

/** Carrel's own sign-in page, as a person would; whoever was signed in before is signed out. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.context().clearCookies({ name: 'carrel-session' });
  await page.goto('/sign-in');
  const form = page
    .locator('form')
    .filter({ has: page.getByLabel('Password') })
    .first();
  await form.getByLabel('Email').fill(email);
  await form.getByLabel('Password').fill(PASSWORD);
  await form.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/**
 * WCAG 2.2 AA by axe; the page must be without findings, but for what `except` selects. While letters and scripts are still
 * arriving, targets may lie closer than they will: it is given time to come to rest.
 */
export async function expectAccessible(page: Page, { except }: { except?: string } = {}): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const findings = async () => {
    // In the page itself: its other way opens a window for each look, which costs as much as the look.
    // What it has nothing against need not be described, which takes longer than looking.
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
    const { violations } = await (except ? axe.exclude(except) : axe).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  };
  await expect.poll(findings, { message: `accessibility of ${page.url()}`, timeout: 60_000 }).toEqual([]);
}

/** Nothing may stick out sideways on the narrowest phone. */
export async function expectFitsPhone(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `sideways overflow of ${page.url()} at 320 px`).toBeLessThanOrEqual(0);
  if (size) await page.setViewportSize(size);
}
