import { bookSpace, linkRoom, setUp, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

/** How everything stands, what Microsoft itself says of it, and what happened to one booking. */
test('an admin sees how a room stands and asks Microsoft; the desk reads what happened to a booking', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(180_000);
  await begin(tenant, sql);
  const [maple] = await sql<{ id: number; date: string }>(
    `SELECT id, to_char((now() AT TIME ZONE 'America/New_York')::date + 2, 'YYYY-MM-DD') AS date FROM resource WHERE name = 'Maple Room'`,
  );
  const { id: spaceId, date } = maple ?? { id: 0, date: '' };
  await setUp(page, carrel);
  await page.goto('/admin/health');
  await expect(page.getByText('No calendars yet')).toBeVisible();
  await linkRoom(page, spaceId, 'maple@library.example');

  await test.step('the list, by keyboard, to the one calendar', async () => {
    await page.goto('/admin/health?kind=space');
    await expect(page.getByRole('link', { name: /Needs a person/ })).toContainText('0');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: 'Maple Room' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Maple Room' })).toBeVisible();
  });

  await test.step('Microsoft’s own answers: what a full reading would change, and that accounts are not told of rooms', async () => {
    await page.getByRole('button', { name: 'Compare', exact: true }).press('Enter');
    await expect(page.getByText(/Both sides agree: \d+ events? read/)).toBeVisible();
    await page.getByRole('button', { name: 'Test change notifications', exact: true }).press('Enter');
    await expect(page.getByText('Microsoft said no')).toBeVisible();
    await expect(page.getByText('403', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('paused, said everywhere, and resumed', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByText('Somebody paused it')).toBeVisible();
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await expect(page.getByText('Resumed: everything is read anew')).toBeVisible();
  });

  await test.step('a web address for alerts is kept, and not shown again', async () => {
    await page.goto('/admin/health/alerts');
    await page.getByLabel('To a web address').fill('http://chat.example/hooks/secret');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'To a web address' })).toBeVisible();
    await page.getByLabel('To a web address').fill('https://chat.example/hooks/secret');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Told to an address at chat.example.')).toBeVisible();
    expect(await page.content()).not.toContain('hooks/secret');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Do not tell it any more').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Told to an address')).toHaveCount(0);
  });

  await test.step('the history of one booking, and another try by a press', async () => {
    await signIn(page, 'patron@library.example');
    const booking = await bookSpace(page, spaceId, date);
    await expect(stateOf(page)).toHaveText(/On the room's calendar/);
    await signIn(page, 'librarian@library.example');
    await page.goto(booking.replace('/bookings/', '/desk/bookings/'));
    const history = page.locator('#history');
    await expect(history.getByText('Booked by the patron.')).toBeVisible();
    await expect(history.getByText(/Writing the event in the calendar of Maple Room: done/)).toBeVisible();
    await expect(history.getByText(/Status 201/)).toBeVisible();
    await history.getByRole('button', { name: 'Write to Outlook again' }).press('Enter');
    await expect(page.getByText('It is being written to Outlook again.')).toBeVisible();
    await expect(history.getByText(/Written to Outlook again, by /)).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
});
