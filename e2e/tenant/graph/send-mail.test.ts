import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, type Json, LIBRARIAN } from '../testing';
import { bearer, type Caller, caller, refused } from '../testing-graph';

const OAK = '/users/oak@library.example/sendMail';

let tenant: Tenant;
let me: Caller;
let app: Caller;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, LIBRARIAN, ['User.Read', 'Mail.Send']);
  app = bearer(tenant, await appToken(tenant, ['Mail.Send']));
});

const outbox = async (to: string): Promise<Json[]> =>
  (await ask(tenant, 'GET', `/_control/mails?to=${encodeURIComponent(to)}`)).body.mails;

describe('as JSON (GC 10)', () => {
  const message = (more: Json = {}) => ({
    subject: 'Your booking',
    body: { contentType: 'HTML', content: '<p>See you</p>' },
    toRecipients: [{ emailAddress: { address: 'a@b.example' } }],
    ...more,
  });
  const send = (body: Json) => me.post('/me/sendMail', body);

  it('[GC13.1] answers 202 with nothing; the outbox has parts and attachments', async () => {
    const attachment = {
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'booking.ics',
      contentType: 'text/calendar',
      contentBytes: Buffer.from('BEGIN:VCALENDAR').toString('base64'),
    };
    const answer = await send({ message: message({ attachments: [attachment] }), saveToSentItems: false });
    expect([answer.status, answer.body]).toEqual([202, '']);
    const [mail] = await outbox('a@b.example');
    expect(mail).toMatchObject({ via: 'graph', from: LIBRARIAN, subject: 'Your booking', html: '<p>See you</p>' });
    expect(mail.attachments).toMatchObject([{ name: 'booking.ics', text: 'BEGIN:VCALENDAR' }]);
  });

  it('[GC13.16] refuses wrong members, no recipients, other people’s mailboxes and names, and more than 4 MB', async () => {
    expect((await send({ message: message({ colour: 'red' }) })).status).toBe(400);
    expect(refused(await send({ message: message({ toRecipients: [] }) }))).toEqual([400, 'ErrorInvalidRecipients']);
    const item = { '@odata.type': '#microsoft.graph.itemAttachment', name: 'x', contentBytes: '' };
    expect((await send({ message: message({ attachments: [item] }) })).status).toBe(400);
    expect((await me.post(OAK, { message: message() })).status).toBe(403);
    const from = { emailAddress: { address: 'oak@library.example' } };
    expect(refused(await send({ message: message({ from }) }))).toEqual([403, 'ErrorSendAsDenied']);
    const big = message({ body: { contentType: 'Text', content: 'x'.repeat(4_200_000) } });
    const answer = await send({ message: big });
    expect([answer.status, answer.body.error.message]).toEqual([413, 'The maximum request length supported is 4MB.']);
    expect((await app.post(OAK, { message: message() })).status).toBe(202);
    expect(refused(await app.post('/users/nomail@library.example/sendMail', { message: message() }))).toEqual([
      404,
      'MailboxNotEnabledForRESTAPI',
    ]);
  });
});

describe('whole, as MIME in base64', () => {
  const mime = (from = 'Oak Room <Oak@library.example>', to = 'Pat <pat@home.example>') =>
    [
      ...[`From: ${from}`, `To: ${to}`, 'Cc: c@home.example', 'Subject: Your booking', 'Message-ID: <one@carrel>'],
      ...['MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b', ''],
      ...['--b', 'Content-Type: text/plain', '', 'See you', '--b', 'Content-Type: text/html', '', '<p>See you</p>'],
      ...['--b', 'Content-Type: text/calendar; method=REQUEST', '', 'BEGIN:VCALENDAR', '--b--', ''],
    ].join('\r\n');
  const wrapped = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
  const send = (text: string, as = app, path = OAK) => as.send('POST', path, { text });

  it('[GC13.1] answers 202 with nothing; headers and the calendar part arrive as they were written', async () => {
    const answer = await send(wrapped(mime()));
    expect([answer.status, answer.body]).toEqual([202, '']);
    const [mail] = await outbox('pat@home.example');
    expect(mail).toMatchObject({ via: 'graph', from: 'Oak Room <Oak@library.example>', subject: 'Your booking' });
    expect(mail.to).toEqual(['pat@home.example', 'c@home.example']);
    expect(mail.headers).toContainEqual({ name: 'message-id', value: '<one@carrel>' });
    expect(mail.attachments).toMatchObject([{ contentType: 'text/calendar', text: 'BEGIN:VCALENDAR\n' }]);
    expect((await send(wrapped(mime(LIBRARIAN)), me, '/me/sendMail')).status).toBe(202);
  });

  it('[GC13.16] refuses what is no base64, nobody to send to, and another sender than the mailbox', async () => {
    const notBase64 = [400, 'ErrorMimeContentInvalidBase64String'];
    expect(refused(await send('*'))).toEqual(notBase64);
    expect(refused(await send(''))).toEqual(notBase64);
    expect(refused(await send(wrapped(mime(undefined, 'nobody'))))).toEqual([400, 'ErrorInvalidRecipients']);
    expect(refused(await send(wrapped(mime('Pat <pat@home.example>'))))).toEqual([403, 'ErrorSendAsDenied']);
    expect(refused(await send(Buffer.from('no message').toString('base64')))).toEqual([403, 'ErrorSendAsDenied']);
    expect((await send('A'.repeat(4_200_000))).status).toBe(413);
    expect(await outbox('pat@home.example')).toEqual([]);
  });

  it('[GC13.16] judges the right before the body, so that a body that is no mail asks for the right alone', async () => {
    const stranger = bearer(tenant, await appToken(tenant, ['Calendars.ReadWrite']));
    expect(refused(await send('*', stranger))).toEqual([403, 'ErrorAccessDenied']);
    expect(refused(await send('*', app, '/users/nobody@library.example/sendMail'))).toEqual([404, 'ErrorInvalidUser']);
  });

  it('[GC13.16] meets faults like every request; a mail whose answer is lost was sent', async () => {
    const fault = (effect: unknown) =>
      ask(tenant, 'POST', '/_control/faults', { body: { where: { operation: 'sendMail' }, effect } });
    await fault({ status: 429, headers: { 'Retry-After': '7' } });
    const throttled = await send(wrapped(mime()));
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '7']);
    await fault('reset_after_commit');
    await expect(send(wrapped(mime()))).rejects.toThrow();
    expect(await outbox('pat@home.example')).toHaveLength(1);
  });
});
