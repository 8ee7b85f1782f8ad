import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

test('by e-mail link: the mail brings a page with one button, and the link works once', async ({
  page,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await expectAccessible(page);
  await expectFitsPhone(page);
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Send me a link' }) });
  await form.getByLabel('Email').fill('patron@library.example');
  await form.getByRole('button', { name: 'Send me a link' }).click();
  const mails = async () => (await tenant.mails('patron@library.example')).mails;
  await expect.poll(async () => (await mails()).length).toBe(1);
  const link = /https?:\/\/\S*\/sign-in\/link\S*/.exec((await mails())[0]?.text ?? '')?.[0] ?? '';
  await page.goto(link);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.goto('/my');
  await expect(page.getByText('Pat Rowan').first()).toBeVisible();

  await page.context().clearCookies();
  await page.goto(link);
  const again = page.getByRole('button', { name: 'Sign in', exact: true });
  if (await again.isVisible()) await again.click();
  await page.goto('/my');
  await expect(page.getByText('Pat Rowan')).toHaveCount(0);
});

test('a wrong password is refused in words, and the address stays', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  const form = page
    .locator('form')
    .filter({ has: page.getByLabel('Password') })
    .first();
  await form.getByLabel('Email').fill('patron@library.example');
  await form.getByLabel('Password').fill('not this one');
  await form.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('by keyboard alone: sign in, find a space, book it, cancel it', async ({ page, tenant, sql }) => {
  await begin(tenant, sql);
  await signIn(page, 'patron@library.example');
  const [room] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Linden Room'`);
  await page.goto(`/spaces/${room?.id}`);
  const reach = async (name: string | RegExp, role: 'button' | 'link') => {
    const wanted = page.getByRole(role, { name });
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`${name} was not reached with Tab`);
  };
  await reach('Book it', 'button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/bookings\//);
  const summary = page.locator('summary', { hasText: 'Cancel this booking' });
  for (let i = 0; i < 60 && !(await summary.evaluate((element) => element === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await reach('Yes, cancel the booking', 'button');
  await page.keyboard.press('Enter');
  await expect(page.locator('p[role=status][data-state]')).toHaveAttribute('data-state', 'cancelled');
});

test('with Microsoft: two organisations have a button each, a third is refused, and one signs out everywhere else', async ({
  page,
  browser,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  await sql(`DELETE FROM person WHERE email IN ('olga@open.example', 'visitor@other.example')`);
  const app = await tenant.call<{ clientId: string; secret: { value: string } }>('POST', '/apps', {
    ...{ name: 'Signing in', accountType: 'AzureADMultipleOrgs', delegated: ['User.Read'], application: [] },
    ...{ adminConsent: true, redirectUris: [`${carrel}/api/auth/callback/azure-ad`] },
  });
  const button = (name: string) => page.getByRole('button', { name: `Sign in with Microsoft: ${name}` });
  const asMicrosoft = async (email: string) => {
    const other = page.getByRole('button', { name: 'Use another account' });
    await page.waitForURL(/oauth2/);
    if (await other.isVisible()) await other.click();
    await page
      .getByLabel(/email|account/i)
      .first()
      .fill(email);
    await page.getByLabel('Password').fill('carrel-demo');
    await page.keyboard.press('Enter');
  };

  await test.step('an admin lists them, by keyboard, and hears what is missing', async () => {
    await signIn(page, 'admin@library.example');
    await page.goto('/admin/people');
    const form = page.locator('form').filter({ has: page.getByLabel('Application ID') });
    await form.getByLabel('Application ID').fill(app.clientId);
    await form.getByLabel('Client Secret: Value').fill(app.secret.value);
    const row = (number: number) => form.getByRole('group', { name: `Organisation ${number}`, exact: true });
    await row(1).getByLabel('Tenant ID or domain').fill('library.example');
    await row(2).getByLabel('Tenant ID or domain').fill('open.example');
    await page.keyboard.press('Enter');
    await expect(form.getByRole('link', { name: /Organisation 2, Name on its button/ })).toBeVisible();
    await expectAccessible(page);
    await row(1).getByLabel('Name on its button').fill('Library Example');
    await row(2).getByLabel('Name on its button').fill('Open University');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Signing in with Microsoft is saved.')).toBeVisible();
    await expectFitsPhone(page);
  });

  await test.step('somebody of a third is refused, and has no account', async () => {
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await button('Open University').click();
    await asMicrosoft('visitor@other.example');
    await expect(page.getByText('AADSTS50020')).toBeVisible();
    await page.goto('/sign-in?error=OtherTenant');
    await expect(page.getByRole('alert').getByText(/Library Example and Open University/)).toBeVisible();
    expect(await sql(`SELECT FROM person WHERE email = 'visitor@other.example'`)).toEqual([]);
  });

  await test.step('somebody of the second signs in there', async () => {
    await button('Open University').click();
    await asMicrosoft('olga@open.example');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.waitForURL((url) => url.origin === carrel);
    await page.goto('/my/data');
    await expect(page.getByText('olga@open.example').first()).toBeVisible();
  });

  await test.step('and a patron sees where they are signed in, and ends all but this', async () => {
    await signIn(page, 'patron@library.example');
    const elsewhere = await (await browser.newContext({ baseURL: carrel })).newPage();
    await signIn(elsewhere, 'patron@library.example');
    await page.goto('/my/data');
    const list = page.getByRole('list', { name: 'Where you are signed in' });
    await expect(list.getByText('this browser')).toHaveCount(1);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Sign out everywhere else' }).press('Enter');
    await expect(page.getByText('You are signed out everywhere but here.')).toBeVisible();
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await elsewhere.goto('/my/data');
    await expect(elsewhere).toHaveURL(/\/sign-in/);
    await elsewhere.context().close();
  });
});
