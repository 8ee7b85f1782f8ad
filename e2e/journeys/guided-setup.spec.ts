import { bookSpace, linkRoom, passMicrosoft, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, tenantAddress, test } from '../fixtures';
import { registerApplication } from '../tenant-steps';

const LINDEN = 'linden@library.example';

/** From nothing to a mirrored room by the guide alone: every step that a person takes here is counted. */
test('the guide leads from an empty installation to a mirrored room', async ({ page, tenant, sql }) => {
  test.setTimeout(120_000);
  await begin(tenant, sql);
  const [linden] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Linden Room'`);
  const spaceId = linden?.id ?? 0;
  const steps: string[] = [];
  const step = async (name: string, deed: () => Promise<unknown>) => {
    steps.push(name);
    await test.step(name, deed);
  };
  const shot = async (name: string) => {
    const folder = process.env.SCREENSHOTS_OF_SETUP;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };
  await signIn(page, 'admin@library.example');
  await page.goto('/admin/integrations');

  await step('open the guide', () => page.getByRole('link', { name: 'Guide, step by step' }).click());
  await expect(page.getByRole('heading', { level: 1, name: 'Set up Outlook, step by step' })).toBeVisible();
  await shot('guide-empty');
  await expectAccessible(page);
  await expectFitsPhone(page);
  await step('ask Microsoft for the tenant ID by the domain', async () => {
    await page.getByLabel('Domain').fill('library.example');
    await page.keyboard.press('Enter');
  });
  await expect(page.getByText('Microsoft knows this directory.')).toBeVisible();
  const tenantId = await page.locator('[role=status] code').innerText();
  const portal = page.getByRole('link', { name: 'Open “New registration”' });
  await expect(portal).toHaveAttribute('href', `${tenantAddress}/portal/apps/new`);

  let registration = { clientId: '', tenantId: '', secret: '', secretId: '' };
  await step('register at Microsoft as the guide says', async () => {
    registration = await registerApplication(page, `${carrel}/api/outlook/callback`);
  });
  expect(registration.tenantId).toBe(tenantId);

  await page.goto('/admin/integrations/guide');
  await step('paste and save, by keyboard', async () => {
    await page.getByLabel('Application ID').fill(registration.clientId);
    await page.getByLabel('Client Secret: Value').fill(registration.secret);
    await page.getByLabel('Tenant ID', { exact: true }).fill(registration.tenantId);
    await page.keyboard.press('Enter');
    await page.waitForURL(/guide\?done=savedNext/);
  });
  await expect(page.getByText('Microsoft knows the application and accepts its secret.')).toBeVisible();

  await step('connect and test, with a room', async () => {
    await page.getByLabel('A room to try').fill(LINDEN);
    await page.getByRole('button', { name: 'Connect and test' }).click();
    await expect(
      page
        .getByLabel('Password')
        .or(page.getByRole('button', { name: 'Use another account' }))
        .first(),
    ).toBeVisible();
  });
  const atMicrosoft = page.url();
  await page.goto('/admin/integrations/test');
  await expect(page.getByText('The test waits for you at Microsoft.')).toBeVisible();
  await expect(page.getByText(/AADSTS50011/)).toBeVisible();
  await expectAccessible(page);
  await shot('test-waiting');
  await page.goto(atMicrosoft);
  await step('sign in at Microsoft', async () => {
    await passMicrosoft(page, 'admin@library.example', 'Morgan Ellis');
    await page.waitForURL(/integrations\/test/);
  });
  await expect(page.getByText('Nothing failed. You may activate.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(`Room ${LINDEN}: writable`)).toBeVisible();
  await expect(page.getByText('0 failed')).toBeVisible();
  await shot('test-done');
  await expectAccessible(page);
  await expectFitsPhone(page);

  await step('back to the guide, and activate', async () => {
    await page.getByRole('link', { name: 'Guide, step by step' }).click();
    await page.getByRole('button', { name: 'Activate', exact: true }).click();
    await page.waitForURL(/guide\?done=activated/);
  });
  await step('to the spaces', () => page.getByRole('link', { name: 'Link spaces to rooms' }).click());
  await step('link the room', () => linkRoom(page, spaceId, LINDEN));
  await page.goto('/admin/integrations/guide');
  await expect(page.getByText('Everything is set up')).toBeVisible();
  await shot('guide-done');
  expect(steps).toHaveLength(9);

  const [row] = await sql<{ date: string }>(
    `SELECT to_char((now() AT TIME ZONE 'America/New_York')::date + 1, 'YYYY-MM-DD') AS date`,
  );
  await signIn(page, 'patron@library.example');
  await bookSpace(page, spaceId, row?.date ?? '');
  await expect(stateOf(page)).toHaveText(/On the room's calendar/);
});

test('IT gets one page on paper, and staff read the library’s own words before they connect', async ({
  page,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  await signIn(page, 'admin@library.example');
  await page.goto('/admin/integrations/handout');
  await expect(page.getByText(`${carrel}/api/outlook/callback`).first()).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Administration' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  const folder = process.env.SCREENSHOTS_OF_SETUP;
  if (folder) await page.screenshot({ path: `${folder}/handout-print.png`, fullPage: true });
  await page.emulateMedia({ media: 'screen' });

  const app = await tenant.call<{ clientId: string; tenantId: string; secret: { value: string } }>('POST', '/apps', {});
  await page.goto('/admin/integrations/guide?cloud=china&type=PersonalMicrosoftAccount');
  await expect(page.getByText('This cloud has no personal Microsoft accounts')).toBeVisible();
  await page.goto('/admin/integrations/guide?cloud=us_gov&rooms=app');
  await page.getByLabel('Application ID').fill(app.clientId);
  await page.getByLabel('Client Secret: Value').fill(app.secret.value);
  await page.getByLabel('Tenant ID', { exact: true }).fill(app.tenantId);
  await page.getByRole('button', { name: 'Save Settings' }).click();
  // Registered in the world's cloud: Microsoft's own number is told in words.
  await expect(page.getByText(/Microsoft Graph is not known under this address.*AADSTS500011/)).toBeVisible();
  await expectAccessible(page);
  await page.locator('#paste').getByLabel('Cloud').selectOption('global');
  await page.getByRole('button', { name: 'Save Settings' }).click();
  await page.waitForURL(/done=savedNext/);

  await page.goto('/admin/integrations');
  // A second secret, tried before it is kept, and switched to: nothing has to end first.
  const second = await tenant.call<{ secret: { value: string } }>('POST', '/identity', {
    ...{ action: 'rotate_secret', clientId: app.clientId },
  });
  await page.getByText('Add a second secret…').click();
  await page.getByLabel('Second secret: Value').fill(second.secret.value);
  await page.getByLabel('Second secret expires on').fill('2028-06-01');
  await page.getByRole('button', { name: 'Try it and keep it' }).click();
  await expect(page.getByText('The second secret is kept; Microsoft accepts it.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Switch to it' }).click();
  await expect(page.getByText(/In force: a client secret that ends on .*June 1, 2028/)).toBeVisible();
  await expectFitsPhone(page);
  await page.getByLabel('Description').fill('We only write what you were booked for. Ask Morgan.');
  await page.getByRole('button', { name: 'Save description' }).click();
  await expect(page.getByText('The description is saved.')).toBeVisible();
  await signIn(page, 'librarian@library.example');
  await page.goto('/desk/calendar');
  await expect(page.getByText('We only write what you were booked for. Ask Morgan.')).toBeVisible();
});
