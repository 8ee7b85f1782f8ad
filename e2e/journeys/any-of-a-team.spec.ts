import { begin, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

const NOOR = 'noor@any.example';

test('a link to one kind; a team’s page of weeks; staff leave it to the library whom a patron meets', async ({
  page,
  tenant,
  sql,
}) => {
  await begin(tenant, sql);
  const forget = () => sql(`DELETE FROM booking WHERE patron_email = $1`, [NOOR]);
  await forget();

  await test.step('a subject has one page, however it is written; later days say how many times they have', async () => {
    await page.goto('/appointments/subjects/LAW?weeks=4');
    await page.waitForURL(/\/appointments\/subjects\/Law\?weeks=4$/);
    await page.goto('/appointments/research-help?weeks=4');
    await expectAccessible(page);
    await expectFitsPhone(page);
    const later = page.getByRole('link', { name: /^\d+ free times, / }).first();
    await later.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/from=\d{4}-\d\d-\d\d.*#times$/);
    const [, from = ''] = /from=([\d-]+)/.exec(page.url()) ?? [];
    await expect(page.locator(`a[href*="start=${from}"]`).first()).toBeVisible();
  });

  await test.step('a kind’s link is at the desk, and leads to its times', async () => {
    const [own] = await sql<{ id: number; name: string }>(
      `SELECT resource.id, kind.name FROM resource JOIN appointment_kind kind ON kind.resource_id = resource.id
       WHERE resource.slug = 'ben-okafor' AND kind.active ORDER BY kind.position DESC LIMIT 1`,
    );
    await signIn(page, 'admin@library.example');
    await page.goto(`/admin/appointments/people/${own?.id}`);
    await expect(page.getByRole('button', { name: `Copy the link to ${own?.name}` })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page
      .getByRole('link', { name: /\/appointments\/ben-okafor\?kind=/ })
      .last()
      .press('Enter');
    await page.waitForURL(/\/appointments\/ben-okafor\?kind=/);
    const kinds = page.getByRole('navigation', { name: 'What is it for?' });
    await expect(kinds.locator('[aria-current="true"]')).toContainText(own?.name ?? '');
  });

  await test.step('on behalf: any of a group, at a free time, for a patron who said only when', async () => {
    await page.goto('/desk/appointments/new');
    await page.getByLabel('Person', { exact: true }).selectOption({ label: 'Any of Research help' });
    await page.getByRole('button', { name: 'Show', exact: true }).press('Enter');
    await page.waitForURL(/whom=group/);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page
      .getByRole('region', { name: /^Free times/ })
      .getByRole('link')
      .first()
      .press('Enter');
    await page.waitForURL(/start=/);
    await page.getByRole('button', { name: 'Book the appointment' }).press('Enter');
    await expect(page.getByRole('link', { name: /^Name:/ })).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Noor');
    await page.getByLabel('E-mail', { exact: true }).fill(NOOR);
    await page.getByRole('button', { name: 'Book the appointment' }).press('Enter');
    await page.waitForURL(/\/desk\/bookings\/.*done=booked/);
    await expect(page.getByText(/^Chosen by the library/)).toBeVisible();
  });
  await forget();
});
