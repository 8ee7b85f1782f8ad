import type { Page } from '@playwright/test';
import { passMicrosoft, saveAndActivate } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import { signInAtTenant } from '../tenant-steps';

const GRACE = 'grace.muthoni@library.example';

/** One's own calendar: the least that is needed, an approval, what counts as busy, more rights, a calendar that goes. */
test('staff connect to read only, wait for an approval, choose what counts as busy, and allow writing later', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(240_000);
  await begin(tenant, sql);
  const app = await tenant.call<{ clientId: string; tenantId: string; secret: { id: string; value: string } }>(
    'POST',
    '/apps',
    {
      redirectUris: [`${carrel}/api/outlook/callback`],
      delegated: ['offline_access', 'User.Read', 'Calendars.Read', 'Calendars.ReadWrite'],
    },
  );
  await signIn(page, 'admin@library.example');
  await saveAndActivate(page, { ...app, secret: app.secret.value, secretId: app.secret.id });
  await signIn(page, GRACE);

  await test.step('a sign-in rule says no: it is told as that', async () => {
    const rule = { action: 'fail_next', grant: 'authorize', code: 53003, error: 'interaction_required' };
    await tenant.call('POST', '/identity', rule);
    await page.goto('/desk/calendar');
    await page.getByRole('button', { name: 'Connect my Outlook' }).click();
    await expect(page.getByText(/A sign-in rule of your organisation/)).toBeVisible();
    await expect(page.getByText(/AADSTS53003/)).toBeVisible();
  });

  await test.step('reading only: no more is asked for, and an administrator has to approve', async () => {
    await page.goto('/desk/calendar');
    await expect(page.getByText('Calendars.ReadWrite', { exact: true })).toBeVisible();
    await page.getByRole('switch', { name: 'Write my appointments to Outlook' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('Calendars.ReadWrite', { exact: true })).toBeHidden();
    await expect(page.getByText('Calendars.Read', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Connect my Outlook' }).press('Enter');
    await signInAtTenant(page, GRACE);
    await page.locator('a[href*="/api/outlook/callback"]').click();
    await expect(page.getByRole('heading', { name: 'Waiting for an administrator?' })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  await test.step('she finds her choice again once it is approved, and is asked nothing more', async () => {
    const link = await page.locator('#waiting code').innerText();
    expect(link).not.toContain('ReadWrite');
    await page.goto(link);
    await approve(page);
    await expect(page.getByText('The permissions are approved.')).toBeVisible();
    await page.goto('/desk/calendar');
    await expect(page.getByText('An administrator has approved Carrel')).toBeVisible();
    await expect(page.getByRole('switch', { name: 'Write my appointments to Outlook' })).not.toBeChecked();
    await page.getByRole('button', { name: 'Connect my Outlook' }).click();
    await passMicrosoft(page, GRACE, 'Grace Muthoni');
    await page.waitForURL(/\/desk\/calendar/);
    await page.getByRole('button', { name: 'See what it comes to' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('This connection reads your calendar and never writes to it.')).toBeVisible();
  });

  await test.step('what counts as busy, tried on her own next two weeks before it is saved', async () => {
    await page.getByRole('button', { name: 'Try it on my next two weeks' }).click();
    const weeks = page.getByRole('region', { name: /^Your calendar from/ });
    await expect(weeks.getByText('closed').first()).toBeVisible();
    const open = weeks.getByText('stays open');
    const before = await open.count();
    await page.getByLabel('Other answers for online appointments').press('Space');
    await page.locator('[name=online-busy]').press('Space');
    await expect.poll(() => open.count()).toBeGreaterThan(before);
    await expect(page.getByText('Time stays open although you are not free')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Count it this way' }).click();
    await page.waitForURL(/done=freeBusy/);
    await expect
      .poll(async () => (await sql(`SELECT FROM busy_block WHERE in_person AND NOT online`)).length, {
        timeout: 30_000,
      })
      .toBeGreaterThan(0);
  });

  await test.step('writing, later: one more consent, and it is done on the way back', async () => {
    await tenant.call('POST', '/identity', { action: 'consent_policy', policy: 'allowed' });
    await page.locator('#choose').getByRole('switch', { name: 'Write my appointments to Outlook' }).press('Space');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect(page.getByText('Writing is allowed now')).toBeVisible();
    await expect(page.getByText('This connection reads your calendar and never writes to it.')).toBeHidden();
  });

  await test.step('the calendar is gone at Microsoft: it says so, and what to do', async () => {
    // A reading that was under way may find it once more.
    await expect(async () => {
      await sql(`UPDATE calendar_link SET state = 'paused', state_reason = 'not_found'`);
      await page.goto('/desk/calendar');
      await expect(page.getByText('Microsoft has this calendar no more')).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await page.getByRole('link', { name: 'Choose another calendar' }).click();
    await page.getByRole('button', { name: 'Read my list of calendars again' }).click();
    await expect(page.getByText('These are the calendars that you have at Microsoft now.')).toBeVisible();
  });
});

/** The administrator of Microsoft 365, who has no account here; the browser may know somebody else. */
async function approve(page: Page): Promise<void> {
  const another = page.getByRole('button', { name: 'Use another account' });
  await expect(
    page
      .getByLabel('Password')
      .or(another)
      .or(page.getByRole('button', { name: 'Accept' }))
      .first(),
  ).toBeVisible();
  if (await another.isVisible()) await another.click();
  await signInAtTenant(page, 'it@library.example');
  await page.getByRole('button', { name: 'Accept' }).click();
}
