import { begin, carrel, expect, expectAccessible, expectFitsPhone, PASSWORD, signIn, test } from '../fixtures';

/** An admin arranges who can be met, for what and in which group; it shows to patrons, and old addresses lead on. */
test('appointments arranged: a category with a kind, a page, a group, and what patrons see of it', async ({
  page,
  browser,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  const forget = async () => {
    await sql(`DELETE FROM appointment_group WHERE name = 'Data help'`);
    // Whoever looked at her form may still hold the time.
    await sql(`DELETE FROM booking WHERE id IN
      (SELECT booking_id FROM booking_item JOIN resource ON resource.id = resource_id WHERE name LIKE 'Nia%')`);
    await sql(`DELETE FROM resource WHERE name LIKE 'Nia%'`);
    await sql(`DELETE FROM category WHERE name = 'Data appointments'`);
    await sql(`DELETE FROM person WHERE email = 'nia@library.example'`);
  };
  await forget();
  await sql(`INSERT INTO person (name, email, role, password_hash)
    SELECT 'Nia Okonkwo', 'nia@library.example', 'staff', password_hash FROM person WHERE email = 'admin@library.example'`);
  await signIn(page, 'admin@library.example');
  const save = () => page.getByRole('button', { name: 'Save', exact: true }).first().press('Enter');

  await test.step('a category of people, found among the appointments and not among the spaces', async () => {
    await page.goto('/admin/appointments');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: 'Add a category of people to Science Library' }).press('Enter');
    await page.getByLabel('Name', { exact: true }).fill('Data appointments');
    await save();
    await page.waitForURL(/\/admin\/appointments\/categories\/\d+\?done=saved/);
    const { pathname } = new URL(page.url());
    await page.goto(pathname.replace('appointments', 'catalogue'));
    await page.waitForURL(/\/admin\/appointments\/categories\/\d+$/);
  });

  await test.step('a kind for everybody in it: too long is refused at its field; then it asks a question', async () => {
    await page.getByRole('link', { name: 'Add a kind' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'A new kind of appointment' })).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Thesis data');
    const length = page.getByLabel(/^Length, in minutes/);
    await length.fill('301');
    await save();
    await expect(page.getByRole('link', { name: /^Length, in minutes: / })).toBeVisible();
    await expectAccessible(page);
    await length.fill('45');
    await page.getByLabel(/^Book at the latest/).selectOption({ label: '15 minutes before' });
    await save();
    await page.waitForURL(/\/kinds\/\d+\?done=saved/);
    await page.getByText('Add a question', { exact: true }).press('Enter');
    await page.getByLabel('Question', { exact: true }).last().fill('Which file format?');
    await page.getByRole('button', { name: 'Add the question' }).press('Enter');
    await expect(page.getByText('Which file format?').first()).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('somebody gets a page; an address that is another’s is refused', async () => {
    await page.goto('/admin/appointments/people/new');
    await page.getByLabel(/^Account/).selectOption({ label: 'Nia Okonkwo (nia@library.example)' });
    await page.getByLabel(/^Category/).selectOption({ label: 'Science Library: Data appointments' });
    await page.getByLabel(/^Friendly address/).fill('ada-lindgren');
    const make = page.getByRole('button', { name: 'Make the page' });
    await make.press('Enter');
    await expect(page.getByRole('link', { name: /^Friendly address: This address belongs to another/ })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel(/^Friendly address/).fill('nia');
    await make.press('Enter');
    await page.waitForURL(/\/people\/\d+\?done=given/);
    await expectAccessible(page);
    await expectFitsPhone(page);
    // When she is there is said elsewhere.
    await sql(`INSERT INTO availability_rule (resource_id, repeat, from_date, starts_minute, ends_minute)
      SELECT id, 'daily', '2020-01-01', 0, 1440 FROM resource WHERE slug = 'nia'`);
  });

  await test.step('a group with her in it', async () => {
    await page.goto('/admin/appointments/groups/new');
    await page.getByLabel('Name', { exact: true }).fill('Data help');
    await page.getByLabel(/^Friendly address/).fill('data-help');
    await page.getByRole('checkbox', { name: /^Nia Okonkwo/ }).press('Space');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await save();
    await page.waitForURL(/\/groups\/\d+\?done=saved/);
  });

  await test.step('she goes by another name, at another address, without scripts', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(`${carrel}/sign-in?to=/desk/appointments/settings`);
    const form = still
      .locator('form')
      .filter({ has: still.getByLabel('Password') })
      .first();
    await form.getByLabel('Email').fill('nia@library.example');
    await form.getByLabel('Password').fill(PASSWORD);
    await form.getByRole('button', { name: 'Sign in', exact: true }).click();
    await still.goto(`${carrel}/desk/appointments/settings`);
    await still.getByLabel(/^Public name/).fill('Nia');
    await still.getByLabel(/^Friendly address/).fill('Nia O.');
    await still.getByLabel(/^Only with an e-mail address at/).fill('library.example');
    await still.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(still.getByRole('link', { name: /^Friendly address: Use small letters/ })).toBeVisible();
    await expect(still.getByLabel(/^Public name/)).toHaveValue('Nia');
    await still.getByLabel(/^Friendly address/).fill('nia-o');
    await still.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(still.getByText('Saved.')).toBeVisible();
    await still.goto(`${carrel}/desk/appointments`);
    await expect(still.getByText(/has kinds of its own, set by an administrator/)).toBeVisible();
    await plain.close();
  });

  await test.step('patrons find her by the group and by her former address, are asked, and need a fitting address', async () => {
    const guest = await browser.newContext();
    const visitor = await guest.newPage();
    await visitor.goto(`${carrel}/appointments/data-help`);
    await expect(visitor.getByRole('heading', { level: 1, name: 'Data help' })).toBeVisible();
    await visitor.goto(`${carrel}/appointments/nia`);
    await visitor.waitForURL(/\/appointments\/nia-o$/);
    await visitor.locator('#times ~ ol a').last().click();
    await expect(visitor.getByText('Only with an address at library.example.')).toBeVisible();
    await expect(visitor.getByText('Thesis data').first()).toBeVisible();
    await visitor.getByLabel(/^Which file format/).fill('CSV');
    await visitor
      .getByLabel(/^(Your )?name/i)
      .first()
      .fill('Rosa Journey');
    await visitor
      .getByLabel(/^(Your )?e-?mail/i)
      .first()
      .fill('rosa@elsewhere.example');
    await visitor.getByRole('button', { name: 'Book the appointment' }).click();
    await expect(visitor.getByText(/only for people with an e-mail address at library\.example/)).toBeVisible();
    await guest.close();
  });

  await test.step('taken away with what stands in sight; in another language too', async () => {
    const [{ id } = { id: 0 }] = await sql<{ id: number }>(`SELECT id FROM resource WHERE slug = 'nia-o'`);
    await page.goto(`/admin/appointments/active?what=person&id=${id}`);
    await expect(page.getByRole('heading', { name: 'Take the page of Nia away?' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take it away' }).press('Enter');
    await page.waitForURL(/done=deactivated/);
    await page.getByRole('button', { name: /Español/ }).click();
    await expect(page.getByText('Ya no se ofrece.', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: /English/ }).click();
  });
  await forget();
});
