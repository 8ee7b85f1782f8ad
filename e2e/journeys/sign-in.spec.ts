import { begin, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

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
