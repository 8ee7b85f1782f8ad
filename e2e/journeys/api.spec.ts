import type { APIRequestContext, Page } from '@playwright/test';
import { carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

type Keys = { id: string; secret: string };

/** Both as the page shows them, this once. */
async function shownKeys(page: Page): Promise<Keys> {
  const box = page.getByRole('region', { name: 'Copy the secret now' });
  await expect(box).toBeFocused();
  const [id = '', secret = ''] = await box.locator('code').allInnerTexts();
  return { id, secret };
}

const askForToken = (request: APIRequestContext, { id, secret }: Keys) =>
  request.post(`${carrel}/1.1/oauth/token`, {
    form: { client_id: id, client_secret: secret, grant_type: 'client_credentials' },
  });

test('a program is let in, asks, gets another secret, and is taken out', async ({ page, request, sql }) => {
  await sql(`TRUNCATE api_client RESTART IDENTITY CASCADE`);
  await signIn(page, 'admin@library.example');
  await page.goto('/admin/api');
  await expect(page.getByText('No program has been let in yet.')).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  let keys: Keys = { id: '', secret: '' };
  await test.step('let in by keyboard, after a mistake', async () => {
    await page.getByRole('link', { name: 'Let a program in' }).press('Enter');
    await page.getByLabel('Name', { exact: true }).fill('Door signs');
    await page.getByLabel('Name', { exact: true }).press('Enter');
    const alert = page.locator('main').getByRole('alert');
    await expect(alert).toBeFocused();
    await expect(alert).toContainText('It may');
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Door signs');
    await page.getByLabel(/\(h_r\)/).press('Space');
    await page.getByRole('button', { name: 'Let it in' }).press('Enter');
    keys = await shownKeys(page);
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('it asks, at both addresses, with slashes where they do not belong', async () => {
    const answer = await askForToken(request, keys);
    expect(answer.status()).toBe(200);
    const { access_token: token, scope } = await answer.json();
    expect(scope).toBe('h_r');
    const headers = { authorization: `Bearer ${token}` };
    const [{ id: location } = { id: 0 }] = await sql<{ id: number }>(
      'SELECT id FROM location ORDER BY position LIMIT 1',
    );
    for (const path of ['/1.1/hours/', '/api/1.1/hours/', '/1.1//hours//']) {
      const hours = await request.get(`${carrel}${path}${location}/?&from=`, { headers });
      expect([path, hours.status()]).toEqual([path, 200]);
    }
    const spaces = await request.get(`${carrel}/1.1/space/locations`, { headers });
    expect([spaces.status(), await spaces.text()]).toEqual([403, 'The access token lacks the scope sp_r.']);
    expect((await request.get(`${carrel}/1.1/space/locations`)).status()).toBe(401);
    expect(
      (await request.get(`${carrel}/1.1/hours/${location}`, { headers: { authorization: 'Bearer x' } })).status(),
    ).toBe(401);
  });

  await test.step('the secret is seen no more; another one takes its place', async () => {
    await page.getByRole('link', { name: 'I have copied it' }).click();
    await expect(page.getByRole('heading', { name: 'Door signs', level: 1 })).toBeVisible();
    expect(await page.content()).not.toContain(keys.secret);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('stops at once').check();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    const renewed = await shownKeys(page);
    expect((await askForToken(request, keys)).status()).toBe(400);
    expect((await askForToken(request, renewed)).status()).toBe(200);
  });

  await test.step('its use is seen, and it is taken out', async () => {
    await page.goto('/admin/api');
    await expect(page.getByRole('row', { name: /Door signs/ })).toContainText(/\d+ requests/);
    await page.getByRole('link', { name: 'Door signs' }).click();
    await page.getByText('Take it out', { exact: true }).click();
    await page.getByRole('button', { name: 'Take out Door signs' }).click();
    await expect(page.getByText('The program is out.')).toBeVisible();
    await expect(page.getByRole('row', { name: /Door signs/ })).toContainText('Taken out');
  });
});

test('what is served may be read by everybody, by people and by programs', async ({ page, request }) => {
  await page.goto('/docs/api');
  await expect(page.getByRole('heading', { name: 'The API', level: 1 })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'All addresses' })
    .getByRole('link', { name: 'POST /space/reserve' })
    .click();
  await expect(page.locator('#postSpaceReserve')).toBeInViewport();
  await expectAccessible(page);
  await expectFitsPhone(page);
  const described = await (await request.get(`${carrel}/docs/api/openapi.json`)).json();
  expect(described.openapi).toBe('3.1.0');
  expect(Object.keys(described.paths)).toContain('/space/reserve');
});
