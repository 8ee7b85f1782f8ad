import { expect } from 'vitest';
import { suite } from './suite';

/** GC §2: create, read, change, delete. */
const { test } = suite();
const UNKNOWN = `AAMk${'A'.repeat(115)}=`;

test('[GC13.7] a POST that is repeated makes no second event', async (on) => {
  const transactionId = `contract-${crypto.randomUUID()}`;
  const first = await on.create('sent twice', { day: 1 }, { transactionId });
  expect(first.transactionId).toBe(transactionId);
  const again = await on.ask('POST', `${on.me}/events`, { body: on.body('sent twice', { day: 1 }, { transactionId }) });
  expect([again.status, again.body.id]).toEqual([201, first.id]);
});

test('[GC13.8] a direct write is never checked for conflicts', async (on) => {
  const [one, two] = [await on.create('first', { day: 2 }), await on.create('second', { day: 2 })];
  expect(one.id).not.toBe(two.id);
});

test('[GC13.16] what makes no event is refused with 400', async (on) => {
  const { start, end } = on.body('upside down', { day: 3 });
  const body = on.body('upside down', { day: 3 }, { start: end, end: start });
  const { status, body: answer } = await on.ask('POST', `${on.me}/events`, { body });
  expect([status, answer.error.code]).toEqual([400, 'ErrorPropertyValidationFailure']);
});

test('[GC13.16] an id that is none: 400; an id of nothing: 404', async (on) => {
  const malformed = await on.ask('GET', `${on.me}/events/nothing`);
  expect([malformed.status, malformed.body.error.code]).toEqual([400, 'ErrorInvalidIdMalformed']);
  const { id } = await on.create('to be gone', { day: 4 });
  expect((await on.ask('DELETE', `${on.me}/events/${id}`)).status).toBe(204);
  const gone = await on.ask('GET', `${on.me}/events/${id}`);
  expect([gone.status, gone.body.error.code]).toEqual([404, 'ErrorItemNotFound']);
  expect((await on.ask('DELETE', `${on.me}/events/${id}`)).status).toBe(404);
});

test('[GC13.16] filters and orders that Graph does not know', async (on) => {
  const byId = await on.ask('GET', `${on.me}/events?${new URLSearchParams({ $filter: `id eq '${UNKNOWN}'` })}`);
  expect([byId.status, byId.body.error.code]).toEqual([400, 'ErrorInvalidProperty']);
  const byStart = await on.ask('GET', `${on.me}/events?$orderby=start`);
  expect([byStart.status, byStart.body.error.code]).toEqual([400, 'BadRequest']);
});

test('[GC13.5] PATCH changes what it names, and nothing else', async (on) => {
  const { id } = await on.create('to be renamed', { day: 5 }, { categories: ['Blue category'] });
  const { status, body } = await on.ask('PATCH', `${on.me}/events/${id}`, {
    body: { subject: 'Contract suite: renamed' },
  });
  expect(status).toBe(200);
  expect([body.subject, body.categories]).toEqual(['Contract suite: renamed', ['Blue category']]);
});

test(
  '[GC15.11] attendees are replaced as a whole',
  async (on, record) => {
    const person = (name: string) => ({ type: 'required', emailAddress: { address: `${name}@library.example` } });
    const { id } = await on.create(
      'attended',
      { day: 6 },
      { attendees: [person('ben.okafor'), person('carla.mendes')] },
    );
    const { body } = await on.ask('PATCH', `${on.me}/events/${id}`, { body: { attendees: [person('david.chen')] } });
    const left = body.attendees.map((one: { emailAddress: { address: string } }) => one.emailAddress.address);
    expect(left).toEqual(['david.chen@library.example']);
    record({ point: 'GC15.11', asks: 'attendees after a PATCH that names one other', observed: 'replaced as a whole' });
  },
  ['standIn'],
);
