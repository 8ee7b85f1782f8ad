import { expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

const EMAIL = 'lucia.romero@library.example';
const PAGE = '/appointments/lucia-romero';
const PATRON = 'rosa.journey@patrons.example';

/** A Saturday within the window, on which her own rules open nothing and no location is closed. */
function saturday(): string {
  const day = new Date(Date.now() + 10 * 86_400_000);
  while (day.getUTCDay() !== 6) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

test('staff open a time that patrons are offered then; out of office over a booking asks, and cancels it with notice', async ({
  page,
  sql,
  tenant,
  browser,
}) => {
  const date = saturday();
  const [her] = await sql<{ id: number; zone: string }>(
    `SELECT resource.id, time_zone AS zone FROM resource JOIN category ON category.id = category_id
     JOIN location ON location.id = location_id WHERE slug = 'lucia-romero'`,
  );
  if (!her) throw new Error('the demo has nobody of this name');
  const forget = async () => {
    await sql(`DELETE FROM booking WHERE public_id = 'avail-one'`);
    await sql(`DELETE FROM availability_rule WHERE resource_id = $1 AND repeat = 'dates'`, [her.id]);
    await sql(`DELETE FROM absence WHERE resource_id = $1`, [her.id]);
  };
  await forget();
  await signIn(page, EMAIL);

  await test.step('a single extra time, by keyboard; what is wrong is said at its field', async () => {
    await page.goto(`/desk/availability?date=${date}`);
    await expectAccessible(page);
    await expectFitsPhone(page);
    const cell = page.getByRole('table').getByRole('link', { name: /PM|AM/ }).first();
    await cell.focus();
    await page.keyboard.press('ArrowDown');
    await expect(cell).not.toBeFocused();
    await page.getByRole('link', { name: 'Add availability', exact: true }).press('Enter');
    await page.getByLabel('From (time)').fill('13:00');
    await page.getByLabel('Until (time)').fill('12:00');
    await page.getByLabel('On chosen dates').press('Space');
    await page.getByLabel('Date 1').fill(date);
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(page.getByRole('link', { name: /^Until \(time\): The end must come after the start/ })).toBeVisible();
    await expect(page.getByLabel('From (time)')).toHaveValue('13:00');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Until (time)').fill('14:00');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(page.getByText('The availability is saved.')).toBeVisible();
    await expect(page.getByRole('table').getByRole('link', { name: /1:00–2:00 PM/ })).toBeVisible();
  });

  await test.step('patrons are offered it', async () => {
    await page.goto(`${PAGE}?from=${date}`);
    await expect(page.getByRole('link', { name: /^1:30 PM.*Saturday/ })).toBeVisible();
  });

  await test.step('out of office lists the booking in it, and saves nothing until it is answered for', async () => {
    await sql(
      `WITH made AS (INSERT INTO booking (public_id, status, patron_name, patron_email) VALUES ('avail-one', 'confirmed', 'Rosa Journey', $1) RETURNING id),
       item AS (INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
         SELECT id, $2::int, ($3::date + time '13:00') AT TIME ZONE $4, ($3::date + time '13:30') AT TIME ZONE $4 FROM made RETURNING *),
       about AS (INSERT INTO appointment (booking_id, resource_id, place_name) SELECT booking_id, resource_id, 'Children’s desk' FROM item)
       INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at) SELECT booking_id, resource_id, starts_at, ends_at FROM item`,
      [PATRON, her.id, date, her.zone],
    );
    await page.goto(`/desk/availability?date=${date}`);
    await expect(page.getByRole('table').getByRole('link', { name: /Rosa Journey/ })).toBeVisible();
    await page.getByRole('link', { name: 'Out of office', exact: true }).press('Enter');
    await page.getByLabel('First day').fill(date);
    await page.getByLabel('Note for staff').fill('Training');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await expect(page.getByRole('heading', { name: 'One appointment lies in this time' })).toBeVisible();
    await expect(page.getByRole('link', { name: /1:00–1:30 PM, Rosa Journey, Children’s desk/ })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Save and do this' }).press('Enter');
    await expect(page.getByRole('link', { name: /Rosa Journey.*: Please fill this in/ })).toBeVisible();
    expect(await sql('SELECT FROM absence WHERE resource_id = $1', [her.id])).toHaveLength(0);
  });

  await test.step('it is cancelled with her words, together with the absence', async () => {
    await page.getByLabel(/^What becomes of it/).selectOption('Cancel with notice');
    await page.getByLabel('Your words to the patrons').fill('I am at a training that day.');
    await page.getByRole('button', { name: 'Save and do this' }).press('Enter');
    await expect(page.getByText('One appointment was cancelled, and its patron is told.')).toBeVisible();
    await expect(page.getByRole('table').getByRole('link', { name: /Out of office/ })).toBeVisible();
    const [booking] = await sql(`SELECT status::text, status_reason FROM booking WHERE public_id = 'avail-one'`);
    expect(booking).toEqual({ status: 'cancelled', status_reason: 'person_away' });
    await expect
      .poll(async () => (await tenant.mails(PATRON)).mails.map(({ text }) => text).join())
      .toContain('I am at a training that day.');
    await page.goto(`${PAGE}?from=${date}`);
    await expect(page.getByRole('link', { name: /^1:00 PM.*Monday/ }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: /Saturday/ })).toHaveCount(0);
  });

  await test.step('without scripts: the absence goes, and the time is removed', async () => {
    const plain = await browser.newContext({
      ...{ javaScriptEnabled: false, storageState: await page.context().storageState() },
    });
    const still = await plain.newPage();
    await still.goto(`${new URL(page.url()).origin}/desk/availability?date=${date}`);
    await still.getByRole('button', { name: /^Remove ?: / }).click();
    await expect(still.getByText('Out of office is removed.')).toBeVisible();
    await still
      .getByRole('table')
      .getByRole('link', { name: /1:00–2:00 PM/ })
      .click();
    await still.getByRole('button', { name: 'Remove all of it' }).click();
    await expect(still.getByText('The availability is removed.')).toBeVisible();
    await plain.close();
  });
  await forget();
});
