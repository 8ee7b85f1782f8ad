import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import type { Tenant } from './tenant-control';

type Answer = {
  /** What Microsoft has against it, and how that comes back: `fail_next` of the stand-in's controls. */
  failure: { code: number; error: string; shape?: 'nothing' | 'no_state' | 'no_description' };
  words: RegExp;
  /** What is left to do: beside the words nothing, an approval to ask for, or the way back to the beginning. */
  next: 'in words' | 'approval' | 'back';
};

const SECOND_STEP = /wants more than your password: a second step of signing in.*Connect again/;
const SET_UP = /wants you to set up a second step of signing in.*Connect again and set it up/;
const DEVICE = /asks for a device that it manages.*Sign in on a managed device/;
const RULE =
  /A sign-in rule of your organisation .Conditional Access. does not allow this.*show this to the IT department/;
const SENT_BACK = /sent you back without permission.*send the link below/;
const NOT_OURS = /belongs to no request of ours/;

/**
 * The second step and Conditional Access, in each form in which a sign-in that failed comes back (entra-oauth §2.4). Without a
 * state nothing tells whose it was; without a number `access_denied` may be an approval that is missing as well.
 */
const ANSWERS: Answer[] = [
  { failure: { code: 50076, error: 'interaction_required' }, words: SECOND_STEP, next: 'in words' },
  { failure: { code: 50079, error: 'interaction_required' }, words: SET_UP, next: 'in words' },
  { failure: { code: 53000, error: 'access_denied' }, words: DEVICE, next: 'in words' },
  { failure: { code: 53003, error: 'access_denied' }, words: RULE, next: 'in words' },
  {
    failure: { code: 50076, error: 'interaction_required', shape: 'no_description' },
    ...{ words: SECOND_STEP, next: 'in words' },
  },
  { failure: { code: 53003, error: 'access_denied', shape: 'no_description' }, words: SENT_BACK, next: 'approval' },
  { failure: { code: 50076, error: 'interaction_required', shape: 'no_state' }, words: NOT_OURS, next: 'back' },
  { failure: { code: 53003, error: 'access_denied', shape: 'no_state' }, words: NOT_OURS, next: 'back' },
  { failure: { code: 53003, error: 'access_denied', shape: 'nothing' }, words: NOT_OURS, next: 'back' },
];

/** Each of them in the browser, from the button on: own words, and one thing to do next. */
export async function meetEachAnswer(page: Page, tenant: Tenant): Promise<void> {
  await page.goto('/desk/calendar');
  for (const { failure, words, next } of ANSWERS) {
    const about = JSON.stringify(failure);
    await tenant.call('POST', '/identity', { action: 'fail_next', grant: 'authorize', ...failure });
    await page.getByRole('button', { name: 'Connect my Outlook' }).click();
    await expect(page.getByText(words), about).toBeVisible();
    const hasNumber = next === 'in words' && failure.shape === undefined;
    await expect(page.getByText(`AADSTS${failure.code}`), about).toHaveCount(hasNumber ? 1 : 0);
    await expect(page.locator('#waiting'), about).toHaveCount(next === 'approval' ? 1 : 0);
    await expect(page.locator('details[open]'), about).toHaveCount(0);
    if (next === 'back') await page.getByRole('link', { name: 'To My calendar, for staff' }).click();
    await expect(page.getByRole('button', { name: 'Connect my Outlook' }), about).toBeVisible();
  }
}
