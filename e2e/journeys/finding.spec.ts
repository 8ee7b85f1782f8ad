import type { Locator, Page } from '@playwright/test';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

type Found = { space: { id: number; name: string }; times: { start: string; end: string }[] };

const LOCATION = 'Science Library';

/** Near two in the afternoon of one of the next days, for four at the Science Library: what the demo's own bookings leave. */
async function freeTime(
  page: Page,
  minutes = 60,
): Promise<{ space: Found['space']; when: Found['times'][number]; date: string; locationId: number }> {
  const ask = async (query: string) => (await page.request.get(`${carrel}/api/spaces/search?${query}`)).json();
  const { locations } = await ask(`date=${dayIn(2)}`);
  const { id } = locations.find(({ name }: { name: string }) => name === LOCATION);
  for (const date of [2, 3, 4, 5].map(dayIn)) {
    const { found } = await ask(`date=${date}&at=14:00&minutes=${minutes}&people=4&location=${id}`);
    const [{ space, times: [when] = [] }] = [...(found as Found[]), { space: { id: 0, name: '' }, times: [] }];
    if (space && when) return { space, when, date, locationId: id };
  }
  throw new Error('the demo library is full');
}

const dayIn = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(new Date(Date.now() + days * 86_400_000));

/** By the Tab key alone, as far as it takes. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach ${target}`);
}

const clock = (iso: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', minute: '2-digit' })
    .format(new Date(iso))
    .replace(/\s/g, ' ');

test.beforeEach(async ({ tenant, sql }) => begin(tenant, sql));

test('by keyboard alone: search, book, cancel', async ({ page }) => {
  await signIn(page, 'patron@library.example');
  const { date } = await freeTime(page);
  await page.goto('/spaces/find');
  await tabTo(page, page.getByLabel('Date', { exact: true }));
  const [year, month, day] = date.split('-');
  await page.keyboard.type(`${month}${day}${year}`);
  await tabTo(page, page.getByLabel('People'));
  await page.keyboard.type('4');
  await tabTo(page, page.getByLabel('Where'));
  await page.keyboard.type('Scie');
  await tabTo(page, page.getByRole('button', { name: 'Search' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/people=4/);
  await expect(page).toHaveURL(new RegExp(`date=${date}`));
  await expect(page.getByRole('status').filter({ hasText: /free on/ })).toBeVisible();
  await expectAccessible(page);

  const time = page.getByRole('link', { name: /^\d.*Book / }).first();
  await tabTo(page, time);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Book it' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/bookings\//);
  await expect(page.locator('p[role=status][data-state]')).toContainText(/Booked|confirmed/);

  await tabTo(page, page.locator('summary').filter({ hasText: 'Cancel this booking' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Yes, cancel the booking' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('p[role=status][data-state]')).toContainText('Cancelled');
});

test('the day by floor, size and features; a grid walked with arrow keys; somebody else’s booking seen without reload', async ({
  page,
  browser,
}) => {
  const { space, when, date, locationId } = await freeTime(page, 120);
  await page.clock.install();

  await test.step('a filter is part of the address, is told, and stays on another day', async () => {
    await page.goto(`/spaces?location=${locationId}&date=${date}`);
    await page.getByLabel('People').fill('4');
    await page.getByText('Features', { exact: true }).click();
    await page.getByLabel('Whiteboard').check();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/people=4.*feature=Whiteboard/);
    await expect(page.getByRole('status').filter({ hasText: /\d+ spaces? of \d+ shown/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /Carrel/ })).toHaveCount(0);
    await page.getByRole('link', { name: /^Next day/ }).click();
    await page.waitForURL(/feature=Whiteboard.*date=/);
    await expect(page.getByLabel('People')).toHaveValue('4');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: 'List', exact: true }).click();
    await page.waitForURL(/view=list/);
    await expect(page.getByRole('grid')).toHaveCount(0);
    await expect(page.getByRole('list', { name: /Free times/ }).first()).toBeVisible();
    await expectAccessible(page);
  });

  const row = page.locator(`tr[data-space="${space.id}"]`);
  const start = row.getByRole('button', {
    name: new RegExp(`^${space.name}, ${clock(when.start, 'America/New_York')}, free until`),
  });
  await test.step('start and end are chosen with the keyboard; what is taken does not lead away meanwhile', async () => {
    await page.goto(`/spaces?location=${locationId}&date=${date}&people=4`);
    await start.focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('region', { name: 'Your choice' })).toContainText(space.name);
    const here = page.url();
    const grid = page.getByRole('grid').filter({ has: row });
    await grid
      .getByRole('link', { name: /: Taken / })
      .first()
      .dispatchEvent('click');
    await expect(page.getByRole('region', { name: 'Your choice' })).toContainText('That is not free');
    expect(page.url()).toBe(here);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(page.getByRole('link', { name: 'Continue' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });

  await test.step('another patron books it, and the page sees it by itself', async () => {
    const other = await browser.newPage({ baseURL: carrel });
    await other.goto(`/spaces/${space.id}?start=${when.start}&end=${when.end}#book`);
    await other.getByLabel('Name', { exact: true }).fill('Rosa');
    await other.getByLabel('E-mail').fill('rosa@example.org');
    await other.getByRole('button', { name: 'Book it' }).click();
    await other.waitForURL(/\/bookings\//);
    await other.close();
    await expect(start).toBeVisible();
    await page.clock.fastForward(21_000);
    await expect(start).toHaveCount(0);
  });

  await test.step('what is taken says why, and another time is one press away', async () => {
    // What is taken side by side is one bar.
    const day = await (await page.request.get(`${carrel}/api/spaces/day?location=${locationId}&date=${date}`)).json();
    const minute = (Date.parse(when.start) - Date.parse(day.startAt)) / 60_000;
    const bars: { from: number; to: number }[] = day.spaces.find(({ id }: { id: number }) => id === space.id).taken;
    const bar = bars.find(({ from, to }) => from <= minute && minute < to);
    await row.locator(`a[data-at="${bar?.from}"]`).press('Enter');
    await page.waitForURL(new RegExp(`/spaces/${space.id}\\?start=`));
    await expect(page.getByText('Somebody else has booked it.')).toBeVisible();
    await expect(page.getByText('What might do as well')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page
      .getByText('What might do as well')
      .locator('xpath=following-sibling::ul')
      .getByRole('link')
      .first()
      .click();
    await expect(page.getByText('You chose')).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Noor');
    await page.getByLabel('E-mail').fill('noor@example.org');
    await page.getByRole('button', { name: 'Book it' }).click();
    await page.waitForURL(/\/bookings\//);
  });
});

test('the week of a space, and both clocks for whoever is elsewhere', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: carrel, locale: 'en-US', timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  const { space, when, date } = await freeTime(page);
  const own = clock(when.start, 'Europe/Berlin');

  await test.step('seven days as a table, walked with arrow keys', async () => {
    await page.goto(`/spaces/${space.id}/week?date=${date}`);
    const week = page.getByRole('grid', { name: `${space.name}: week` });
    await expect(week.getByRole('columnheader')).toHaveCount(8);
    await expect(
      page.getByText(/^All times are the library’s own \(Eastern Time\)\. Your device is set to Central European/),
    ).toBeVisible();
    const start = week.getByRole('link', {
      name: new RegExp(`${clock(when.start, 'America/New_York')}, free until.*${own} your time`),
    });
    await start.first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(start.first()).not.toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(week.locator(':focus')).toHaveAttribute('data-column', '0');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: /^Next seven days/ }).click();
    await page.waitForURL((url) => (url.searchParams.get('date') ?? '') > date);
    await expect(week.getByRole('columnheader')).toHaveCount(8);
    await page.goBack();
    await start.first().press('Enter');
    await page.waitForURL(/start=/);
  });

  await test.step('the form, the booking and the search have both times; without scripts there is the library’s', async () => {
    await expect(page.getByText(new RegExp(`${own}.* your time`)).first()).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Ida');
    await page.getByLabel('E-mail').fill('ida@example.org');
    await page.getByRole('button', { name: 'Book it' }).click();
    await page.waitForURL(/\/bookings\//);
    await expect(page.getByText(/ your time$/)).toBeVisible();
    await page.goto(`/spaces/find?when=next&date=${date}&minutes=60`);
    await expect(page.getByText(/ your time$/).first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
  await context.close();
});
