import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { mailWay } from '@/lib/db/mail-way';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { mailFailure } from '@/lib/mail/mail-failure';
import type { MailTry } from '@/lib/mail/mail-try';
import { sendBookingMail } from '@/lib/mail/send-booking-mail';
import { seal } from '@/lib/seal';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { activateIntegration } from './activate-integration';
import { bookSpace } from './book-space';
import { changeRoomMode } from './change-room-mode';
import { deactivateIntegration } from './deactivate-integration';
import { disconnectIntegration } from './disconnect-integration';
import { saveMailWay } from './save-mail-way';
import { sendTestMail } from './send-test-mail';
import { makePerson } from './stand-in.test-data';
import { viewMailWay } from './view-mail-way';
import { viewSpaceLink } from './view-space-link';

testDatabase();
const tenant = testTenant();
// Before anybody reads the environment: the stand-in's sink is one port above it.
beforeAll(() => {
  const { port } = new URL(process.env.MICROSOFT_GRAPH_URL ?? '');
  process.env.SMTP_URL = `smtp://127.0.0.1:${Number(port) + 1}`;
});

const BOOKINGS = 'bookings@library.example';
const PAT = 'pat@home.example';
type Mail = { via: string; from: string; text: string; headers: { name: string; value: string }[] } & {
  attachments: { name: string; contentType: string; text: string }[];
};

let admin: Person;
let sample: Sample;
let clientId: string;

async function register(application: string[]): Promise<void> {
  const made = await tenant.control<{ clientId: string; tenantId: string; secret: { value: string } }>(
    'POST',
    '/apps',
    { application, adminConsent: true },
  );
  clientId = made.clientId;
  const secretEnc = seal(made.secret.value, INTEGRATION_SECRET);
  await db().integration.update({ where: { id: 1 }, data: { clientId, tenantId: made.tenantId, secretEnc } });
}

beforeEach(async () => {
  sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
  await register(['Mail.Send']);
});

const save = (more: object = {}) => saveMailWay(admin, { via: 'graph', mailbox: BOOKINGS, ...more }, new Date());
const mails = async (to = PAT) => (await tenant.control<{ mails: Mail[] }>('GET', `/mails?to=${to}`)).mails;
const header = (mail: Mail | undefined, name: string) => mail?.headers.find((one) => one.name === name)?.value;
const attempt = (more: Partial<MailTry> = {}): MailTry => ({
  ...{ id: '0b6f8f0e-8f9b-4a4e-9a2a-1d1f0c7e2a11', writtenAt: new Date('2026-11-20T12:00:00Z'), before: 0, unsure: 0 },
  ...more,
});

async function book(): Promise<number> {
  const start = new Date(Date.now() + 86_400_000);
  start.setUTCHours(17, 0, 0, 0);
  const end = new Date(start.getTime() + 3_600_000);
  const wanted = { spaceId: sample.quiet.id, start: start.toISOString(), end: end.toISOString() };
  const answer = await bookSpace({ kind: 'guest' }, { ...wanted, name: 'Pat', email: PAT, locale: 'en' }, new Date());
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return (await db().booking.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
}

/** What comes of one try to send the confirmation. */
const outcome = async (bookingId: number, more: Partial<MailTry> = {}) =>
  sendBookingMail({ template: 'booking_confirmed', bookingId }, attempt(more)).then(
    () => 'left',
    (error: unknown) => mailFailure(error).reason,
  );

test('is changed by admins only, when the mailbox exists and the application may send from it', async () => {
  const patron = { ...admin, role: 'patron' } as const;
  expect(await saveMailWay(patron, { via: 'smtp' }, new Date())).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await save({ mailbox: 'no address' })).toMatchObject({ refusal: { fields: { mailbox: 'not_email' } } });
  expect(await save({ mailbox: '' })).toMatchObject({ refusal: { fields: { mailbox: 'required' } } });
  const nobody = await save({ mailbox: 'nobody@library.example' });
  expect(nobody).toMatchObject({ refusal: { code: 'no_such_room' } });
  await register(['Calendars.ReadWrite']);
  const noRight = { code: 'mailbox_not_sendable', mailbox: BOOKINGS, microsoftCode: 'ErrorAccessDenied' };
  expect(await save()).toMatchObject({ refusal: noRight });
  await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
  expect(await save()).toMatchObject({ refusal: { code: 'integration_inactive' } });
  expect(await viewMailWay(admin)).toMatchObject({ value: { hindrance: 'inactive' } });
  expect(await mailWay(db())).toEqual({ via: 'smtp' });
  expect(await db().syncConnection.count()).toBe(0);
});

test('a right that Exchange gives for one mailbox is enough, and nothing is mailed to find out', async () => {
  await register([]);
  const rule = { clientId, mailboxes: [BOOKINGS], via: 'rbac', permissions: ['Mail.Send'] };
  await tenant.control('POST', '/application-scopes', rule);
  await tenant.control('POST', '/clock', { advanceMs: 3 * 3_600_000 });
  expect(await save({ mailbox: 'oak@library.example' })).toMatchObject({ refusal: { code: 'mailbox_not_sendable' } });
  expect(await save({ mailbox: ' Bookings@Library.example ', fallback: 'on' })).toMatchObject({ ok: true });
  expect(await mailWay(db())).toEqual({ via: 'graph', mailbox: BOOKINGS, fallback: true });
  expect((await tenant.control<{ mails: Mail[] }>('GET', '/mails')).mails).toEqual([]);
  expect(await db().auditEntry.findFirst({ where: { act: 'mail_settings.saved' } })).toMatchObject({
    detail: { before: { via: 'smtp' }, after: { via: 'graph', mailbox: BOOKINGS } },
  });
});

