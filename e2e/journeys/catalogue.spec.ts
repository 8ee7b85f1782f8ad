import { begin, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

/** A dot, in the form of a picture. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** An admin adds a location, a category and a space with picture and features; a patron finds it. */
test('the catalogue: made by an admin, put in order by keyboard, found by a patron', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  const forget = async () => {
    await sql(`DELETE FROM resource WHERE name LIKE 'Harbour%'`);
    await sql(`DELETE FROM category WHERE name = 'Harbour rooms'`);
    await sql(`DELETE FROM location WHERE name = 'Harbour Library'`);
  };
  await forget();
  await signIn(page, 'admin@library.example');
  const save = () => page.getByRole('button', { name: 'Save', exact: true }).first().click();

  await test.step('a location; a name twice is refused at its field', async () => {
    await page.goto('/admin/catalogue');
    await page.getByRole('link', { name: 'Add a location' }).click();
    await expect(page.getByRole('heading', { name: 'A new location' })).toBeVisible();
    await page.getByLabel('Name').fill('Central Library');
    await save();
    await expect(page.getByRole('link', { name: /There is one of this name already/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Name').fill('Harbour Library');
    await page.getByLabel(/^Description/).fill('Rooms above the boats.');
    await page.getByLabel(/^How to find it/).fill('Behind the crane.');
    await save();
    await expect(page.getByRole('heading', { level: 1, name: 'Harbour Library' })).toBeVisible();
  });

  await test.step('zones, put in order by keyboard: the button keeps the focus, and says where the zone is now', async () => {
    for (const zone of ['Quay level', 'Deck']) {
      await page.getByLabel('A new zone').fill(zone);
      await page.getByLabel('A new zone').press('Enter');
      await expect(page.getByText(zone, { exact: true })).toBeVisible();
    }
    const up = page.getByRole('button', { name: 'Move Deck up' });
    await up.press('Enter');
    await expect(page.getByText('Deck is now 1 of 2.')).toBeAttached();
    await expect(up).toBeFocused();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('a category in it, and the ways from there to its rules and hours', async () => {
    await page.getByRole('link', { name: 'Add a category' }).click();
    await expect(page.getByRole('heading', { name: /^A new category/ })).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Harbour rooms');
    await page.getByLabel(/^Description/).fill('For crews of any size.');
    await save();
    await page.waitForURL(/done=saved/);
    for (const way of ['Rules of Harbour rooms', 'Hours of Harbour rooms'])
      await expect(page.getByRole('link', { name: way })).toHaveAttribute('href', /\/admin\/(rules|hours)\/.*\d/);
  });

  await test.step('a space with features and facts, then its picture, never without words', async () => {
    await page.getByRole('link', { name: 'Add a space' }).click();
    await expect(page.getByRole('heading', { name: 'A new space' })).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Harbour Room');
    await page.getByLabel(/For how many people/).fill('7');
    await page.getByRole('checkbox', { name: 'Hearing loop' }).check();
    await page.getByLabel(/^Zone/).selectOption({ label: 'Quay level' });
    await page.getByLabel(/Step-free/).selectOption('yes');
    await page.getByLabel(/Width of the narrowest door/).fill('92');
    await save();
    await page.waitForURL(/\/edit\?done=saved/);
    const file = (bytes: Buffer) => ({ name: 'room.png', mimeType: 'image/png', buffer: bytes });
    const picture = Buffer.from(PNG, 'base64');
    await page.getByLabel('Picture file').setInputFiles(file(Buffer.concat([picture, Buffer.alloc(3_000_000)])));
    await page.getByRole('button', { name: 'Save picture' }).click();
    await expect(page.getByRole('link', { name: /larger than 2 MB/ })).toBeVisible();
    await page.getByLabel('Picture file').setInputFiles(file(picture));
    await page.getByRole('button', { name: 'Save picture' }).click();
    await expect(page.getByRole('link', { name: /What it shows/ })).toBeVisible();
    await page.getByLabel('What it shows').fill('A table by the harbour window');
    await page.getByRole('button', { name: 'Save picture' }).click();
    await expect(page.getByRole('img', { name: 'A table by the harbour window' })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('what is exported changes nothing when it is looked at for import; a fault is told by its cell', async () => {
    const table = (await page.request.get('/admin/catalogue/export/spaces.csv')).body();
    await page.goto('/admin/catalogue/import');
    const look = async (bytes: Buffer, kind = 'Spaces') => {
      await page.getByLabel('What the file holds').selectOption(kind);
      await page.getByLabel('CSV file').setInputFiles({ name: 'spaces.csv', mimeType: 'text/csv', buffer: bytes });
      await page.getByRole('button', { name: 'Look at the file' }).click();
    };
    await look(await table);
    await expect(page.getByText(/Nothing new, nothing changed, \d+ as before/)).toBeVisible();
    await look(Buffer.from('location;category;name;capacity\r\nHarbour Library;Harbour rooms;Harbour Loft;few\r\n'));
    await expect(page.getByText('Line 2, capacity “few”: This should be a whole number.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save all of it' })).toHaveCount(0);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await look(Buffer.from('location;name\r\nHarbour Library;Harbour crane\r\n'), 'Zones');
    await expect(page.getByText('Harbour crane (Harbour Library)')).toBeVisible();
    await look(Buffer.from('location;category;name;capacity\r\nHarbour Library;Harbour rooms;Harbour Loft;2\r\n'));
    await page.getByRole('button', { name: 'Save all of it' }).click();
    await page.waitForURL(/done=imported/);
  });

  await test.step('a patron finds it, with all that is known of it', async () => {
    await sql(`WITH week AS (
        INSERT INTO hours_schedule (location_id, name) SELECT id, '' FROM location WHERE name = 'Harbour Library' RETURNING id
      ) INSERT INTO hours_span (schedule_id, weekday, opens_minute, closes_minute)
      SELECT week.id, weekday, 0, 1440 FROM week, generate_series(1, 7) weekday`);
    const [space] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Harbour Room'`);
    await signIn(page, 'patron@library.example');
    await page.goto(`/spaces/${space?.id}`);
    await expect(page.getByRole('img', { name: 'A table by the harbour window' })).toBeVisible();
    const facts = ['For up to 7 people', 'Step-free from the entrance', 'Door 92 cm wide', 'Quay level'];
    for (const fact of [...facts, 'For crews of any size.', 'Behind the crane.'])
      await expect(page.getByText(fact).first()).toBeVisible();
    await page.getByRole('link', { name: 'Spaces at Harbour Library' }).click();
    await expect(page.getByText('Rooms above the boats.')).toBeVisible();
    const way = page.getByText('How to find it', { exact: true });
    await way.focus();
    await way.press('Enter');
    await expect(page.getByText('Behind the crane.')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
  await forget();
});
