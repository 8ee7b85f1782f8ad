import { describe, expect, it } from 'vitest';
import { createGuard } from '../guard';
import { openSession } from '../session';
import { openStandIn } from '../stand-in';

const me = '/users/desk@lib.example';
const ALLOWED = { mailboxes: ['desk@lib.example'], room: null };

describe('what the suite may send to a real tenant', () => {
  it('reads whatever it likes, and asks questions that change nothing', () => {
    const { check } = createGuard(ALLOWED);
    check({ method: 'GET', path: `${me}/events` });
    check({ method: 'POST', path: `${me}/calendar/getSchedule`, body: {} });
    check({ method: 'POST', path: `${me}/sendMail`, text: '*' });
  });

  it.each([
    ['an event of somebody else changed', { method: 'PATCH', path: `${me}/events/theirs`, body: {} }],
    ['an event of somebody else deleted', { method: 'DELETE', path: `${me}/events/theirs` }],
    ['an invitation', { method: 'POST', path: `${me}/events`, body: { attendees: [{}] } }],
    ['an event in another mailbox', { method: 'POST', path: '/users/chief@lib.example/events', body: {} }],
    ['a mail', { method: 'POST', path: `${me}/sendMail`, body: {} }],
    ['a mail as it is', { method: 'POST', path: `${me}/sendMail`, text: 'RnJvbTo=' }],
    ['a calendar', { method: 'POST', path: `${me}/calendars`, body: {} }],
    ['an answer to an invitation', { method: 'POST', path: `${me}/events/mine/accept`, body: {} }],
    [
      'any of these in a batch',
      { method: 'POST', path: '/$batch', body: { requests: [{ method: 'DELETE', url: `${me}/events/x` }] } },
    ],
  ])('refuses %s', (_, request) => {
    const guard = createGuard(ALLOWED);
    guard.own('mine');
    expect(() => guard.check(request)).toThrow('does not send');
  });

  it('changes and deletes what it made', () => {
    const { check, own } = createGuard(ALLOWED);
    own('mine=');
    check({ method: 'PATCH', path: `${me}/events/mine=`, body: {} });
    check({ method: 'DELETE', path: `${me}/events/mine%3D` });
  });
});

it('invites the one room that may be invited, and nobody beside it', () => {
  const { check } = createGuard({ ...ALLOWED, room: 'room@lib.example' });
  const inviting = (...names: string[]) => ({
    method: 'POST',
    path: `${me}/events`,
    body: { attendees: names.map((address) => ({ emailAddress: { address } })) },
  });
  check(inviting('room@lib.example'));
  expect(() => check(inviting('room@lib.example', 'chief@lib.example'))).toThrow('mailed');
});

describe('cleaning up', () => {
  it('removes what a run that broke off has left, and nothing of other people’s', async () => {
    const target = await openStandIn();
    const broken = await openSession(target);
    await broken.create('left over', { day: 1 });
    const foreign = await target.control.post(`/mailboxes/${target.mailbox}/events`, {
      ...broken.body('looks alike', { day: 1 }),
      singleValueExtendedProperties: [],
    });
    const next = await openSession(target);
    expect(await next.sweep()).toBe(1);
    const { status } = await next.ask('GET', `${next.me}/events/${foreign.restId}`);
    expect(status).toBe(200);
    await target.close();
  });

  it('removes all it made, in the order that leaves nothing behind', async () => {
    const target = await openStandIn();
    const session = await openSession(target);
    for (const day of [1, 2, 3]) await session.create('made', { day });
    await session.tidy();
    expect(await (await openSession(target)).sweep()).toBe(0);
    await target.close();
  });
});