test('a mail leaves from the mailbox, its calendar part with METHOD, the mailbox as the organizer', async () => {
  await save();
  expect(await outcome(await book())).toBe('left');
  const [mail] = await mails();
  expect(mail).toMatchObject({ via: 'graph', from: `Library <${BOOKINGS}>` });
  expect(header(mail, 'message-id')).toBe(`<${attempt().id}@localhost>`);
  expect(mail?.attachments.map(({ contentType }) => contentType)).toEqual(['text/calendar', 'application/ics']);
  expect(mail?.attachments[0]?.text).toMatch(/METHOD:REQUEST[\s\S]*ORGANIZER;CN="Library":mailto:bookings@library\.ex/);
});

test('a mail whose answer is lost is sent again as the very same, and by SMTP only when it would not be any more', async () => {
  await save({ fallback: 'on' });
  const id = await book();
  await tenant.fault({ operation: 'sendMail' }, 'reset_after_commit', 2);
  expect(await outcome(id)).toBe('unsure');
  expect(await outcome(id, { before: 1, unsure: 1 })).toBe('unsure');
  expect(await outcome(id, { before: 2, unsure: 2 })).toBe('left');
  const copies = await mails();
  expect(copies.map(({ via }) => via)).toEqual(['graph', 'graph', 'graph']);
  expect(new Set(copies.map((one) => `${header(one, 'message-id')} ${header(one, 'date')}`)).size).toBe(1);
  await tenant.fault({ operation: 'sendMail' }, 'reset_before');
  expect(await outcome(id, { before: 2, unsure: 2 })).toBe('left');
  expect((await mails())[0]).toMatchObject({ via: 'smtp', from: 'Library <bookings@library.example>' });
});

test('told to wait, it asks no more until then; the library may choose never to send by SMTP', async () => {
  await save();
  const id = await book();
  const since = await tenant.mark();
  await tenant.fault({ operation: 'sendMail' }, { status: 429, headers: { 'Retry-After': '90' } });
  expect(await outcome(id)).toBe('unreachable');
  expect(await outcome(id, { before: 9 })).toBe('unreachable');
  expect((await tenant.asked(since)).filter(({ operation }) => operation === 'sendMail')).toHaveLength(1);
  expect(await mails()).toEqual([]);
});

test('a right that is taken back stops it at Microsoft; by SMTP, where that was chosen, answers go to the mailbox', async () => {
  await save();
  const id = await book();
  const rule = { clientId, mailboxes: ['oak@library.example'], via: 'policy' };
  await tenant.control('POST', '/application-scopes', rule);
  await tenant.control('POST', '/clock', { advanceMs: 3 * 3_600_000 });
  await db().library.update({ where: { id: 1 }, data: { mailFallback: false } });
  expect(await outcome(id)).toBe('no_right');
  expect(await sendTestMail(admin, { to: PAT }, new Date())).toMatchObject({
    value: { failure: { reason: 'no_right', code: 'ErrorAccessDenied' } },
  });
  await db().library.update({ where: { id: 1 }, data: { mailFallback: true } });
  expect(await outcome(id)).toBe('left');
  const [mail] = await mails();
  expect([mail?.via, header(mail, 'reply-to')]).toEqual(['smtp', BOOKINGS]);
});

test('switched off it waits; disconnected and set up again it goes on; without rooms or mails the application lets go', async () => {
  await save();
  const id = await book();
  await deactivateIntegration(admin, new Date());
  expect(await outcome(id)).toBe('switched_off');
  await activateIntegration(admin, new Date());
  expect(await outcome(id)).toBe('left');
  await disconnectIntegration(admin, {}, new Date());
  expect(await outcome(id)).toBe('switched_off');
  await db().integration.update({ where: { id: 1 }, data: { state: 'draft', tenant: 'library.example' } });
  await activateIntegration(admin, new Date());
  expect(await outcome(id)).toBe('left');
  const app = () => db().syncConnection.findFirstOrThrow({ where: { mode: 'app' } });
  const roomWays = async () => {
    const view = await viewSpaceLink(admin, { spaceId: sample.quiet.id }, new Date());
    return view.ok && view.value.accounts.map(({ mode }) => mode);
  };
  expect(await roomWays()).toEqual([]);
  await changeRoomMode(admin, { roomMode: 'app' }, new Date());
  expect(await roomWays()).toEqual(['app']);
  await changeRoomMode(admin, { roomMode: 'delegated' }, new Date());
  expect((await app()).status).toBe('active');
  expect(await saveMailWay(admin, { via: 'smtp' }, new Date())).toMatchObject({ value: { via: 'smtp' } });
  expect((await app()).status).toBe('disabled');
});

test('a test mail goes by the chosen way, and says what became of it', async () => {
  expect(await sendTestMail(admin, { to: 'nobody' }, new Date())).toMatchObject({ refusal: { code: 'invalid' } });
  expect(await sendTestMail(admin, { to: PAT }, new Date())).toMatchObject({ value: { failure: null } });
  await save();
  expect(await sendTestMail(admin, { to: PAT }, new Date())).toMatchObject({ value: { failure: null } });
  expect((await mails()).map(({ via }) => via)).toEqual(['graph', 'smtp']);
});
