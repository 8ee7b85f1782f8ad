import type { Page } from '@playwright/test';
import { bookSpace, linkRoom, setUp, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import type { Tenant, TenantEvent } from '../tenant-control';

const OAK = 'oak@library.example';
const rosa = { name: 'Rosa Reader', email: 'rosa@patrons.example' };
const sam = { name: 'Sam Student', email: 'sam@patrons.example' };

type Mail = { subject: string; text: string; links: string[]; attachments: { text?: string }[] };

/** The newest mail to somebody whose subject begins so, as soon as it is there. */
async function mailTo(tenant: Tenant, to: string, subject: string): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(async () => {
      const { mails } = await tenant.call<{ mails: Mail[] }>('GET', `/mails?to=${encodeURIComponent(to)}`);
      found = mails.find((mail) => mail.subject.startsWith(subject));
      return found?.subject ?? '';
    })
    .toMatch(new RegExp(`^${subject}`));
  if (!found) throw new Error(`no mail “${subject}”`);
  return found;
}

const lineOf = (mail: Mail, name: string) => mail.attachments[0]?.text?.match(new RegExp(`^${name}:(.*)$`, 'm'))?.[1];

async function byKey(page: Page, role: 'link' | 'button', name: string): Promise<void> {
  await page.getByRole(role, { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

/** A guest changes a booking by the link in the mail; staff move it in three ways; a ban says why. */
test('a guest moves by link, staff by drag, keys and form, and a ban ends it', async ({ page, tenant, sql }) => {
  test.setTimeout(180_000);
  await begin(tenant, sql);
  // A Wednesday far enough ahead: neither the demo nor Outlook's own meetings have anything there then.
  const [room] = await sql<{ id: number; date: string }>(
    `SELECT id, to_char(date_trunc('week', now() AT TIME ZONE 'America/New_York')::date + 30, 'YYYY-MM-DD') AS date
     FROM resource WHERE name = 'Oak Room'`,
  );
  const { id: spaceId, date } = room ?? { id: 0, date: '' };
  await sql(`DELETE FROM booking WHERE patron_email IN ($1, $2)`, [rosa.email, sam.email]);
  await sql(`DELETE FROM ban`);
  await setUp(page, carrel);
  await linkRoom(page, spaceId, OAK);
  /** What of ours stands on the day, as Outlook has it: starts by the library's clock. */
  const inOutlook = async () => {
    const path = `/mailboxes/${OAK}/events`;
    const { value } = await tenant.call<{ value: (TenantEvent & { transactionId: string | null })[] }>('GET', path);
    const clock = { timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'short' } as const;
    const starts = value
      .filter(({ transactionId }) => transactionId)
      .map(({ start }) => new Date(`${start.dateTime.slice(0, 19)}Z`).toLocaleString('sv-SE', clock));
    return starts.flatMap((start) => (start.startsWith(date) ? [start.slice(11)] : [])).toSorted();
  };

  let publicId = '';
  await test.step('a guest books, and another after her', async () => {
    await page.context().clearCookies({ name: 'carrel-session' });
    await bookSpace(page, spaceId, date, rosa);
    await expect(stateOf(page)).toHaveText(/On the room's calendar/);
    publicId = new URL(page.url()).pathname.split('/')[2] ?? '';
  });
  const first = await mailTo(tenant, rosa.email, 'Booked');

  await test.step('by the link in the mail, by keyboard, she takes another time', async () => {
    await page.goto(first.links.find((link) => link.includes(publicId)) ?? '');
    await byKey(page, 'link', 'Change this booking');
    await page.waitForURL(/\/change/);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Start').selectOption({ label: '9:30 PM' });
    await page.getByLabel('Length').selectOption({ label: '2 hours' });
    await byKey(page, 'button', 'Save the change');
    await expect(page.getByText('It was not changed, and stands as before')).toBeVisible();
    await page.getByLabel('Start').selectOption({ label: '2:00 PM' });
    await page.getByLabel('Length').selectOption({ label: '1 hour' });
    await byKey(page, 'button', 'Save the change');
    await page.waitForURL(/changed=time/);
    await expect(page.getByText('2:00–3:00 PM')).toBeVisible();
    await expect.poll(inOutlook).toEqual(['14:00']);
  });

  await test.step('her calendar gets the same event, newer', async () => {
    const changed = await mailTo(tenant, rosa.email, 'Changed: Oak Room');
    expect(lineOf(changed, 'UID')).toBe(lineOf(first, 'UID'));
    expect([lineOf(first, 'SEQUENCE'), lineOf(changed, 'SEQUENCE')]).toEqual(
      ['0', '1'].map((n) => expect.stringContaining(n)),
    );
    // What was at eight is free again, and somebody else takes it.
    await bookSpace(page, spaceId, date, sam);
    await expect(stateOf(page)).toHaveText(/On the room's calendar/);
    await expect.poll(inOutlook).toEqual(['08:00', '14:00']);
  });

  const bar = page.locator(`[data-bar="${publicId}"]`);
  await test.step('staff drag it an hour on, with words to her', async () => {
    await signIn(page, 'librarian@library.example');
    await page.goto(`/desk/day?date=${date}`);
    await expect(bar).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    await bar.scrollIntoViewIfNeeded();
    const box = await bar.boundingBox();
    if (!box) throw new Error('no bar');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + box.width, y, { steps: 6 });
    await page.mouse.up();
    await expect(page.getByRole('heading', { name: 'Move Rosa Reader to Oak Room, 3:00–4:00 PM?' })).toBeFocused();
    await expectAccessible(page);
    await page.getByLabel('Words to the patron').fill('The painters come at two.');
    await page.getByRole('button', { name: 'Move the booking' }).click();
    await expect(page.getByText('The booking is moved.')).toBeVisible();
    await expect(bar).toBeFocused();
    const moved = await mailTo(tenant, rosa.email, 'New time: Oak Room');
    expect(moved.text).toContain('The painters come at two.');
    expect(lineOf(moved, 'SEQUENCE')).toContain('2');
    await expect.poll(inOutlook).toEqual(['08:00', '15:00']);
  });

  await test.step('carried by keys onto somebody else, it is refused and is back at its place', async () => {
    await page.keyboard.press('m');
    await expect(page.getByText(/^Lifted: Rosa Reader/)).toBeAttached();
    for (let step = 0; step < 14; step += 1) await page.keyboard.press('ArrowLeft');
    await expect(page.locator('[data-ghost]')).toContainText('8:00–9:00 AM');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /8:00–9:00 AM\?$/ })).toBeFocused();
    await byKey(page, 'button', 'Move the booking');
    await expect(page.getByText('This time, or part of it, is taken')).toBeVisible();
    await expect(page.locator('[data-ghost]')).toHaveCount(0);
    await byKey(page, 'button', 'Leave it where it is');
    await expect(bar).toBeFocused();
    await expect(bar).toContainText('3:00–4:00 PM');
  });

  await test.step('by form, without a mail, and with a note that only staff see', async () => {
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/desk\/bookings\//);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByLabel('Start').fill('16:30');
    await page.getByRole('switch', { name: 'Mail the patron' }).uncheck();
    await page.getByRole('button', { name: 'Move the booking' }).click();
    await page.waitForURL(/done=moved/);
    await expect.poll(inOutlook).toEqual(['08:00', '16:30']);
    await page.getByRole('textbox', { name: /^Note/ }).fill('Asked for the ramp.');
    await page.getByRole('button', { name: 'Save the note' }).click();
    await page.waitForURL(/done=noted/);
    await expect(page.getByText('Asked for the ramp.')).toBeVisible();
  });

  await test.step('she is barred, and her booking is cancelled with the reason', async () => {
    await byKey(page, 'link', 'Bar this patron from booking');
    await page.waitForURL(/\/desk\/bans\/new/);
    await expectAccessible(page);
    await expectFitsPhone(page);
    await byKey(page, 'button', 'Bar from booking');
    await expect(page.getByRole('alert').first()).toContainText('Please fill this in');
    await page.getByLabel('Reason').fill('Left the room in a bad state.');
    await page.getByRole('radio', { name: 'Cancel them' }).check();
    await page.getByRole('button', { name: 'Bar from booking' }).click();
    await expect(page.getByText('1 booking is cancelled with a mail')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    expect((await mailTo(tenant, rosa.email, 'Cancelled')).text).toContain('Left the room in a bad state.');
    await expect.poll(inOutlook).toEqual(['08:00']);
  });

  await test.step('she reads why; lifted, she may book again', async () => {
    await page.context().clearCookies({ name: 'carrel-session' });
    await page.goto(`/spaces/${spaceId}?date=${date}`);
    await page.getByLabel('Name', { exact: true }).fill(rosa.name);
    await page.getByLabel('E-mail').fill(rosa.email);
    await page.getByRole('button', { name: 'Book it' }).click();
    await expect(page.getByText(/Its reason: Left the room in a bad state\./)).toBeVisible();
    await signIn(page, 'librarian@library.example');
    await page.goto('/desk/bans?query=rosa');
    await page.getByRole('button', { name: /Lift it/ }).click();
    await page.waitForURL(/done=lifted/);
    await page.context().clearCookies({ name: 'carrel-session' });
    await bookSpace(page, spaceId, date, rosa);
    await expect(stateOf(page)).toHaveText(/On the room's calendar/);
  });
});
