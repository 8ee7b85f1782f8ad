import type { Page } from '@playwright/test';
import { passMicrosoft, saveAndActivate } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import { meetEachAnswer } from '../microsoft-answers';
import type { GraphTime, Tenant, TenantEvent } from '../tenant-control';
import { signInAtTenant } from '../tenant-steps';

const GRACE = 'grace.muthoni@library.example';
const BEN = 'ben.okafor@library.example';
const HANNAH = 'hannah.weiss@library.example';
const ROSA = 'rosa@calendars.example';
const DIARY = 'Desk diary';

const connect = (page: Page) => page.getByRole('button', { name: 'Connect my Outlook' }).click();
const asGrace = (page: Page) => passMicrosoft(page, GRACE, 'Grace Muthoni');
const utc = (at: Date): GraphTime => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });
const policy = (tenant: Tenant, is: 'allowed' | 'managed' | 'off') =>
  tenant.call('POST', '/identity', { action: 'consent_policy', policy: is });

/** What Carrel has written there. */
async function written(tenant: Tenant, mailbox: string): Promise<TenantEvent[]> {
  const { value } = await tenant.call<{ value: (TenantEvent & { transactionId: string | null })[] }>(
    'GET',
    `/mailboxes/${mailbox}/events`,
  );
  return value.filter(({ transactionId }) => transactionId);
}

/**
 * One's own calendar: refusals of Microsoft's, the least that is needed, what counts as busy, patrons who book, more rights,
 * another account, a calendar that goes, and colleagues who wait for an approval.
 */
