import { begin, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import type { Tenant } from '../tenant-control';

const ROSA = 'rosa@appointments.example';

/** The newest link of a kind in the mails that Rosa got. */
async function mailedLink(tenant: Tenant, pattern: RegExp): Promise<string> {
  let link = '';
  await expect(async () => {
    const texts = (await tenant.mails(ROSA)).mails.map(({ text }) => text);
    link = texts.flatMap((text) => text.match(pattern)?.[0] ?? []).at(-1) ?? '';
    expect(link).not.toBe('');
  }).toPass();
  return link;
}

/** By keyboard alone: a guest meets Grace in a room, confirms by mail, takes it elsewhere and cancels it, all by links. */
test('a guest books an appointment, confirms it, changes and cancels it by link', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  const [grace] = await sql<{ id: number; locationId: number }>(
    `SELECT resource.id, location_id AS "locationId" FROM resource JOIN category ON category.id = category_id
     WHERE slug = 'grace-muthoni'`,
  );
  if (!grace) throw new Error('the demo library has no Grace');
  await sql(`DELETE FROM booking WHERE patron_email IN ($1, 'kit@appointments.example')`, [ROSA]);
  await sql(`UPDATE location SET verify_minutes = 15 WHERE id = $1`, [grace.locationId]);
  const state = async () =>
    (
      await sql<{ status: string; place: string; items: number; held: number }>(
        `SELECT status::text, place_name AS place,
           (SELECT count(*)::int FROM booking_item WHERE booking_id = booking.id) AS items,
           (SELECT count(DISTINCT resource_id)::int FROM occupancy WHERE booking_id = booking.id AND active) AS held
         FROM booking JOIN appointment ON appointment.booking_id = booking.id WHERE patron_email = $1`,
        [ROSA],
      )
    )[0];

  await test.step('a time in the room is chosen, and kept while the form is open', async () => {
    await page.goto('/appointments/grace-muthoni');
    await page.getByRole('navigation', { name: 'Where' }).getByRole('link', { name: 'Study Room 8' }).press('Enter');
    await page.waitForURL(/placeId=/);
    await page.locator('#times ~ ol a').last().press('Enter');
    await page.waitForURL(/start=/);
    await expect(page.locator('#hold').getByRole('status')).toHaveText(/^Kept for you until/);
    expect(await sql(`SELECT count(*)::int AS items FROM booking_item JOIN hold USING (booking_id)`)).toEqual([
      { items: 2 },
    ]);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('what is wrong is said at its field; then it waits for the link in the mail', async () => {
    await page.getByRole('button', { name: 'Book the appointment' }).press('Enter');
    await expect(page.locator('#booking-form').getByRole('alert').getByRole('link')).toHaveText([
      ...['Name: Please fill this in.', 'E-mail: Please fill this in.'],
    ]);
    await page.getByLabel('Name').fill('Rosa');
    await page.getByLabel('E-mail').fill(ROSA);
    await page.getByRole('button', { name: 'Book the appointment' }).press('Enter');
    await page.waitForURL(/\/bookings\//);
    await expect(page.getByText('Please follow the link in your mail')).toBeVisible();
    await page.goto(await mailedLink(tenant, /http\S+\/verify\?key=\S+/));
    await page.getByRole('button', { name: 'Confirm the booking' }).press('Enter');
    await expect(page.locator('[data-state=booked]')).toBeVisible();
    await expect(page.getByText(/^Study Room 8, Central Library/)).toBeVisible();
    expect(await state()).toEqual({ status: 'confirmed', place: 'Study Room 8', items: 2, held: 2 });
    await expectAccessible(page);
  });

  await test.step('by the link in the mail it goes online, and the room is free', async () => {
    await page.goto(await mailedLink(tenant, /http\S+\/bookings\/\w+\?key=[\w-]+/));
    await page.getByRole('link', { name: 'Change this booking' }).press('Enter');
    await page.waitForURL(/\/change/);
    await page.getByLabel('Where', { exact: true }).selectOption({ label: 'Online, by video' });
    await page.getByRole('button', { name: 'Show the times' }).press('Enter');
    await page.waitForURL(/placeId=\d/);
    await page.locator('#times ~ ol a').first().press('Enter');
    await page.waitForURL(/start=/);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Change the appointment' }).press('Enter');
    await page.waitForURL(/changed=time/);
    await expect(page.getByRole('link', { name: 'https://meet.library.example/grace-muthoni' })).toBeVisible();
    expect(await state()).toEqual({ status: 'confirmed', place: 'Online, by video', items: 1, held: 1 });
  });

  await test.step('and is cancelled in two steps', async () => {
    await page.getByText('Cancel this booking').press('Enter');
    await page.getByRole('button', { name: 'Yes, cancel the booking' }).press('Enter');
    await expect(page.locator('[data-state=cancelled]')).toBeVisible();
    expect(await state()).toMatchObject({ status: 'cancelled', held: 0 });
  });
  await sql(`UPDATE location SET verify_minutes = NULL WHERE id = $1`, [grace.locationId]);
});

/** A member of staff books for somebody outside of what is offered, sees what that goes beyond, moves it and takes it back. */
test('staff book an appointment on behalf, beyond rules that they are told', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await signIn(page, 'librarian@library.example');
  await page.goto('/desk/appointments/new');
  await page.getByLabel('Person').selectOption({ label: 'Grace Muthoni, Central Library' });
  await page.getByRole('button', { name: 'Show' }).press('Enter');
  await page.waitForURL(/whom=/);
  await page.getByLabel('Start').fill('06:05');
  await page.getByLabel('Name').fill('Kit');
  await page.getByLabel('E-mail').fill('kit@appointments.example');
  const submit = page.getByRole('button', { name: 'Book the appointment' });
  const [tomorrow] = new Date(Date.now() + 86_400_000).toISOString().split('T');
  await page.getByLabel('Date').fill(tomorrow ?? '');
  await submit.press('Enter');
  await expect(page.getByText('This goes beyond rules for patrons')).toBeVisible();
  await expect(page.getByText('it is outside of the opening hours')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('switch', { name: 'Book it all the same' }).press('Space');
  await submit.press('Enter');
  await page.waitForURL(/done=booked/);
  await expect(page.getByText('Goes beyond rules for patrons')).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Cancel this booking').press('Enter');
  await page.getByLabel('Words to the patron').last().fill('Grace is ill.');
  await page.getByRole('button', { name: 'Yes, cancel it' }).press('Enter');
  await page.waitForURL(/done=withdrawn/);
  const [row] = await sql(
    `SELECT status::text, cause::text FROM booking WHERE patron_email = 'kit@appointments.example'`,
  );
  expect(row).toEqual({ status: 'cancelled', cause: 'staff' });
  await sql(`DELETE FROM booking WHERE patron_email = 'kit@appointments.example'`);
});
