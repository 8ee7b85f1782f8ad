import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

const NOTE = 'Practising a speech nobody else should hear of';

test('a patron sees, takes out and removes what is theirs; an admin says how long names are kept, and has the proof', async ({
  page,
  browser,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  const [past] = await sql<{ id: number }>(
    `WITH made AS (
       INSERT INTO booking (public_id, status, person_id, patron_name, patron_email, note, settled_at)
       SELECT 'pastpast', 'confirmed', id, name, email, $1, now() FROM person WHERE email = 'patron@library.example'
       RETURNING id
     )
     INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
     SELECT made.id, resource.id, now() - interval '40 days', now() - interval '40 days' + interval '1 hour'
     FROM made, resource WHERE resource.name = 'Maple Room' RETURNING booking_id AS id`,
    [NOTE],
  );
  const kept = () => sql('SELECT patron_name, patron_email, note FROM booking WHERE id = $1', [past?.id]);

  await test.step('the patron sees and takes out what is kept', async () => {
    await signIn(page, 'patron@library.example');
    await page.goto('/my');
    await page.getByRole('link', { name: 'See and take out your data' }).click();
    await expect(page.getByRole('heading', { name: 'Your data', level: 1 })).toBeVisible();
    await expect(page.getByText('patron@library.example').first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    const data = await page.request.get('/my/data/data.json');
    expect(data.headers()['content-type']).toContain('application/json');
    expect(await data.text()).toContain(NOTE);
    expect(await (await page.request.get('/my/data/bookings.ics')).text()).toContain('BEGIN:VCALENDAR');
  });

  await test.step('and removes it, by keyboard', async () => {
    await page.getByText('Remove my name…').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove my name now' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/Your name is removed from \d+ past booking/)).toBeVisible();
    expect(await kept()).toEqual([{ patron_name: '', patron_email: '', note: '' }]);
    expect(await (await page.request.get('/my/data/data.json')).text()).not.toContain(NOTE);
  });

  await test.step('nobody else is given it', async () => {
    const stranger = await browser.newContext();
    const answer = await stranger.request.get(`${carrel}/my/data/data.json`, { maxRedirects: 0 });
    expect(answer.status()).not.toBe(200);
    expect(await answer.text()).not.toContain('patron@library.example');
    await stranger.close();
  });

  await test.step('the admin says how long, and cannot say what makes no sense', async () => {
    const context = await browser.newContext({ baseURL: carrel });
    const admin = await context.newPage();
    await signIn(admin, 'admin@library.example');
    await admin.goto('/admin/privacy');
    const names = admin.getByLabel('Names of past bookings');
    const before = await sql('SELECT retention_days FROM library');
    await names.fill('-3');
    await admin.getByRole('button', { name: 'Save' }).click();
    await expect(names).toHaveAttribute('aria-invalid', 'true');
    expect(await sql('SELECT retention_days FROM library')).toEqual(before);
    await expectAccessible(admin);
    await names.fill('90');
    await names.press('Enter');
    await expect(admin.getByText('Saved. What is over by it goes within a day')).toBeVisible();
    expect(await sql('SELECT retention_days FROM library')).toEqual([{ retention_days: 90 }]);
    await expect(admin.getByRole('columnheader', { name: "On patrons' request" })).toBeVisible();
    await expectAccessible(admin);
    await expectFitsPhone(admin);
    const proof = await context.request.get('/admin/privacy/report.csv');
    expect(proof.headers()['content-type']).toContain('text/csv');
    expect((await proof.text()).split('\n').length).toBeGreaterThan(1);
    await context.close();
    await sql('UPDATE library SET retention_days = 365');
  });
});
