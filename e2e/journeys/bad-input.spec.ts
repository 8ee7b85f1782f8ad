import fs from 'node:fs';
import { setUp } from '../carrel-steps';
import { begin, carrel, expect, signIn, test } from '../fixtures';
import { registerApplication } from '../tenant-steps';

/** Each a clear refusal, and nothing changed. */
test('settings that cannot be right are refused beside their fields', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await signIn(page, 'admin@library.example');
  const save = async (id: string, secret: string, tenantId: string) => {
    await page.goto('/admin/integrations');
    await page.getByLabel('Application ID').fill(id);
    await page.getByLabel('Client Secret: Value').fill(secret);
    await page.getByLabel('Supported Account Type').selectOption('AzureADMyOrg');
    await page.getByLabel('Tenant ID').fill(tenantId);
    await page.getByRole('button', { name: 'Save Settings' }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
  };
  const guid = '1ec239c2-d7c9-4623-a91a-a9775856bb36';
  await save('not-a-guid', 'x~secret-value', 'library.example');
  await save(guid, '', 'library.example');
  await save(guid, guid, 'library.example');
  await save(guid, 'x~secret-value', 'not a tenant!');
  await save(guid, 'x~secret-value', 'unknown.example');
  await save(guid, 'x~secret-value', 'library.example');
  expect(await sql('SELECT 1 FROM integration')).toEqual([]);
});

test('a wrong secret is told apart, and is not stored', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  const { clientId, tenantId } = await registerApplication(page, `${carrel}/api/outlook/callback`);
  await signIn(page, 'admin@library.example');
  await page.goto('/admin/integrations');
  await page.getByLabel('Application ID').fill(clientId);
  await page.getByLabel('Client Secret: Value').fill('wrong~secret~value');
  await page.getByLabel('Supported Account Type').selectOption('AzureADMyOrg');
  await page.getByLabel('Tenant ID').fill(tenantId);
  await page.getByRole('button', { name: 'Save Settings' }).click();
  await expect(page.getByText(/AADSTS7000215/).first()).toBeVisible();
  expect(await sql('SELECT 1 FROM integration')).toEqual([]);
});

test('callbacks that belong to nothing change nothing', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await setUp(page, carrel);
  await signIn(page, 'librarian@library.example');
  for (const query of [
    '',
    '?code=abc',
    '?state=forged&code=abc',
    '?error=access_denied',
    '?state=forged&error=access_denied',
  ]) {
    await page.goto(`/api/outlook/callback${query}`);
    await expect(page).toHaveURL(/\/sign-in\/outlook/);
    await expect(page.locator('main')).not.toBeEmpty();
  }
  expect(await sql('SELECT 1 FROM sync_connection')).toEqual([]);
});

test('a consent cannot be used twice', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await setUp(page, carrel);
  await signIn(page, 'librarian@library.example');
  await page.goto('/desk/calendar');
  const callback = page.waitForRequest((request) => request.url().includes('/api/outlook/callback'));
  await page.getByRole('button', { name: 'Connect my Outlook' }).click();
  const { passMicrosoft } = await import('../carrel-steps');
  await passMicrosoft(page, 'librarian@library.example', 'Ada Lindgren');
  const used = (await callback).url();
  await page.waitForURL(/\/desk\/calendar/);
  const before = await sql('SELECT * FROM sync_connection');
  await page.goto(used);
  await expect(page).toHaveURL(/\/sign-in\/outlook/);
  expect(await sql('SELECT * FROM sync_connection')).toEqual(before);
});

test('booking in the past, outside hours and over another booking is refused in words', async ({
  page,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  const [room] = await sql<{ id: number; taken: Date; ends: Date }>(
    `SELECT resource_id AS id, starts_at AS taken, ends_at AS ends FROM booking_item JOIN resource ON resource.id = resource_id
     WHERE resource.name LIKE 'Study Room %' AND starts_at > now() + interval '1 day' ORDER BY starts_at LIMIT 1`,
  );
  if (!room) throw new Error('the demo has no bookings');
  const before = await sql('SELECT count(*) FROM booking');
  const at = (start: Date, end: Date) => `/spaces/${room.id}?start=${start.toISOString()}&end=${end.toISOString()}`;
  const hour = 3_600_000;
  const night = new Date(room.taken);
  night.setUTCHours(8, 0, 0, 0);
  for (const [start, end] of [
    [new Date(Date.now() - 24 * hour), new Date(Date.now() - 23 * hour)],
    [night, new Date(night.getTime() + hour)],
    [room.taken, room.ends],
  ] as const) {
    await page.goto(at(start, end));
    await expect(
      page.locator('#book').getByRole('alert').or(page.locator('#book [class*=attention]')).first(),
    ).toBeVisible();
  }
  expect(await sql('SELECT count(*) FROM booking')).toEqual(before);
});

test('a patron is kept out of desk and administration, a guest is asked to sign in', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await page.goto('/admin/integrations');
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, 'patron@library.example');
  for (const path of ['/admin/integrations', '/admin/people', '/desk/calendar']) {
    await page.goto(path);
    await expect(page.getByRole('button', { name: /Save|Connect/ })).toHaveCount(0);
  }
});

/** Every page and route as the folders have it: `/bookings/[publicId]`. */
const addresses = fs
  .readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map((file) => `/${file.replace(/\/?(page\.tsx|route\.ts)$/, '')}`.replace(/\/\([a-z]+\)/g, ''))
  .filter((address) => !address.includes('[...'));

test('a link that leads nowhere says so, whatever stands in it', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await signIn(page, 'admin@library.example');
  const failed: string[] = [];
  let found = 0;
  const ask = async (address: string) => {
    // Each on a connection of its own: one that waited for the others may be closed by the time it is used again.
    const answer = await page.request.get(address, { maxRedirects: 3, headers: { connection: 'close' } });
    if (answer.status() >= 500) failed.push(`${answer.status()} ${address}`);
    if (answer.ok() && !answer.url().includes('/sign-in')) found += 1;
  };
  const counted = ['booking', 'person', 'resource', 'audit_entry', 'location'];
  const count = async () => Promise.all(counted.map((table) => sql(`SELECT count(*) FROM ${table}`)));
  const before = await count();
  const within = addresses.filter((one) => one.includes('['));
  for (const junk of ['x', '99999999999', '%00', '%F0%9F'])
    await Promise.all(within.map((one) => ask(one.replace(/\[\w+\]/g, junk))));
  expect(found, 'a page was found under an address that is none').toBe(0);
  for (const junk of ['%00']) {
    const names = ['location', 'date', 'id', 'to', 'key', 'start', 'move', 'q', 'code'];
    const query = names.map((name) => `${name}=${junk}`).join('&');
    await Promise.all(addresses.filter((one) => !one.includes('[')).map((one) => ask(`${one}?${query}`)));
  }
  expect(failed).toEqual([]);
  expect(await count()).toEqual(before);
});
