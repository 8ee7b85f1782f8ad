import type { Page } from '@playwright/test';
import { linkRoom, setUp, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import type { TenantEvent } from '../tenant-control';

const CEDAR = 'cedar@library.example';

/** A Monday far enough ahead that the demo has nothing there, in the library's own zone. */
const MONDAYS = `SELECT to_char(date_trunc('week', now() AT TIME ZONE 'America/New_York')::date + 7 * week, 'YYYY-MM-DD') AS date
  FROM generate_series(5, 8) week ORDER BY 1`;

const look = (page: Page) => page.getByRole('button', { name: 'Look at it first' }).click();

async function fillBooking(page: Page, spaceId: number, date: string, start: string, minutes: string): Promise<void> {
  await page.goto(`/desk/book?space=${spaceId}&date=${date}`);
  await page.getByLabel('Start', { exact: true }).fill(start);
  await page.getByLabel('Length in minutes').fill(minutes);
}

/** Staff book beyond a rule, make a series that meets a booking and a meeting in Outlook, and block time. */
test('staff book for somebody, make a series with its conflicts solved, and block time', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(180_000);
  await begin(tenant, sql);
  const [room] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Cedar Room'`);
  const spaceId = room?.id ?? 0;
  await sql(`DELETE FROM booking WHERE id IN (SELECT booking_id FROM booking_item WHERE resource_id = $1)`, [spaceId]);
  const dates = (await sql<{ date: string }>(MONDAYS)).map(({ date }) => date);
  const [first = '', second = '', third = ''] = dates;
  const utc = (date: string, time: string) => ({ dateTime: `${date}T${time}:00`, timeZone: 'America/New_York' });
  await tenant.createEvent(CEDAR, { subject: 'Board', start: utc(third, '10:30'), end: utc(third, '11:30') });
  await setUp(page, carrel);
  await linkRoom(page, spaceId, CEDAR);
  const ours = async () => {
    const { value } = await tenant.call<{ value: (TenantEvent & { transactionId: string | null })[] }>(
      'GET',
      `/mailboxes/${CEDAR}/events`,
    );
    return value.filter(({ transactionId }) => transactionId).length;
  };

  await signIn(page, 'librarian@library.example');
  await test.step('one booking beyond a rule, by keyboard, for an account that is found', async () => {
    await page.goto('/desk/today');
    await page.getByRole('link', { name: 'Book for somebody' }).first().click();
    await fillBooking(page, spaceId, second, '10:00', '61');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Find an account').fill('patron@library');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: /patron@library\.example/ })).toBeChecked();
    await page.getByRole('button', { name: 'Look at it first' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('its start or length is not in steps')).toBeVisible();
    await page.getByRole('button', { name: 'Book', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/bookings\//);
    await expect(stateOf(page)).toHaveText(/On the room's calendar/);
    await expect(page.getByText('its start or length is not in steps')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('a series: what is in the way is seen, and nothing is booked before it is decided', async () => {
    await expect
      .poll(async () => (await sql(`SELECT FROM busy_block WHERE starts_at > now()`)).length)
      .toBeGreaterThan(0);
    await fillBooking(page, spaceId, first, '10:00', '60');
    await page.getByRole('radio', { name: 'On weekdays' }).check();
    await page.getByRole('checkbox', { name: 'Monday' }).check();
    await page.getByLabel('Last day').fill(dates.at(-1) ?? '');
    await page.getByLabel('Name', { exact: true }).fill('Rosa Lind');
    await page.getByLabel('E-mail', { exact: true }).fill('rosa@patrons.example');
    await look(page);
    await expect(page.getByText('2 times are free, 1 meets a booking, 1 meets a meeting in Outlook.')).toBeVisible();
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2);
    await expect(page.getByRole('alert').filter({ hasText: 'Not yet' })).toBeFocused();
    await expectAccessible(page);
    await page.getByLabel('All that meet a booking').selectOption('skip');
    await page.getByRole('radio', { name: 'Book anyway' }).check();
    await page.getByLabel(/Why over a meeting/).fill('The board moves next door');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(page.getByText('3 times are booked')).toBeVisible();
    await expect(page.getByRole('row', { name: /left out/ })).toHaveCount(1);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('its bookings stand in Outlook, the patron has one mail, the booking says why it lies over a meeting', async () => {
    await expect.poll(ours).toBe(4);
    const mails = async () => (await tenant.mails('rosa@patrons.example')).mails;
    await expect
      .poll(async () => (await mails()).map(({ subject }) => subject))
      .toEqual(['Booked 3 times: Cedar Room']);
    const row = page.getByRole('row', { name: new RegExp(`${Number(third.slice(8))}, ${third.slice(0, 4)}`) });
    await row.getByRole('link').first().click();
    await expect(page.getByText(/The board moves next door/)).toBeVisible();
    await page.getByText('Cancel the rest').click();
    await page.getByRole('button', { name: 'Yes, cancel them' }).click();
    await expect(page.getByText('2 bookings were cancelled.')).toBeVisible();
    await expect.poll(ours).toBe(2);
    await expect.poll(async () => (await mails()).length).toBe(2);
  });

  await test.step('blocked time: nobody else has it, Outlook shows it, and it is lifted again', async () => {
    await page.goto('/desk/blocks/new');
    await page.getByRole('checkbox', { name: 'Cedar Room' }).check();
    await page.getByLabel('Date', { exact: true }).fill(third);
    await page.getByLabel('Start', { exact: true }).fill('14:00');
    await page.getByLabel('End', { exact: true }).fill('18:00');
    await page.getByLabel('Why it is blocked').fill('Floor is waxed');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await look(page);
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    await expect(page.getByText('Nobody can book it then.')).toBeVisible();
    await expect.poll(ours).toBe(3);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page
      .getByRole('row', { name: /Floor is waxed/ })
      .getByRole('button', { name: /^Lift/ })
      .click();
    await expect(page.getByText('The time is free again.')).toBeVisible();
    await expect.poll(ours).toBe(2);
  });
});
