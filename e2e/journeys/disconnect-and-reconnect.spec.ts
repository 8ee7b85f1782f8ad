import { bookSpace, connectMyOutlook, linkRoom, setUp, stateOf } from '../carrel-steps';
import { begin, carrel, expect, signIn, test } from '../fixtures';

/** Reconnecting adopts what is there: one event for each booking, before and after. */
test('disconnect leaves the events; reconnect makes no second one', async ({ page, tenant, sql }) => {
  test.setTimeout(240_000);
  await begin(tenant, sql);
  const [maple] = await sql<{ id: number; date: string }>(
    `SELECT id, to_char((now() AT TIME ZONE 'America/New_York')::date + 2, 'YYYY-MM-DD') AS date FROM resource WHERE name = 'Maple Room'`,
  );
  const { id: spaceId, date } = maple ?? { id: 0, date: '' };
  await setUp(page, carrel);
  await linkRoom(page, spaceId, 'maple@library.example');

  await signIn(page, 'patron@library.example');
  const first = await bookSpace(page, spaceId, date);
  await expect(stateOf(page)).toHaveText(/On the room's calendar/);
  const second = await bookSpace(page, spaceId, date);
  await expect(stateOf(page)).toHaveText(/On the room's calendar/);
  const creates = async () =>
    (await tenant.log()).filter(({ operation, status }) => operation === 'event.create' && status === 201).length;
  expect(await creates()).toBe(2);

  await test.step('the whole integration is disconnected, then set up again', async () => {
    await signIn(page, 'admin@library.example');
    await page.goto('/admin/integrations');
    await page.getByText('Disconnect everything…').first().click();
    await page.getByLabel('Type the name of the library').fill('library example');
    await page.getByRole('button', { name: 'Disconnect everything', exact: true }).click();
    await page.waitForURL(/done=/);
  });

  await test.step('one booking is cancelled while nothing is connected', async () => {
    await signIn(page, 'patron@library.example');
    await page.goto(second);
    await page.getByText('Cancel this booking').click();
    await page.getByRole('button', { name: 'Yes, cancel the booking' }).click();
    await expect(stateOf(page)).toHaveAttribute('data-state', 'cancelled');
  });

  await setUp(page, carrel);
  await linkRoom(page, spaceId, 'maple@library.example');
  await expect
    .poll(
      async () => {
        const [row] = await sql<{ live: string; due: string }>(
          `SELECT (SELECT count(*) FROM booking_mirror WHERE state = 'live') AS live, (SELECT count(*) FROM push_job) AS due`,
        );
        return `${row?.live} live, ${row?.due} due`;
      },
      { timeout: 60_000 },
    )
    .toBe('1 live, 0 due');
  expect(await creates()).toBe(2);
  await signIn(page, 'patron@library.example');
  await page.goto(first);
  await expect(stateOf(page)).toHaveText(/On the room's calendar/);
});

test('staff connect, an appointment lands in Outlook, busy time closes slots, disconnecting keeps events', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(240_000);
  await begin(tenant, sql);
  await setUp(page, carrel);
  await signIn(page, 'grace.muthoni@library.example');
  await connectMyOutlook(page, 'grace.muthoni@library.example', 'Grace Muthoni');
  const webhook = () => sql(`SELECT 1 FROM subscription WHERE state = 'active'`);
  await expect.poll(async () => (await webhook()).length).toBe(1);
  await expect
    .poll(async () => (await sql(`SELECT 1 FROM busy_block`)).length, { message: 'her week was read' })
    .toBeGreaterThan(3);

  await signIn(page, 'patron@library.example');
  await page.goto('/appointments/grace-muthoni');
  const slot = page.locator('a[href*="start="]').first();
  const startsAt = new URL((await slot.getAttribute('href')) ?? '', carrel).searchParams.get('start') ?? '';
  await slot.click();
  await page.getByRole('button', { name: 'Book the appointment' }).click();
  await page.waitForURL(/\/bookings\//);
  await expect(stateOf(page)).toHaveText(/On Grace.*'s calendar/);

  await test.step('a meeting in her Outlook closes a later slot within seconds: Microsoft knocks', async () => {
    const start = new Date(new Date(startsAt).getTime() + 7 * 86_400_000);
    const time = (at: Date) => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });
    const end = new Date(start.getTime() + 30 * 60_000);
    await tenant.createEvent('grace.muthoni@library.example', {
      ...{ subject: 'Private words', sensitivity: 'private', showAs: 'busy' },
      ...{ start: time(start), end: time(end) },
    });
    await expect
      .poll(async () => (await sql(`SELECT 1 FROM busy_block WHERE starts_at = $1`, [start])).length, {
        timeout: 20_000,
      })
      .toBe(1);
    await page.goto('/appointments/grace-muthoni');
    await expect(page.locator(`a[href*="${encodeURIComponent(start.toISOString())}"]`)).toHaveCount(0);
    expect(await page.content()).not.toContain('Private words');
  });

  await test.step('disconnected by herself', async () => {
    await signIn(page, 'grace.muthoni@library.example');
    await page.goto('/desk/calendar');
    await page.getByText('Disconnect my Outlook…').first().click();
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await page.waitForURL(/done=/);
    await expect(page.getByRole('button', { name: 'Connect my Outlook' })).toBeVisible();
    const events = await tenant.call<{ value: { subject: string }[] }>(
      'GET',
      '/mailboxes/grace.muthoni@library.example/events',
    );
    expect(events.value.some(({ subject }) => /Grace Muthoni|Appointment|Library/i.test(subject))).toBe(true);
  });
});
