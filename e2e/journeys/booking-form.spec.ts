import type { Page } from '@playwright/test';
import { begin, expect, expectAccessible, expectFitsPhone, test } from '../fixtures';
import type { Tenant } from '../tenant-control';

const ROSA = 'rosa@journeys.example';
const BEN = 'ben@journeys.example';
const FORM = '#booking-form';

/** A guest finds a room, keeps it while the form is open, books two in one go and confirms by mail. */
test('a guest’s way through the booking form: hold, questions, terms, two spaces, one link in a mail', async ({
  page,
  browser,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  const rooms = await sql<{ id: number; name: string; categoryId: number; locationId: number }>(
    `SELECT resource.id, resource.name, category.id AS "categoryId", category.location_id AS "locationId" FROM resource
     JOIN category ON category.id = resource.category_id
     WHERE resource.name IN ('Study Room 3', 'Study Room 5') ORDER BY resource.name`,
  );
  const [room, other] = rooms;
  if (!room || !other) throw new Error('the demo library has no study rooms');
  // A weekday far enough ahead to be free and open; three in the afternoon in New York.
  const day = new Date(Date.now() + 6 * 86_400_000);
  if (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 2);
  const date = day.toISOString().slice(0, 10);
  await sql(
    `DELETE FROM booking WHERE id IN (SELECT booking_id FROM booking_item WHERE resource_id = ANY($1::int[]))`,
    [rooms.map(({ id }) => id)],
  );
  await sql(`UPDATE location SET verify_minutes = 15 WHERE id = $1`, [room.locationId]);
  await sql(`UPDATE category SET nicknames = true, terms = 'Leave it as you found it.' WHERE id = $1`, [
    room.categoryId,
  ]);
  await sql(`DELETE FROM question`);
  await sql(
    `INSERT INTO question (category_id, label, kind, required, position) VALUES ($1, 'What is it for?', 'line', true, 0)`,
    [room.categoryId],
  );

  let chosen = '';
  await test.step('search and choice, by keyboard', async () => {
    await page.goto('/spaces/find');
    await page.getByLabel('Date', { exact: true }).fill(date);
    const from = page.getByRole('textbox', { name: /^From/ }).or(page.getByLabel(/^From/)).first();
    await from.fill('15:00');
    await from.press('Enter');
    await page.waitForURL(/at=15/);
    await page.locator(`a[href*="/spaces/${room.id}?start="]`).first().press('Enter');
    await page.waitForURL(/start=/);
    chosen = page.url();
    await expect(page.locator('#hold').getByRole('status')).toHaveText(/^Kept for you until/);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('a second visitor sees it held, and when it is free again', async () => {
    const context = await browser.newContext({ timezoneId: 'America/New_York' });
    const second = await context.newPage();
    await second.goto(chosen);
    await expect(
      second.getByText(/Somebody is just booking it\. Unless they finish, it is free again at/),
    ).toBeVisible();
    await context.close();
  });

  await test.step('it is kept longer on request', async () => {
    await page.getByRole('button', { name: 'Keep it 10 minutes from now' }).press('Enter');
    await expect.poll(() => sql(`SELECT extensions FROM hold`)).toEqual([{ extensions: 1 }]);
    await expect(page.locator('#hold').getByRole('status')).toHaveText(/^Kept for you until/);
  });

  await test.step('what is wrong is said at each field, and nothing is booked', async () => {
    await page.getByRole('button', { name: 'Book it' }).press('Enter');
    const summary = page.locator(FORM).getByRole('alert');
    await expect(summary.getByRole('link')).toHaveText([
      ...['Name: Please fill this in.', 'E-mail: Please fill this in.'],
      ...['What is it for?: Please fill this in.', 'Terms: Please fill this in.'],
    ]);
    await summary.getByRole('link', { name: /^What is it for/ }).press('Enter');
    await expect(page.getByLabel('What is it for?')).toBeFocused();
    await expectAccessible(page);
    await expectFitsPhone(page);
    const tries: [label: string, text: string, said: RegExp][] = [
      ['Name', 'x'.repeat(121), /too long/],
      ['E-mail', 'rosa at home', /e-mail address/],
      ['What is it for?', '   ', /fill this in/],
      ['Note to the library', 'x'.repeat(1001), /too long/],
    ];
    for (const [label, text] of tries) await fieldOf(page, label).fill(text);
    await page.getByRole('button', { name: 'Book it' }).press('Enter');
    for (const [label, text, said] of tries) {
      const field = fieldOf(page, label);
      await expect(field).toHaveAccessibleDescription(said);
      await expect(field).toHaveValue(text);
    }
    expect(
      await sql(`SELECT 1 FROM booking WHERE patron_email <> '' AND created_at > now() - interval '1 minute'`),
    ).toEqual([]);
  });

  await test.step('another space comes with it, and both are held', async () => {
    await page.getByText('Add another space').press('Enter');
    await page.getByRole('link', { name: other.name, exact: true }).press('Enter');
    await page.waitForURL(/with=/);
    await expect(page.getByRole('region', { name: 'Booked together with it' })).toContainText(other.name);
    await expect(page.locator('#hold').getByRole('status')).toHaveText(/^Kept for you until/);
    const held = await sql(`SELECT count(*)::int FROM booking_item JOIN hold USING (booking_id)`);
    expect(held).toEqual([{ count: 2 }]);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('both are booked with one press, and wait for the link', async () => {
    await fillForm(page, 'Rosa', ROSA);
    await page.getByLabel('Name for the door sign').fill('Chess club');
    await page.getByLabel('I accept the terms').press('Space');
    await page.getByRole('button', { name: 'Book all of them' }).press('Enter');
    await page.waitForURL(/\/bookings\//);
    await expect(page.locator('p[role=status][data-state=unverified]')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Booked together' }).getByRole('listitem')).toHaveCount(2);
    expect(await sql(`SELECT 1 FROM hold`)).toEqual([]);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
  const booked = page.url();

  const link = await test.step('links that are malformed, foreign or cut short lead nowhere', async () => {
    const found = await linkIn(tenant, ROSA, booked);
    const url = new URL(found);
    const foreign = new URL(booked).searchParams.get('key') ?? '';
    for (const key of ['', 'x', foreign, (url.searchParams.get('key') ?? '').slice(1)]) {
      await page.goto(`${url.pathname}?key=${key}`);
      await expect(page.getByText('404')).toBeVisible();
    }
    await page.goto(url.pathname.replace(/[^/]+(?=\/verify)/, '22222222'));
    await expect(page.getByText('404')).toBeVisible();
    return found;
  });

  await test.step('the link confirms both; followed again it changes nothing', async () => {
    await page.goto(link);
    for (const { name } of rooms) await expect(page.getByText(name, { exact: true })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Confirm the booking' }).press('Enter');
    await page.waitForURL(/\/bookings\/\w+\?key=/);
    await expect(page.locator('p[role=status][data-state=booked]')).toBeVisible();
    await expect(page.getByText('Chess club')).toBeVisible();
    await expect(page.getByText('Reading group')).toBeVisible();
    await page.goto(link);
    await expect(page.getByText('It is confirmed already.')).toBeVisible();
    await expectFitsPhone(page);
    const subjects = async () => (await tenant.mails(ROSA)).mails.map(({ subject }) => subject);
    await expect
      .poll(async () => (await subjects()).filter((one) => /^Booked: Study Room 3, Study Room 5/.test(one)).length)
      .toBe(1);
    expect(await subjects()).toHaveLength(2);
  });

  await test.step('all is cancelled in one go, and the link says that it is over', async () => {
    await page.goto(booked);
    await page.getByText('Cancel all of them').press('Enter');
    await page.getByRole('button', { name: 'Yes, cancel 2 bookings' }).press('Enter');
    await expect(page.locator('p[role=status][data-state=cancelled]')).toBeVisible();
    await page.goto(link);
    await expect(page.getByText(/already over or cancelled/)).toBeVisible();
  });

  await test.step('without scripts it goes the same way; a link not followed in time has lapsed', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(chosen);
    await plain.getByRole('button', { name: 'Keep this time while I fill in the form' }).press('Enter');
    await expect(plain.locator('#hold')).toContainText('Kept for you until');
    await plain.getByRole('button', { name: 'Book it' }).press('Enter');
    await expect(plain.locator(FORM).getByRole('alert').getByRole('link')).toHaveCount(4);
    await fillForm(plain, 'Ben', BEN);
    await plain.getByLabel('I accept the terms').press('Space');
    await plain.getByRole('button', { name: 'Book it' }).press('Enter');
    await plain.waitForURL(/\/bookings\//);
    const late = await linkIn(tenant, BEN, plain.url());
    await sql(`UPDATE booking SET hold_until = now() - interval '1 second' WHERE patron_email = $1`, [BEN]);
    await plain.goto(late);
    await expect(plain.getByText(/was not followed in time/)).toBeVisible();
    await expect(plain.getByRole('button', { name: 'Confirm the booking' })).toHaveCount(0);
    await context.close();
  });

  await sql(`DELETE FROM question`);
  await sql(`UPDATE category SET nicknames = false, terms = '' WHERE id = $1`, [room.categoryId]);
  await sql(`UPDATE location SET verify_minutes = NULL WHERE id = $1`, [room.locationId]);
});

const fieldOf = (page: Page, label: string) => page.locator(FORM).getByLabel(label, { exact: label === 'Name' });

async function fillForm(page: Page, name: string, email: string): Promise<void> {
  await fieldOf(page, 'Name').fill(name);
  await fieldOf(page, 'E-mail').fill(email);
  await fieldOf(page, 'What is it for?').fill('Reading group');
  await fieldOf(page, 'Note to the library').fill('');
}

/** The link to confirm what a page shows, from the mail about it. */
async function linkIn(tenant: Tenant, to: string, page: string): Promise<string> {
  const of = new RegExp(`http\\S+${new URL(page).pathname}/verify\\?key=[\\w-]+`, 'g');
  const links = async () => (await tenant.mails(to)).mails.flatMap(({ text }) => text.match(of) ?? []);
  await expect.poll(async () => (await links()).length).toBe(1);
  return (await links()).at(0) ?? '';
}
