import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectFitsPhone, tenantAddress, test } from '../fixtures';

/** The stand-in's own pages, used as a person uses them: by mouse, by form, by keyboard alone. */
const ELENA = 'elena.petrova@library.example';
const FARID = 'farid.haddad@library.example';
const tag = String(Date.now()).slice(-6);
const named = (title: string) => `${title} ${tag}`;

/** A week in which nothing but what repeats is in the way: Tuesday to Saturday, three weeks on. */
const day = (offset: number) => {
  const now = new Date();
  const monday = now.getTime() - ((now.getUTCDay() + 6) % 7) * 86_400_000 + 21 * 86_400_000;
  return new Date(monday + offset * 86_400_000).toISOString().slice(0, 10);
};
const [TUESDAY, THURSDAY, FRIDAY, SATURDAY] = [day(1), day(3), day(4), day(5)] as const;

const openWeek = (page: Page, mailbox: string) => page.goto(`${tenantAddress}/outlook/${mailbox}?week=${TUESDAY}`);
const card = (page: Page, title: string, date?: string) => {
  const within: Page | Locator = date ? page.locator(`.day:has([data-date="${date}"])`) : page;
  return within.getByRole('link', { name: new RegExp(`^${named(title)}`) });
};
const isSaid = (page: Page, text: string | RegExp) => expect(page.getByRole('status')).toContainText(text);

/** The point of a time in a day's column. */
async function pointAt(page: Page, date: string, time: string): Promise<{ x: number; y: number }> {
  const track = page.locator(`.track[data-date="${date}"]`);
  await track.scrollIntoViewIfNeeded();
  const box = await track.boundingBox();
  const week = page.locator('.week');
  const [from, to] = [Number(await week.getAttribute('data-from')), Number(await week.getAttribute('data-to'))];
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (!box) throw new Error(`no column for ${date}`);
  return { x: box.x + box.width / 2, y: box.y + ((hours * 60 + minutes - from) / (to - from)) * box.height };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** What an earlier run left would be in the way of a room. */
test.beforeEach(async ({ tenant }) => {
  const { value } = await tenant.call<{ value: { immutableId: string; subject: string }[] }>(
    'GET',
    `/mailboxes/${ELENA}/events`,
  );
  for (const { immutableId, subject } of value)
    if (/ \d{6}$/.test(subject)) await tenant.call('DELETE', `/mailboxes/${ELENA}/events/${immutableId}?scope=series`);
});

test.use({ viewport: { width: 1280, height: 1400 } });

test('the week by mouse: drawn, carried, stretched, edited, deleted and brought back', async ({ page }) => {
  await openWeek(page, ELENA);
  await expect(page.getByText(/Times are in Eastern Standard Time \(America\/New_York/)).toBeVisible();

  await drag(page, await pointAt(page, THURSDAY, '09:02'), await pointAt(page, THURSDAY, '10:30'));
  await expect(page.getByLabel('Start time')).toHaveValue('09:00');
  await expect(page.getByLabel('End time')).toHaveValue('10:30');
  await page.getByLabel('Title').fill(named('Drawn'));
  await page.getByRole('button', { name: 'Save' }).click();
  await isSaid(page, 'The event is in the calendar.');
  await expect(card(page, 'Drawn', THURSDAY)).toContainText('09:00 – 10:30');

  await drag(page, await pointAt(page, THURSDAY, '09:10'), await pointAt(page, FRIDAY, '14:25'));
  await isSaid(page, 'Moved.');
  await expect(card(page, 'Drawn', FRIDAY)).toContainText('14:15 – 15:45');

  const box = await card(page, 'Drawn', FRIDAY).boundingBox();
  if (!box) throw new Error('the event is not shown');
  await drag(page, { x: box.x + 30, y: box.y + box.height - 3 }, await pointAt(page, FRIDAY, '17:00'));
  await isSaid(page, 'The end was changed.');
  await expect(card(page, 'Drawn', FRIDAY)).toContainText('14:15 – 17:00');

  await card(page, 'Drawn').click();
  await page.getByLabel('Title').fill(named('Edited'));
  await page.getByLabel('Sensitivity').selectOption('Private');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, 'Edited', FRIDAY)).toContainText('private');

  await card(page, 'Edited').click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await isSaid(page, 'Deleted.');
  await expect(card(page, 'Edited')).toHaveCount(0);
  await page.getByRole('link', { name: 'Deleted items' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: `Restore ${named('Edited')}` }).click();
  await expect(card(page, 'Edited', FRIDAY)).toContainText('14:15 – 17:00');
});

