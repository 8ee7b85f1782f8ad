import { expect } from 'vitest';
import { mustBeGranted, suite } from './suite';

/** GC §10: small neighbours of the calendar. */
const { test } = suite();

test('[GC13.1] calendars: one is the default, and /calendar is that one', async (on) => {
  const { body } = await on.ask('GET', `${on.me}/calendars`);
  const [standard, ...more] = body.value.filter((one: { isDefaultCalendar: boolean }) => one.isDefaultCalendar);
  expect(more).toEqual([]);
  const one = await on.ask('GET', `${on.me}/calendar`);
  expect([one.status, one.body.id]).toEqual([200, standard.id]);
});

test('[GC13.1] mailboxSettings, and its timeZone by itself in property form', async (on) => {
  const { status, body } = await on.ask('GET', `${on.me}/mailboxSettings`);
  mustBeGranted({ status }, 'MailboxSettings.Read');
  const zone = await on.ask('GET', `${on.me}/mailboxSettings/timeZone`);
  expect([status, zone.body.value]).toEqual([200, body.timeZone]);
});

test('[GC13.1] the directory knows a person by name and by id', async (on) => {
  const { status, body } = await on.ask('GET', on.me);
  mustBeGranted({ status }, 'User.Read.All');
  expect([status, body.userPrincipalName.toLowerCase()]).toEqual([200, on.target.mailbox.toLowerCase()]);
  expect((await on.ask('GET', `/users/${body.id}`)).body.id).toBe(body.id);
});

test('[GC13.4] translateExchangeIds turns one kind of id into the other', async (on) => {
  const { id } = await on.create('translated', { day: 1 });
  const headers = { Prefer: 'IdType="ImmutableId"' };
  const immutable = (await on.ask('GET', `${on.me}/events/${id}`, { headers })).body.id;
  const body = { inputIds: [id], sourceIdType: 'restId', targetIdType: 'restImmutableEntryId' };
  const answer = await on.ask('POST', `${on.me}/translateExchangeIds`, { body });
  expect([answer.status, answer.body.value[0].targetId]).toEqual([200, immutable]);
});

test(
  '[GC13.1] a signed-in person is /me, and knows the zones by IANA name',
  async (on) => {
    const me = await on.ask('GET', '/me', { as: 'person' });
    expect(me.status).toBe(200);
    const path = "/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')";
    const { body } = await on.ask('GET', path, { as: 'person' });
    expect(body.value.map((one: { alias: string }) => one.alias)).toContain('Europe/Berlin');
  },
  ['delegated'],
);

test(
  '[GC13.1] sendMail accepts with 202 and nothing else',
  async (on) => {
    const message = {
      subject: 'Contract suite',
      body: { contentType: 'Text', content: 'Hello' },
      toRecipients: [{ emailAddress: { address: 'pat@home.example' } }],
    };
    const answer = await on.ask('POST', `${on.me}/sendMail`, { body: { message, saveToSentItems: false } });
    expect([answer.status, answer.body]).toEqual([202, '']);
  },
  ['standIn'],
);

test('[GC13.16] sendMail judges the right first, then the body: what is no base64 is no mail', async (on) => {
  const answer = await on.ask('POST', `${on.me}/sendMail`, { text: '*' });
  mustBeGranted(answer, 'Mail.Send');
  expect([answer.status, answer.body.error.code]).toEqual([400, 'ErrorMimeContentInvalidBase64String']);
  const nobody = await on.ask('POST', '/users/contract-suite-nobody@invalid.example/sendMail', { text: '*' });
  expect([403, 404]).toContain(nobody.status);
});

test(
  '[GC13.1] a whole message is sent as it is, under the name of its mailbox only',
  async (on) => {
    const mime = (from: string) => [
      `From: ${from}`,
      'To: pat@home.example',
      'Subject: Contract suite',
      '',
      'Hello',
      '',
    ];
    const send = (from: string) =>
      on.ask('POST', `${on.me}/sendMail`, { text: Buffer.from(mime(from).join('\r\n')).toString('base64') });
    const answer = await send(on.target.mailbox);
    expect([answer.status, answer.body]).toEqual([202, '']);
    const other = await send('somebody@else.example');
    expect([other.status, other.body.error.code]).toEqual([403, 'ErrorSendAsDenied']);
  },
  ['standIn'],
);
