import type { Locator, Page } from '@playwright/test';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

const ROSA = 'rosa@appointments.example';
const NOOR = 'noor@appointments.example';

/** By the Tab key alone, as far as it takes. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach ${target}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

const freeTime = (page: Page) => page.locator('a[href*="start="][href$="#book"]').first();

test.beforeEach(async ({ tenant, sql }) => {
  await begin(tenant, sql);
  // Appointments of other journeys: at the first time of a group more than one is to be free. The demo's own have a note.
  await sql(`DELETE FROM booking USING appointment WHERE appointment.booking_id = booking.id AND note = ''`);
  await sql(`DELETE FROM absence`);
});
test.afterAll(async ({ sql }) => {
  await sql(`DELETE FROM booking WHERE patron_email = ANY($1)`, [[ROSA, NOOR]]);
});

test('by keyboard alone: a subject, its people; a group, any of its people, and why it was this one', async ({
  page,
  sql,
}) => {
  await test.step('by subject to a person', async () => {
    await page.goto('/appointments');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await tabTo(page, page.getByLabel('Subject', { exact: true }));
    await page.keyboard.type('Law');
    await press(page, page.getByRole('button', { name: 'Search' }));
    await page.waitForURL(/subject=Law/);
    await expect(page.getByRole('status').filter({ hasText: 'One person' })).toBeVisible();
    await press(page, page.getByRole('link', { name: 'See all times with Farid' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Farid Haddad' })).toBeVisible();
  });

  await test.step('a group: what for, where, when, and anybody', async () => {
    await page.goto('/appointments');
    await press(page, page.getByRole('link', { name: 'See times of Research help' }));
    await page.waitForURL(/\/appointments\/research-help/);
    await expect(page.getByRole('heading', { level: 1, name: 'Research help' })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    const where = page.getByRole('navigation', { name: 'Where' });
    await press(page, where.getByRole('link', { name: 'Central Library' }));
    await page.waitForURL(/where=\d/);
    await press(page, freeTime(page));
    await page.waitForURL(/start=/);
    await expect(page.getByRole('radio', { name: 'Any of these people' })).toBeChecked();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('booked with the least booked; patron and staff read why', async () => {
    await press(page, page.getByRole('button', { name: 'Book the appointment' }));
    await expect(page.getByRole('link', { name: /^Name:/ })).toBeVisible();
    await tabTo(page, page.getByLabel('Name', { exact: true }));
    await page.keyboard.type('Rosa');
    await tabTo(page, page.getByLabel('E-mail'));
    await page.keyboard.type(ROSA);
    await press(page, page.getByRole('button', { name: 'Book the appointment' }));
    await page.waitForURL(/\/bookings\//);
    await expect(page.getByText(/^Chosen by the library: .* who were free/)).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    const [kept] = await sql<{ publicId: string; free: string }>(
      `SELECT public_id AS "publicId", fairness->>'free' AS free FROM appointment
       JOIN booking ON booking.id = booking_id WHERE patron_email = $1 AND chosen_by = 'fair'`,
      [ROSA],
    );
    expect(Number(kept?.free)).toBeGreaterThan(1);
    await signIn(page, 'librarian@library.example');
    await page.goto(`/desk/bookings/${kept?.publicId}`);
    await expect(page.getByText(/^Chosen by the library/)).toBeVisible();
  });
});

test('online and at a place, on a day, further on where nobody is free; without scripts, and from another zone', async ({
  browser,
  page,
  sql,
}) => {
  await test.step('the filters of the search, and of a place', async () => {
    const { rows: [day] = [] } = {
      rows: await sql<{ day: string }>(`SELECT (now() + interval '9 days')::date::text AS day`),
    };
    await page.goto('/appointments');
    await page.getByLabel('Where', { exact: true }).selectOption({ label: 'Online' });
    await page.getByLabel('Day', { exact: true }).fill(day?.day ?? '');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/where=online&day=/);
    const people = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
    await expect(people.first()).toContainText(/Free on|Next free/);
    await expect(people.filter({ hasText: 'Ada Lindgren' })).toHaveCount(0);
    await expectAccessible(page);
    await page.goto('/appointments');
    await page.getByRole('navigation', { name: 'By place' }).getByRole('link', { name: 'Riverside Branch' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Appointments at Riverside Branch' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Carla Mendes' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Ada Lindgren' })).toHaveCount(0);
    await expectFitsPhone(page);
  });

  await test.step('a subject whose only person is away says when there is time again', async () => {
    await sql(
      `INSERT INTO absence (resource_id, from_date, to_date) SELECT id, now()::date - 1, now()::date + 16 FROM resource
       WHERE slug = 'farid-haddad'`,
    );
    await page.goto('/appointments/subjects/Law');
    const next = page.getByRole('link', { name: /^Next free:/ });
    await expect(next).toBeVisible();
    await expectAccessible(page);
    await next.click();
    await page.waitForURL(/start=/);
    await expect(page.getByText('You chose')).toBeVisible();
  });

  await test.step('without scripts: links, and a form that says what is missing', async () => {
    const context = await browser.newContext({ baseURL: carrel, javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto('/appointments/research-help?where=online&kind=15-quick+question');
    await plain
      .getByLabel('From', { exact: true })
      .fill(new Date(Date.now() + 8 * 86_400_000).toISOString().slice(0, 10));
    await plain.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(plain).toHaveURL(/from=.*/);
    await freeTime(plain).click();
    await expect(plain.getByText('With Ben Okafor')).toBeVisible();
    await plain.getByRole('button', { name: 'Book the appointment' }).click();
    await expect(plain.getByRole('link', { name: /^E-mail:/ })).toBeVisible();
    await plain.getByLabel('Name', { exact: true }).fill('Noor');
    await plain.getByLabel('E-mail').fill(NOOR);
    await plain.getByRole('button', { name: 'Book the appointment' }).click();
    await expect(plain).toHaveURL(/\/bookings\//);
    await expect(plain.getByText('Ben Okafor').first()).toBeVisible();
    await expect(plain.getByText('Chosen by the library')).toHaveCount(0);
    await context.close();
  });

  await test.step('elsewhere both clocks are shown', async () => {
    const context = await browser.newContext({ baseURL: carrel, locale: 'en-US', timezoneId: 'Europe/Berlin' });
    const berlin = await context.newPage();
    await berlin.goto('/appointments/research-help');
    await expect(freeTime(berlin)).toContainText('your time');
    await expectFitsPhone(berlin);
    await context.close();
  });
});
