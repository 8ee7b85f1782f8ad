import type { Page } from '@playwright/test';
import { expect, PASSWORD, tenantAddress } from './fixtures';

/** What a person does at Microsoft, on the stand-in's pages: by label and name, as anybody would. */
export type Registration = { clientId: string; tenantId: string; secret: string; secretId: string };

export async function signInAtTenant(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Step 1 of the mission: register, make a secret, add permissions, grant admin consent. */
export async function registerApplication(page: Page, redirectUri: string, name = 'Carrel'): Promise<Registration> {
  await page.goto(`${tenantAddress}/portal`);
  if (await page.getByLabel('Password').isVisible()) await signInAtTenant(page, 'it@library.example');
  await page.getByRole('link', { name: 'New registration' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('radio', { name: /this organizational directory only/ }).check();
  await page.getByLabel('Redirect URI (optional)').fill(redirectUri);
  await page.getByRole('button', { name: 'Register' }).click();
  const clientId = await fact(page, 'Application (client) ID');
  const tenantId = await fact(page, 'Directory (tenant) ID');

  await page.getByRole('link', { name: 'Certificates & secrets' }).click();
  await page.getByRole('link', { name: 'New client secret' }).click();
  await page.getByLabel('Description').fill('Carrel');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const cells = page.getByRole('row').last().locator('code');
  const [secret = '', secretId = ''] = await cells.allInnerTexts();

  await page.getByRole('link', { name: 'API permissions' }).click();
  await page.getByRole('link', { name: 'Add a permission' }).click();
  const delegated = page.getByRole('group', { name: 'Delegated permissions' });
  for (const permission of ['offline_access', 'Calendars.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'])
    await delegated.locator(`input[value="${permission}"]`).check();
  await page.getByRole('button', { name: 'Add permissions' }).click();
  await page.getByRole('link', { name: /^Grant admin consent/ }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByText(/Granted for/).first()).toBeVisible();
  return { clientId, tenantId, secret, secretId };
}

const fact = (page: Page, name: string) =>
  page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]').locator('code').innerText();

/** A person books in Outlook. Times are wall times of the mailbox. */
export async function createMeeting(
  page: Page,
  mailbox: string,
  meeting: { title: string; date: string; start: string; end: string },
): Promise<void> {
  await page.goto(`${tenantAddress}/outlook/${mailbox}/new?date=${meeting.date}`);
  await page.getByLabel('Title').fill(meeting.title);
  await page.getByLabel('Date', { exact: true }).fill(meeting.date);
  await page.getByLabel('Start time').fill(meeting.start);
  await page.getByLabel('End time').fill(meeting.end);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(meeting.title).first()).toBeVisible();
}

/** The titles in a mailbox's week, as its owner sees them. */
export async function openWeek(page: Page, mailbox: string, date: string): Promise<void> {
  await page.goto(`${tenantAddress}/outlook/${mailbox}?week=${date}`);
}
