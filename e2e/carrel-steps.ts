import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './fixtures';
import { type Registration, registerApplication, signInAtTenant } from './tenant-steps';

/** What people do in Carrel, by label and name. */

/** Step 2: paste ID and secret, save, activate. Ends on the integrations page, active. */
export async function saveAndActivate(page: Page, { clientId, tenantId, secret }: Registration): Promise<void> {
  await page.goto('/admin/integrations');
  await page.getByLabel('Application ID').fill(clientId);
  await page.getByLabel('Client Secret: Value').fill(secret);
  await page.getByLabel('Supported Account Type').selectOption('AzureADMyOrg');
  await page.getByLabel('Tenant ID').fill(tenantId);
  await page.getByRole('button', { name: 'Save Settings' }).click();
  await page.waitForURL(/done=/);
  await page.getByRole('button', { name: 'Activate', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Make inactive' })).toBeVisible();
}

/** Steps 1 and 2 together, for journeys that are about something else. */
export async function setUp(page: Page, carrel: string): Promise<Registration> {
  const registration = await registerApplication(page, `${carrel}/api/outlook/callback`);
  await signIn(page, 'admin@library.example');
  await saveAndActivate(page, registration);
  return registration;
}

/** Microsoft's pages, as far as they show themselves: a session there may skip the password. */
export async function passMicrosoft(page: Page, email: string, name: string): Promise<void> {
  const another = page.getByRole('button', { name: 'Use another account' });
  await expect(page.getByLabel('Password').or(another).first()).toBeVisible();
  if (await another.isVisible()) {
    const known = page.getByRole('button', { name });
    await ((await known.isVisible()) ? known : another).click();
  }
  if (page.url().includes('/authorize') && (await page.getByLabel('Password').isVisible()))
    await signInAtTenant(page, email);
}

/** Step 3 for a room: authorize (or reuse) an account that may edit the room's calendar, then choose the mailbox. */
export async function linkRoom(page: Page, spaceId: number, mailbox: string): Promise<void> {
  await page.goto(`/admin/spaces/${spaceId}`);
  const authorize = page.getByRole('button', { name: 'Authorize with Microsoft Account' });
  if (await authorize.isVisible()) {
    await authorize.click();
    await passMicrosoft(page, 'admin@library.example', 'Morgan Ellis');
    await page.waitForURL(/\/admin\/spaces\//);
  }
  await page.getByLabel(/Room's e-mail address/).fill(mailbox);
  // First a look at what it comes to; nothing is linked unseen.
  await page.getByRole('button', { name: 'Look at the room' }).click();
  await expect(page.getByText(`What linking ${mailbox} comes to`)).toBeVisible();
  await page.getByRole('button', { name: /^Link space to room$|^Link to another room$/ }).click();
  await page.waitForURL(/done=/);
}

/** Step 3 for a librarian: connect, choose the calendar, both switches on. */
export async function connectMyOutlook(page: Page, email: string, name: string): Promise<void> {
  await page.goto('/desk/calendar');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Connect my Outlook$|^Connect again$/ }).click();
  await passMicrosoft(page, email, name);
  await page.waitForURL(/\/desk\/calendar/);
  // The first time, a look at what it comes to stands before the decision.
  const look = page.getByRole('button', { name: 'See what it comes to' });
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await expect(look).toBeVisible();
  if (!(await save.isVisible())) await look.click();
  await save.click();
  await page.waitForURL(/done=/);
}

/** The first free time of a space on a date, booked by whoever is signed in (or by a guest). Answers the page's address. */
export async function bookSpace(
  page: Page,
  spaceId: number,
  date: string,
  guest?: { name: string; email: string },
): Promise<string> {
  await page.goto(`/spaces/${spaceId}?date=${date}`);
  if (guest) {
    await page.getByLabel('Name', { exact: true }).fill(guest.name);
    await page.getByLabel('E-mail').fill(guest.email);
  }
  await page.getByRole('button', { name: 'Book it' }).click();
  await page.waitForURL(/\/bookings\//);
  return page.url();
}

/** The live sentence of a booking's page. */
export const stateOf = (page: Page) => page.locator('p[role=status][data-state]');
