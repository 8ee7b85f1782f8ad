import { expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

/** Far enough ahead that the demo's own bookings do not reach it; a Wednesday, on which everything is open by day. */
function wednesday(): string {
  const day = new Date(Date.now() + 12 * 86_400_000);
  while (day.getUTCDay() !== 3) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

type Space = { id: number; category: number; location: number; zone: string };

test('an admin closes a day over two bookings, then sets rules that one would break', async ({
  page,
  sql,
  browser,
}) => {
  const date = wednesday();
  const [space] = await sql<Space>(
    `SELECT resource.id, category.id AS category, location.id AS location, location.time_zone AS zone
     FROM resource JOIN category ON category.id = category_id JOIN location ON location.id = location_id
     WHERE resource.name = 'Recording Studio'`,
  );
  if (!space) throw new Error('the demo has no such space');
  const { id: spaceId, zone, category, location } = space;
  const forget = async () => {
    await sql(`DELETE FROM hours_exception WHERE resource_id = $1`, [spaceId]);
    await sql(`DELETE FROM booking WHERE public_id LIKE 'hours-%'`);
  };
  await forget();
  for (const [id, name, from] of [
    ['hours-one', 'Rosa Journey', '10:00'],
    ['hours-two', 'Sam Journey', '14:00'],
  ])
    await sql(
      `WITH made AS (INSERT INTO booking (public_id, status, patron_name, patron_email) VALUES ($1, 'confirmed', $2, $3) RETURNING id),
       item AS (INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
         SELECT id, $4::int, ($5::date + $6::time) AT TIME ZONE $7, ($5::date + $6::time + interval '2 hours') AT TIME ZONE $7 FROM made RETURNING *)
       INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at) SELECT booking_id, resource_id, starts_at, ends_at FROM item`,
      [id, name, `${id}@example.org`, spaceId, date, from, zone],
    );
  const saved = async () => (await sql('SELECT 1 FROM hours_exception WHERE resource_id = $1', [spaceId])).length;
  const states = () =>
    sql<{ status: string; reason: string | null; words: string | null }>(
      `SELECT status::text, status_reason AS reason, words FROM booking LEFT JOIN booking_notice notice ON notice.booking_id = booking.id
       WHERE public_id LIKE 'hours-%' ORDER BY public_id`,
    );
  await signIn(page, 'admin@library.example');

  await test.step('hours: the bookings that a closed day meets are listed, and nothing is saved unsaid', async () => {
    await page.goto(`/admin/hours/space/${spaceId}`);
    await page.getByRole('link', { name: 'Close or change days' }).press('Enter');
    await page.getByLabel('Day', { exact: true }).fill(date);
    await page.getByLabel('Note').fill('Painters');
    await page.getByRole('button', { name: 'Check and save' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Bookings this change meets' })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Save the hours and do this' }).press('Enter');
    await expect(page.getByText('2 things need your attention')).toBeVisible();
    expect(await saved()).toBe(0);
  });

  await test.step('one is kept, one cancelled with notice', async () => {
    const choice = (name: RegExp) => page.getByRole('group', { name }).getByLabel('What becomes of it');
    await choice(/Rosa Journey/).selectOption('Keep');
    await choice(/Sam Journey/).selectOption('Cancel with notice');
    await page.getByLabel('Your words to the patrons').fill('The painters come that day.');
    await page.getByRole('button', { name: 'Save the hours and do this' }).press('Enter');
    await expect(page.getByText('One booking was kept.')).toBeVisible();
    await expect(page.getByText('One booking was cancelled, and its patron is told.')).toBeVisible();
    expect(await saved()).toBe(1);
    expect(await states()).toEqual([
      { status: 'confirmed', reason: null, words: null },
      { status: 'cancelled', reason: 'hours_changed', words: 'The painters come that day.' },
    ]);
  });

  await test.step('without scripts, a week of a category: the problem is named by its day, and what was right stays', async () => {
    const state = await page.context().storageState();
    const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
    const still = await plain.newPage();
    await still.goto(`${new URL(page.url()).origin}/admin/hours/category/${category}/week/new`);
    await still.getByLabel('Name').fill('Exam weeks');
    const monday = still.getByRole('group', { name: 'Monday' });
    await monday.getByLabel('How it is open').selectOption('Open from – to');
    await monday.getByLabel('Opens').first().fill('18:00');
    await monday.getByLabel('Closes').first().fill('02:00');
    await monday.getByLabel('the next day').first().uncheck();
    await still.getByRole('button', { name: 'Check and save' }).click();
    await expect(still.getByRole('link', { name: /^Monday, Closes:.*tick “the next day”/ })).toBeVisible();
    await expect(still.getByLabel('Name')).toHaveValue('Exam weeks');
    await plain.close();
  });

  await test.step('rules: bookings that they would not allow are shown first; one is cancelled with them', async () => {
    await page.goto(`/admin/rules/${category}`);
    const longest = page.getByLabel(/^Longest/);
    const before = await longest.inputValue();
    await longest.fill('5');
    await longest.press('Enter');
    await expect(page.getByRole('link', { name: /^Longest booking: / })).toBeVisible();
    await longest.fill('60');
    await longest.press('Enter');
    await expect(page.getByRole('heading', { name: /made under the old rules$/ })).toBeVisible();
    expect(await longest.inputValue()).toBe('60');
    await page.getByLabel('Cancel only those that I tick').press('Space');
    await page.getByRole('checkbox', { name: /Rosa Journey/ }).press('Space');
    await page.getByLabel('Your words to the patrons').fill('Shorter from now on.');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Save the rules and do this' }).press('Enter');
    await expect(page.getByText('The rules are saved')).toBeVisible();
    expect((await states())[0]).toEqual({
      ...{ status: 'cancelled', reason: 'rules_changed', words: 'Shorter from now on.' },
    });
    await page.getByLabel(/^Longest/).fill(before);
    await page.getByRole('button', { name: 'Save rules' }).click();
    await page.waitForURL(/done=saved/);
  });

  await test.step('limits over a whole location are looked at in the same way', async () => {
    await page.goto(`/admin/rules/locations/${location}`);
    await page.getByLabel('At most').first().fill('1');
    await page.getByLabel('How it is counted').first().selectOption('still to come');
    await page.getByRole('button', { name: 'Save limits' }).press('Enter');
    await expect(page.getByRole('heading', { name: /made under the old rules$/ })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
  await forget();
});
