import type { Page } from '@playwright/test';
import { connectMyOutlook, linkRoom, setUp, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';
import type { Tenant, TenantEvent } from '../tenant-control';

type OurEvent = TenantEvent & { immutableId: string; transactionId: string | null };
type Mail = { subject: string; text: string };

const ADA = 'librarian@library.example';
const CEDAR = 'cedar@library.example';
const rosa = { name: 'Rosa Reader', email: 'rosa@patrons.example' };

/** What the demo's own bookings put there, which this is not about. */
const others = new Set<string>();

async function written(tenant: Tenant, mailbox: string): Promise<OurEvent[]> {
  const { value } = await tenant.call<{ value: OurEvent[] }>('GET', `/mailboxes/${mailbox}/events`);
  return value.filter(({ transactionId }) => transactionId);
}

/** Our event in a calendar; none: nothing of ours. */
const ours = async (tenant: Tenant, mailbox: string): Promise<OurEvent | undefined> =>
  (await written(tenant, mailbox)).find(({ immutableId }) => !others.has(immutableId));
const startIn = async (tenant: Tenant, mailbox: string) => {
  const event = await ours(tenant, mailbox);
  return event ? new Date(`${event.start.dateTime.slice(0, 19)}Z`).toISOString() : 'nothing';
};
const inBoth = async (tenant: Tenant) => [await startIn(tenant, ADA), await startIn(tenant, CEDAR)];
const path = (mailbox: string, event: OurEvent | undefined) =>
  `/mailboxes/${mailbox}/events/${encodeURIComponent(event?.immutableId ?? '')}`;

async function mailTo(tenant: Tenant, to: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect(async () => {
    const { mails } = await tenant.call<{ mails: Mail[] }>('GET', `/mails?to=${encodeURIComponent(to)}`);
    found = mails.find((mail) => subject.test(mail.subject));
    expect(found, `${subject}`).toBeTruthy();
  }).toPass({ timeout: 60_000, intervals: [250] });
  return found ?? { subject: '', text: '' };
}

/** The link that stands under these words in a mail. */
function linkUnder({ text }: Mail, words: string): string {
  const lines = text.split('\n');
  return lines[lines.indexOf(words) + 1] ?? '';
}

/** A guest books with Ada; answers the page's address. */
async function meetAda(page: Page, start: string): Promise<string> {
  await page.goto(`/appointments/ada-lindgren?from=${start.slice(0, 10)}&start=${start}#book`);
  await page.getByLabel('Name', { exact: true }).fill(rosa.name);
  await page.getByLabel('E-mail').fill(rosa.email);
  await page.getByRole('button', { name: 'Book the appointment' }).click();
  await page.waitForURL(/\/bookings\//);
  await expect(stateOf(page)).toHaveAttribute('data-state', 'agreed');
  return page.url();
}

/** An appointment with a room on two calendars: what is done to it in Outlook, and who is asked about it. */
test('an appointment in a room is moved, refused, deleted, kept and cancelled, and both calendars agree', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(300_000);
  await begin(tenant, sql);
  await sql('DELETE FROM booking WHERE patron_email = $1', [rosa.email]);
  await sql(`DELETE FROM appointment_place WHERE name = 'Cedar Room'`);
  const [cedar] = await sql<{ id: number }>(`SELECT id FROM resource WHERE name = 'Cedar Room'`);
  await setUp(page, carrel);
  await linkRoom(page, cedar?.id ?? 0, CEDAR);
  await signIn(page, ADA);
  await connectMyOutlook(page, ADA, 'Ada Lindgren');
  await sql(
    `INSERT INTO appointment_place (resource_id, kind, name, space_id)
     SELECT id, 'room', 'Cedar Room', $1 FROM resource WHERE slug = 'ada-lindgren'`,
    [cedar?.id],
  );
  await expect
    .poll(async () => (await sql(`SELECT 1 FROM calendar_link WHERE state <> 'live'`)).length, { timeout: 60_000 })
    .toBe(0);
  await expect.poll(async () => (await sql('SELECT 1 FROM push_job')).length, { timeout: 60_000 }).toBe(0);
  for (const mailbox of [ADA, CEDAR])
    for (const { immutableId } of await written(tenant, mailbox)) others.add(immutableId);
  await page.context().clearCookies({ name: 'carrel-session' });

  await page.goto('/appointments/ada-lindgren');
  const links = page.locator('a[href*="start="]');
  const times = await links.evaluateAll((all) =>
    all.map((one) => new URL((one as HTMLAnchorElement).href).searchParams.get('start') ?? ''),
  );
  // Days ahead, so that no notice is in the way; two times that do not meet.
  const far = times.filter((time) => Date.parse(time) > Date.now() + 2 * 86_400_000);
  const first = far[0] ?? '';
  const second = far.find((time) => Date.parse(time) >= Date.parse(first) + 2 * 3_600_000) ?? '';

  await test.step('both calendars show it', async () => {
    await meetAda(page, first);
    expect(await inBoth(tenant)).toEqual([first, first]);
  });

  await test.step('moved in Outlook: the room follows, and the patron says no with one click', async () => {
    const event = await ours(tenant, ADA);
    const shift = Date.parse(second) - Date.parse(first);
    const later = ({ dateTime }: { dateTime: string }) => ({
      dateTime: new Date(Date.parse(`${dateTime.slice(0, 19)}Z`) + shift).toISOString().slice(0, 19),
      timeZone: 'UTC',
    });
    if (!event) throw new Error('no event');
    await tenant.call('PATCH', path(ADA, event), { start: later(event.start), end: later(event.end) });
    const mail = await mailTo(tenant, rosa.email, /^New time: .*Ada Lindgren/);
    await expect.poll(() => inBoth(tenant)).toEqual([second, second]);

    const refusal = linkUnder(mail, 'No, cancel the booking');
    // A program that follows the link of a mail refuses nothing.
    expect((await page.request.get(refusal)).status()).toBe(200);
    await page.goto(refusal);
    await expect(page.getByText('The library changed this booking')).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
    const no = page.locator('#refuse').getByRole('button', { name: 'Yes, cancel the booking' });
    await no.focus();
    await page.keyboard.press('Enter');
    await expect(stateOf(page)).toHaveAttribute('data-state', 'cancelled');
    await expect(page.getByRole('heading', { name: 'Nearest free times' })).toBeVisible();
    await expect(page.locator('main a[href^="/appointments/ada-lindgren?start="]').first()).toBeVisible();
    await expectAccessible(page);
    await expect.poll(() => inBoth(tenant)).toEqual(['nothing', 'nothing']);
    expect((await mailTo(tenant, rosa.email, /^Cancelled: .*Ada Lindgren/)).text).toContain(
      '/appointments/ada-lindgren',
    );
    await mailTo(tenant, ADA, /^The patron cannot come: .*Ada Lindgren/);
  });

  await test.step('deleted in Outlook: Ada is asked by mail, and keeps it with one click', async () => {
    await meetAda(page, second);
    await tenant.call('DELETE', path(ADA, await ours(tenant, ADA)));
    const mail = await mailTo(tenant, ADA, /^Needs a decision: .*Ada Lindgren/);
    expect(await inBoth(tenant)).toEqual(['nothing', second]);
    const keep = linkUnder(mail, 'Keep the appointment, and put its event back');
    const cancel = linkUnder(mail, 'Cancel the appointment, with a notice to the patron');
    expect(cancel).toContain('choice=cancel');
    for (const link of [keep, cancel]) expect((await page.request.get(link)).status()).toBe(200);
    expect(await sql(`SELECT 1 FROM sync_conflict WHERE state = 'open'`)).toHaveLength(1);
    expect((await page.request.get(keep.replace('put_back', 'cancel'))).status()).toBe(404);

    await page.goto(keep);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keep the appointment, and put its event back');
    await expectAccessible(page);
    await expectFitsPhone(page);
    await page.getByRole('button', { name: /^Yes: Keep the appointment/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('It stands, and its event is being written')).toBeVisible();
    await expectAccessible(page);
    await expect.poll(() => inBoth(tenant)).toEqual([second, second]);
    await page.goto(cancel);
    await expect(page.getByText('This needs no answer any more')).toBeVisible();
  });

  /** What she does there opens a case, and the mail about it has a link with these words. */
  const mailedAnswer = async (act: (event: string) => Promise<unknown>, words: string) => {
    await tenant.call('DELETE', '/mails');
    await act(path(ADA, await ours(tenant, ADA)));
    await page.goto(linkUnder(await mailTo(tenant, ADA, /^Needs a decision: .*Ada Lindgren/), words));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words);
    await page.getByRole('button', { name: `Yes: ${words}` }).press('Enter');
  };

  await test.step('moved to before she is there: asked by mail, she has it moved, and the patron hears both times', async () => {
    const early = `${second.slice(0, 10)}T10:00:00`;
    const end = `${second.slice(0, 10)}T10:30:00`;
    const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
    await mailedAnswer(
      (event) => tenant.call('PATCH', event, { start: at(early), end: at(end) }),
      'Move the appointment to the time in Outlook',
    );
    await expect(page.getByText('Moved to the time in Outlook; the patron is told.')).toBeVisible();
    const time = new Date(`${early}Z`).toISOString();
    await expect.poll(() => inBoth(tenant)).toEqual([time, time]);
    await mailTo(tenant, rosa.email, /^New time: .*Ada Lindgren/);
  });

  await test.step('deleted once more: by the other link of the mail it is cancelled, and both calendars are empty', async () => {
    await mailedAnswer((event) => tenant.call('DELETE', event), 'Cancel the appointment, with a notice to the patron');
    await expect(page.getByText('Cancelled; the patron is told and offered other times.')).toBeVisible();
    await expectAccessible(page);
    await expect.poll(() => inBoth(tenant)).toEqual(['nothing', 'nothing']);
    await mailTo(tenant, rosa.email, /^Cancelled by the library: .*Ada Lindgren/);
  });

  await sql(`DELETE FROM appointment_place WHERE name = 'Cedar Room'`);
});