test('a series with one occurrence changed, a full day, and a mistake said at its field', async ({ page }) => {
  await page.goto(`${tenantAddress}/outlook/${ELENA}/new?date=${TUESDAY}`);
  await page.getByLabel('Title').fill(named('Stand-up'));
  await page.getByLabel('Start time').fill('08:00');
  await page.getByLabel('End time').fill('07:00');
  await page.getByLabel('Repeat', { exact: true }).selectOption('Daily');
  await page.getByLabel('Repetition ends').selectOption('After a number of times');
  await page.getByLabel('Number of times').fill('4');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('End time')).toHaveAccessibleDescription(/not after the start/);
  await expectAccessible(page);
  await page.getByLabel('End time').fill('08:15');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, 'Stand-up')).toHaveCount(4);

  await card(page, 'Stand-up', THURSDAY).click();
  await expect(page.getByRole('navigation', { name: 'What to change' })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByLabel('Start time').fill('11:00');
  await page.getByLabel('End time').fill('11:30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, 'Stand-up', THURSDAY)).toContainText(/11:00 – 11:30.*changed occurrence/s);
  await expect(card(page, 'Stand-up', FRIDAY)).toContainText('08:00 – 08:15');

  await card(page, 'Stand-up', FRIDAY).click();
  await page.getByRole('link', { name: 'This and following' }).click();
  await expectAccessible(page);
  await page.getByLabel('Title').fill(named('Sit-down'));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, 'Stand-up')).toHaveCount(3);
  await expect(card(page, 'Sit-down')).toHaveCount(1);

  await page.getByRole('link', { name: 'New event', exact: true }).click();
  await page.getByLabel('Title').fill(named('Fair'));
  await page.getByLabel('Date', { exact: true }).fill(FRIDAY);
  await page.getByLabel('Last day (if another)').fill(SATURDAY);
  await page.getByLabel('All day').check();
  await expect(page.getByLabel('Start time')).toBeHidden();
  await page.getByLabel('Show as').selectOption('Free');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, 'Fair')).toHaveCount(2);
  await expect(card(page, 'Fair', SATURDAY)).toContainText('All day');
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test('a colleague and a room are invited; both answer; the outbox has the calendar file', async ({ page }) => {
  await page.goto(`${tenantAddress}/outlook/${ELENA}/new?date=${TUESDAY}`);
  await page.getByLabel('Title').fill(named('Concert plan'));
  await page.getByText('Invite people and rooms').click();
  await page.getByRole('checkbox', { name: 'Farid Haddad' }).check();
  await page.getByRole('checkbox', { name: 'Recording Studio' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, 'Concert plan', TUESDAY)).toContainText('2 invited');

  await test.step('the colleague accepts, with a word', async () => {
    await openWeek(page, FARID);
    await expect(card(page, 'Concert plan', TUESDAY)).toContainText('invited: not answered yet');
    await card(page, 'Concert plan').click();
    await expectAccessible(page);
    await page.getByLabel(/^Comment/).fill('I bring the scores');
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await isSaid(page, 'Accepted.');
    await expect(card(page, 'Concert plan', TUESDAY)).toContainText('invited: accepted');
  });

  await test.step('the organizer sees both answers', async () => {
    await openWeek(page, ELENA);
    await card(page, 'Concert plan').click();
    const invited = page.locator('dd', { hasText: 'Farid Haddad' });
    await expect(invited).toContainText(/Farid Haddad.*: accepted/);
    // A room's attendant takes up to twenty seconds.
    await expect(async () => {
      await page.reload();
      await expect(invited).toContainText(/Recording Studio.*: accepted/, { timeout: 500 });
    }).toPass({ timeout: 40_000 });
  });

  await test.step('the mails', async () => {
    await page.goto(`${tenantAddress}/outbox`);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('To', { exact: true }).fill(FARID);
    await page.getByRole('button', { name: 'Filter' }).click();
    await page
      .getByRole('link', { name: named('Concert plan'), exact: true })
      .first()
      .click();
    const fact = (name: string) => page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]');
    await expect(fact('Method')).toHaveText('REQUEST');
    await expect(fact('Summary')).toHaveText(named('Concert plan'));
    await expect(fact('Attendees')).toContainText(FARID);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
});

test('by keyboard alone: an event is made', async ({ page }) => {
  await openWeek(page, ELENA);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  const add = page.locator(`.day:has([data-date="${SATURDAY}"])`).getByRole('link', { name: /^New event on/ });
  for (let i = 0; i < 60 && !(await isFocused(add)); i += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const title = page.getByLabel('Title');
  await expect(title).toBeVisible();
  for (let i = 0; i < 20 && !(await isFocused(title)); i += 1) await page.keyboard.press('Tab');
  await page.keyboard.type(named('Typed'));
  await page.keyboard.press('Enter');
  await isSaid(page, 'The event is in the calendar.');
  await expect(card(page, 'Typed', SATURDAY)).toContainText('10:00 – 11:00');
});

test('the control page flips a switch and back, and a fault comes and goes', async ({ page, tenant }) => {
  await page.goto(`${tenantAddress}/_control`);
  await expectAccessible(page);
  await expectFitsPhone(page);
  const value = async () => {
    const { switches } = await tenant.call<{ switches: { name: string; value: unknown }[] }>('GET', '/behaviour');
    return switches.find(({ name }) => name === 'humanCopyKeeps')?.value;
  };
  await page.getByLabel('Find a switch').fill('humanCopyKeeps');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByLabel(/^humanCopyKeeps/).selectOption('marker');
  await page.getByRole('button', { name: /^Set:/ }).click();
  await isSaid(page, 'The switches were set.');
  expect(await value()).toBe('marker');
  await expect(page.getByText('not at the default:')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/^humanCopyKeeps/).selectOption('nothing (default)');
  await page.getByRole('button', { name: 'Set: Meetings' }).click();
  expect(await value()).toBe('nothing');

  // It waits for a mailbox that no application asks for.
  await page.getByLabel('Effect', { exact: true }).selectOption('503');
  await page.getByLabel('Mailbox', { exact: true }).fill(`nobody-${tag}@library.example`);
  await page.getByRole('button', { name: 'Add the fault' }).click();
  const row = page.getByRole('row', { name: new RegExp(`nobody-${tag}`) });
  await expect(row).toContainText('1 of 1');
  await expectAccessible(page);
  await row.getByRole('button', { name: /^Clear the fault/ }).click();
  await expect(row).toHaveCount(0);
  await page.getByLabel('Only with').fill('event.create');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByRole('cell', { name: /event\.create/ }).first()).toBeVisible();
});

test('every other page: accessible, and fits a phone', async ({ page }) => {
  const paths = ['/', '/outlook', `/outlook/${ELENA}/import`, `/outlook/${ELENA}/calendars`, '/no-such-page'];
  for (const path of [...paths, '/outlook/linden@library.example?as=librarian@library.example']) {
    await page.goto(tenantAddress + path);
    await expect(page.getByText('Stand-in tenant · not Microsoft.')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  }
});

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
