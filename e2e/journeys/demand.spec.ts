import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

/** What a guest looks for in vain, and how the library comes to see it: nobody's name on the way. */
test('a search without a result is seen by the admin, as a number', async ({ page, browser, tenant, sql }) => {
  await begin(tenant, sql);
  const [today] = await sql<{ date: string; tomorrow: string }>(
    `SELECT to_char(at, 'YYYY-MM-DD') AS date, to_char(at + interval '1 day', 'YYYY-MM-DD') AS tomorrow
     FROM (SELECT now() AT TIME ZONE 'America/New_York' AS at) clock`,
  );
  const { date, tomorrow } = today ?? { date: '', tomorrow: '' };
  await sql(`DELETE FROM search_count WHERE day >= $1::date`, [date]);
  await sql(`DELETE FROM booking WHERE public_id = 'demanded'`);
  await sql(
    `WITH made AS (
       INSERT INTO booking (public_id, status, patron_name, patron_email, note) VALUES ('demanded', 'confirmed', '', '', 'x')
       RETURNING id
     ), law AS (SELECT id FROM resource WHERE 'Law' = ANY(subjects) LIMIT 1), item AS (
       INSERT INTO booking_item SELECT made.id, law.id, now() - interval '9 days', now() - interval '215 hours' FROM made, law
     ) INSERT INTO appointment (booking_id, resource_id, subject) SELECT made.id, law.id, 'Law' FROM made, law`,
  );

  await test.step('a guest wants a room for four hundred, by keyboard; and reloads', async () => {
    await page.goto('/spaces/find');
    await page.getByLabel('People').focus();
    await page.keyboard.type('400');
    await page.keyboard.press('Enter');
    await expect(page.getByText('No space is like that')).toBeVisible();
    await page.getByLabel('Date', { exact: true }).fill(tomorrow);
    await page.getByLabel('Date', { exact: true }).press('Enter');
    await page.waitForURL(/people=400/);
    await page.reload();
    await expect(page.getByText('No space is like that')).toBeVisible();
  });

  const admin = await (await browser.newContext({ baseURL: carrel })).newPage();
  await test.step('the admin finds it by keyboard', async () => {
    await signIn(admin, 'admin@library.example');
    await admin.goto('/admin/statistics');
    await admin.getByRole('link', { name: 'Unmet demand' }).focus();
    await admin.keyboard.press('Enter');
    await expect(admin.getByRole('heading', { level: 1, name: 'Unmet demand' })).toBeVisible();
    await expect(admin.getByText('Most wanted a space for 5 to 8 people.')).toBeVisible();
    await admin.getByLabel('First day').fill(date);
    await admin.getByLabel('Last day').fill(date);
    await admin.getByLabel('Last day').press('Enter');
    await admin.waitForURL((url) => url.searchParams.get('to') === date);
    await expect(
      admin.getByText(/^\d+ searches?; \d+ found nothing \(100%\)\.$|^One search; one found nothing/),
    ).toBeVisible();
    const group = admin.getByRole('table', { name: 'Size of the group' });
    await expect(group.getByRole('row', { name: /^20 or more/ })).toContainText('100%');
    await expect(admin.getByRole('row', { name: /^Nothing: none that suits/ })).toBeVisible();
    const rows = await sql<{ people: number; features: string[] }>(
      `SELECT people, features FROM search_count WHERE day = $1`,
      [date],
    );
    expect(rows.every(({ people }) => people === 20)).toBe(true);
  });

  await test.step('and takes it out as a file', async () => {
    const link = admin.getByRole('link', { name: 'Size of the group as a CSV file' });
    const file = await admin.request.get((await link.getAttribute('href')) ?? '');
    expect(await file.text()).toMatch(
      /^\ufeffpeople_least,searches,found_nothing,share\r\n(?:.+\r\n)*20,(\d+),\1,1\r\n/,
    );
  });

  await test.step('its pages are for everybody, in every width', async () => {
    await admin.goto('/admin/statistics/demand');
    await expectAccessible(admin);
    await expectFitsPhone(admin);
    await admin.getByRole('link', { name: 'Appointments' }).last().press('Enter');
    await expect(admin.getByRole('heading', { level: 1, name: 'Appointments' })).toBeVisible();
    await expect(admin.getByRole('table', { name: 'By subject' }).getByRole('row', { name: /^Law/ })).toBeVisible();
    await expectAccessible(admin);
    await expectFitsPhone(admin);
    await admin.goto('/admin/statistics/appointments?from=2020-01-01&to=2020-01-31');
    await expect(admin.getByText('There were no appointments in this time')).toBeVisible();
  });
  await admin.context().close();
});
