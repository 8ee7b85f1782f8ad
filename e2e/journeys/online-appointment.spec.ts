import { connectMyOutlook, setUp, stateOf } from '../carrel-steps';
import { begin, carrel, expect, expectAccessible, expectFitsPhone, signIn, test } from '../fixtures';

const DAVID = 'david.chen@library.example';
const PATRON = 'patron@library.example';
const JOIN = /https:\/\/teams\.microsoft\.com\/l\/meetup-join\/\S+/;

type Mail = { subject: string; text: string; attachments: { name: string; text?: string }[] };
type Made = { subject: string; transactionId: string | null; attendees: unknown[]; onlineMeeting: { joinUrl: string } };

test('an appointment online: the Teams link is on its page, in the mail and in its calendar file; cancelling tells both', async ({
  page,
  tenant,
  sql,
}) => {
  test.setTimeout(240_000);
  await begin(tenant, sql);
  await setUp(page, carrel);
  await signIn(page, DAVID);
  await connectMyOutlook(page, DAVID, 'David Chen');
  await expect(page.getByText('Made with each appointment at a place that says so')).toBeVisible();
  const mailsTo = async (address: string, subject: RegExp) =>
    (await tenant.mails(address)).mails.filter((mail) => subject.test(mail.subject)) as Mail[];

  await signIn(page, PATRON);
  await page.goto('/appointments/david-chen');
  await page.getByRole('link', { name: /^Review of charts/ }).click();
  await page.waitForURL(/kindId=/);
  await expectAccessible(page);
  await page.locator('a[href*="start="]').first().focus();
  await page.keyboard.press('Enter');
  const book = page.getByRole('button', { name: 'Book the appointment' });
  await book.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/bookings\//);
  const here = page.url();

  await test.step('the link is on the page as soon as the meeting is made', async () => {
    await expect(stateOf(page)).toHaveText(/On David.*'s calendar/);
    await page.reload();
    await expect(page.getByRole('link', { name: JOIN })).toBeVisible();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
  const link = (await page.getByRole('link', { name: JOIN }).getAttribute('href')) ?? '';

  await test.step('the event has that meeting, and neither names nor invites anybody', async () => {
    const { value } = await tenant.call<{ value: Made[] }>('GET', `/mailboxes/${DAVID}/events`);
    const made = value.filter(({ transactionId }) => transactionId);
    expect(made).toMatchObject([
      { subject: 'Appointment: Review of charts', attendees: [], onlineMeeting: { joinUrl: link } },
    ]);
    expect(JSON.stringify(made)).not.toMatch(/Pat Rowan|patron@/);
  });

  await test.step('one mail to the patron has it, in its words and its calendar file; one to whoever is met says who comes', async () => {
    await expect.poll(async () => (await mailsTo(PATRON, /^Review of charts with David Chen/)).length).toBe(1);
    const [mail] = await mailsTo(PATRON, /^Review of charts with David Chen/);
    expect(mail?.text).toContain(link);
    const ics = mail?.attachments.find(({ name }) => name.endsWith('.ics'))?.text?.replace(/\r?\n /g, '') ?? '';
    for (const line of [`LOCATION:${link}`, `URL;VALUE=URI:${link}`, 'METHOD:REQUEST']) expect(ics).toContain(line);
    await expect.poll(async () => (await mailsTo(DAVID, /^New appointment: Review of charts/)).length).toBe(1);
    const [told] = await mailsTo(DAVID, /^New appointment/);
    expect(told?.text).toContain('Pat Rowan');
    // It stands in his Outlook already.
    expect(told?.attachments).toEqual([]);
  });

  await test.step('cancelled, both hear it, and the patron is led to where another is made', async () => {
    await page.goto(here);
    await page.getByText('Cancel this booking').click();
    await page.getByRole('button', { name: 'Yes, cancel the booking' }).click();
    await expect(stateOf(page)).toHaveAttribute('data-state', 'cancelled');
    await expect.poll(async () => (await mailsTo(PATRON, /^Cancelled: Review of charts/)).length).toBe(1);
    await expect.poll(async () => (await mailsTo(DAVID, /^Cancelled: Review of charts/)).length).toBe(1);
    const [mail] = await mailsTo(PATRON, /^Cancelled/);
    expect(mail?.text).toContain(`${carrel}/appointments/david-chen`);
    expect(mail?.text).not.toMatch(JOIN);
    const events = async () =>
      (await tenant.call<{ value: Made[] }>('GET', `/mailboxes/${DAVID}/events`)).value.filter(
        (one) => one.transactionId,
      );
    await expect.poll(async () => (await events()).length).toBe(0);
  });
});