test('staff connect to read only, allow writing later, come back after a loss; others wait for an approval', async ({
  page,
  browser,
  tenant,
  sql,
}) => {
  test.setTimeout(240_000);
  await begin(tenant, sql);
  await sql('DELETE FROM booking WHERE patron_email = $1', [ROSA]);
  await sql(`UPDATE resource SET sync_policy = '{}' WHERE slug = 'grace-muthoni'`);
  const app = await tenant.call<{ clientId: string; tenantId: string; secret: { id: string; value: string } }>(
    'POST',
    '/apps',
    {
      redirectUris: [`${carrel}/api/outlook/callback`],
      delegated: ['offline_access', 'User.Read', 'Calendars.Read', 'Calendars.ReadWrite'],
    },
  );
  await tenant.call('POST', `/mailboxes/${GRACE}/calendars`, { name: DIARY });
  await signIn(page, 'admin@library.example');
  await saveAndActivate(page, { ...app, secret: app.secret.value, secretId: app.secret.id });
  await signIn(page, GRACE);

  await test.step('a second step or a sign-in rule, in each form in which it comes back', () =>
    meetEachAnswer(page, tenant));

  await test.step('people may consent: no more is asked for than it needs, and Cancel is no approval to wait for', async () => {
    await policy(tenant, 'allowed');
    await page.goto('/desk/calendar');
    await expect(page.getByText('Calendars.ReadWrite', { exact: true })).toBeVisible();
    await page.getByRole('switch', { name: 'Write my appointments to Outlook' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('Calendars.ReadWrite', { exact: true })).toBeHidden();
    await expect(page.getByText('Calendars.Read', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Connect my Outlook' }).press('Enter');
    await signInAtTenant(page, GRACE);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Microsoft was not given permission, so nothing was connected.')).toBeVisible();
    await expect(page.locator('details[open]')).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('a page of Microsoft’s that blocks, and its link back; a rule that speaks up only after the consent', async () => {
    const block = (on: boolean) =>
      tenant.call('POST', '/identity', { action: 'conditional_access', kind: 'block', upn: GRACE, on });
    await tenant.call('PUT', '/behaviour', { conditionalAccessBack: 'state only' });
    await block(true);
    await connect(page);
    await asGrace(page);
    await page.getByRole('link', { name: 'Back' }).click();
    await expect(
      page.getByText(/If it said that you may not sign in from there, ask your IT department/),
    ).toBeVisible();
    await block(false);
    const rule = { action: 'fail_next', grant: 'authorization_code', code: 50076, error: 'invalid_grant' };
    await tenant.call('POST', '/identity', rule);
    await connect(page);
    await asGrace(page);
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect(page.getByText(/wants more than your password.*AADSTS50076/)).toBeVisible();
  });

  await test.step('agreed to already, she is asked nothing more, and her choice is as it was', async () => {
    await expect(page.getByRole('switch', { name: 'Write my appointments to Outlook' })).not.toBeChecked();
    await connect(page);
    await asGrace(page);
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

  const { locale, timezoneId } = test.info().project.use;
  const guests = await browser.newContext({ baseURL: carrel, locale, timezoneId });
  const guest = await guests.newPage();

  await test.step('only read: a meeting of hers closes a time, a patron books another, and nothing is written', async () => {
    await guest.goto('/appointments/grace-muthoni');
    const times = guest.locator('#times ~ ol a[href*="start="]');
    const startOf = async (href: string | null) => new URL(href ?? '', carrel).searchParams.get('start') ?? '';
    const taken = await startOf(await times.last().getAttribute('href'));
    const end = new Date(Date.parse(taken) + 30 * 60_000);
    await tenant.createEvent(GRACE, { subject: 'Dentist', showAs: 'oof', start: utc(new Date(taken)), end: utc(end) });
    await expect(async () => {
      await guest.reload();
      const offered = await times.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
      expect(offered.length).toBeGreaterThan(0);
      expect(await Promise.all(offered.map(startOf))).not.toContain(taken);
    }).toPass();
    await times.last().click();
    await guest.waitForURL(/start=/);
    await guest.getByLabel('Name', { exact: true }).fill('Rosa');
    await guest.getByLabel('E-mail').fill(ROSA);
    await guest.getByRole('button', { name: 'Book the appointment' }).click();
    await expect(guest.locator('[data-state=booked]')).toBeVisible();
    const asked = (await tenant.log()).filter(({ actor, mailbox }) => actor === 'app' && mailbox === GRACE);
    expect(asked.some(({ operation }) => operation.startsWith('calendarView'))).toBe(true);
    expect(asked.filter(({ operation }) => /^event\.(create|update|delete)/.test(operation))).toEqual([]);
    expect(await written(tenant, GRACE)).toEqual([]);
  });

  await test.step('writing, later: one more consent, and it is done on the way back', async () => {
    await page.locator('#choose').getByRole('switch', { name: 'Write my appointments to Outlook' }).press('Space');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect(page.getByText('Writing is allowed now')).toBeVisible();
    await expect(page.getByText('This connection reads your calendar and never writes to it.')).toBeHidden();
    await expect.poll(async () => (await written(tenant, GRACE)).length).toBe(1);
  });

  await test.step('signed out of Microsoft, and back as somebody else: nothing is exchanged; as herself it goes on', async () => {
    for (const action of ['revoke_sessions', 'expire_access_tokens'])
      await tenant.call('POST', '/identity', { action, upn: GRACE });
    await page.getByRole('button', { name: 'Try it on my next two weeks' }).click();
    await expect(async () => {
      await page.goto('/desk/calendar');
      await expect(page.getByText('Microsoft wants you to sign in again.')).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await page.getByRole('button', { name: 'Connect again' }).click();
    await signInAtTenant(page, BEN);
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect(page.getByText(`You signed in to Microsoft as ${BEN}, but ${GRACE} is connected here.`)).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: 'Connect again' }).click();
    await signInAtTenant(page, GRACE);
    await expect(page.getByText('Your Outlook is connected.')).toBeVisible();
    await expect(page.getByText('Microsoft wants you to sign in again.')).toBeHidden();
    expect(await sql('SELECT principal_name AS name FROM sync_connection')).toEqual([{ name: GRACE }]);
  });

  await test.step('she removes the calendar in Outlook: it says so, and she chooses another from a new list', async () => {
    const which = page.getByRole('combobox', { name: 'Calendar', exact: true });
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await which.selectOption({ label: DIARY });
    await save.click();
    await page.waitForURL(/done=saved/);
    const state = () =>
      sql(`SELECT state::text, state_reason AS why FROM calendar_link WHERE calendar_name = $1`, [DIARY]);
    await expect.poll(state).toEqual([{ state: 'live', why: null }]);
    await tenant.call('DELETE', `/mailboxes/${GRACE}/calendars/${encodeURIComponent(DIARY)}`);
    await page.getByRole('button', { name: 'See what it comes to' }).click();
    await expect(page.getByText(/^Microsoft has this calendar no more/)).toBeVisible();
    // An appointment on its way there may be refused first.
    await expect.poll(state).toEqual([{ state: 'paused', why: 'not_found' }]);
    await page.goto('/desk/calendar');
    await expect(page.getByText('Nothing is read or written; what was known stays. Choose another')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('link', { name: 'Choose another calendar' }).click();
    await page.getByRole('button', { name: 'Read my list of calendars again' }).click();
    await expect(page.getByText('These are the calendars that you have at Microsoft now.')).toBeVisible();
    await expect(which.getByRole('option', { name: DIARY })).toHaveCount(0);
    await which.selectOption({ label: 'Calendar (default)' });
    await save.click();
    await page.waitForURL(/done=saved/);
    await expect(page.getByText('Microsoft has this calendar no more')).toBeHidden();
  });

  await test.step('where consent is off, and where Microsoft manages it, Hannah has to wait for an administrator', async () => {
    await signIn(page, HANNAH);
    await page.goto('/desk/calendar');
    await page.getByRole('switch', { name: 'Write my appointments to Outlook' }).press('Space');
    for (const is of ['off', 'managed'] as const) {
      await policy(tenant, is);
      await connect(page);
      await passMicrosoft(page, HANNAH, 'Hannah Weiss');
      await page.locator('a[href*="/api/outlook/callback"]').click();
      await expect(page.getByText(/^Microsoft sent you back without permission/)).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Waiting for an administrator?' })).toBeVisible();
    }
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
    await connect(page);
    await passMicrosoft(page, HANNAH, 'Hannah Weiss');
    await expect(page.getByText('Your Outlook is connected.')).toBeVisible();
  });

  await guests.close();
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
