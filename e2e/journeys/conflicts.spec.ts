import { bookSpace, linkRoom, setUp, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import type { TenantEvent } from '../tenant-control';

type OurEvent = TenantEvent & { immutableId: string; transactionId: string | null };

const MAPLE = 'maple@library.example';

/** Somebody moves a booking in Outlook: put back, a case, one click, and a patron who hears of it and may say no. */
test('a booking moved in Outlook: the case, the new time by one click, the patron’s no', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(300_000);
  await begin(tenant, sql);
  const [maple] = await sql<{ id: number; date: string }>(
    `SELECT id, to_char((now() AT TIME ZONE 'America/New_York')::date + 2, 'YYYY-MM-DD') AS date FROM resource WHERE name = 'Maple Room'`,
  );
  const { id: spaceId, date } = maple ?? { id: 0, date: '' };
  await setUp(page, carrel);
  await linkRoom(page, spaceId, MAPLE);
  await page.goto('/admin/conflicts');
  await expect(page.getByText('Nothing to decide')).toBeVisible();

  await signIn(page, 'patron@library.example');
  const booked = await bookSpace(page, spaceId, date);
  await expect(stateOf(page)).toHaveText(/On the room's calendar/);

  const ours = async () => {
    const { value } = await tenant.call<{ value: OurEvent[] }>('GET', `/mailboxes/${MAPLE}/events`);
    return value.find(({ transactionId }) => transactionId);
  };
  const before = await ours();
  if (!before) throw new Error('no event');
  // Late in the evening nobody else has it: a person's decision asks for free time, not for opening hours.
  const later = ({ dateTime }: { dateTime: string }) => ({
    dateTime: new Date(Date.parse(`${dateTime.slice(0, 19)}Z`) + 12 * 60 * 60_000).toISOString().slice(0, 19),
    timeZone: 'UTC',
  });
  const wish = { start: later(before.start), end: later(before.end) };
  await tenant.call('PATCH', `/mailboxes/${MAPLE}/events/${encodeURIComponent(before.immutableId)}`, wish);

  await test.step('put back, and one case with both versions', async () => {
    await signIn(page, 'admin@library.example');
    await expect(async () => {
      // Looking at the space hurries the reading of its calendar, at night too.
      await page.goto(`/admin/spaces/${spaceId}`);
      await page.goto('/admin/conflicts');
      await expect(page.getByRole('heading', { name: 'Moved in Outlook, and put back' })).toBeVisible({
        timeout: 1_000,
      });
    }).toPass({ timeout: 120_000 });
    await expect(page.getByRole('link', { name: 'Conflicts (1)' })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await expect.poll(async () => (await ours())?.start.dateTime.slice(0, 16)).toBe(before.start.dateTime.slice(0, 16));
    await page.getByRole('button', { name: 'Apply the time from Outlook' }).click();
    await page.waitForURL(/done=apply/);
    await expect(page.getByText('The booking has its new time')).toBeVisible();
    await expect.poll(async () => (await ours())?.start.dateTime.slice(0, 16)).toBe(wish.start.dateTime.slice(0, 16));
  });

  await test.step('the patron hears both times, and cannot come', async () => {
    await expect
      .poll(async () => (await tenant.mails('patron@library.example')).mails[0]?.subject ?? '')
      .toContain('New time: Maple Room');
    await signIn(page, 'patron@library.example');
    await page.goto(booked);
    await expect(page.getByText('The library changed this booking')).toBeVisible();
    await expectAccessible(page);
    await page.getByText('I cannot come then').click();
    await page.getByRole('button', { name: 'Yes, cancel the booking' }).first().click();
    await expect(stateOf(page)).toHaveAttribute('data-state', 'cancelled');
    await expect.poll(async () => (await ours()) === undefined).toBe(true);
  });
});
