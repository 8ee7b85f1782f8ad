import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, IMMUTABLE, type Json, tokenOf } from '../testing';
import { ADA, at, BEN, CARLA, invited, OUTSIDE, stage, statusOf, timesOf } from './testing';

let tenant: Tenant;
let on: ReturnType<typeof stage>;

beforeEach(() => {
  tenant = frozenTenant();
  on = stage(tenant);
});

const makeMeeting = (more: Json = {}) =>
  on.create(ADA, at(6, '13:00', '14:00', { attendees: invited(BEN, CARLA), ...more }));
const copyOf = async (upn: string, meeting: Json) => {
  const copies = await on.copiesOf(upn, meeting);
  expect(copies).toHaveLength(1);
  return copies[0];
};

describe('an invitation (GC 1.3, 1.4, 2.1)', () => {
  it('[GC13.9] makes a copy in each mailbox with an id of its own and one iCalUId', async () => {
    const meeting = await makeMeeting();
    const copies = [await copyOf(BEN, meeting), await copyOf(CARLA, meeting)];
    const all = [meeting, ...copies];
    expect(new Set(all.flatMap((one) => [one.immutableId, one.restId])).size).toBe(6);
    expect(new Set(all.map((one) => one.iCalUId)).size).toBe(1);
    expect(meeting).toMatchObject({ isOrganizer: true, showAs: 'busy', responseStatus: { response: 'organizer' } });
    for (const copy of copies) {
      expect(copy).toMatchObject({
        isOrganizer: false,
        organizer: { emailAddress: { name: 'Ada Lindgren', address: ADA } },
        responseStatus: { response: 'notResponded', time: '0001-01-01T00:00:00Z' },
        showAs: 'tentative',
        subject: 'Collections',
        transactionId: null,
        start: meeting.start,
      });
    }
  });

  it('[GC13.9] gives no mailbox an id that leads to the event of another', async () => {
    const meeting = await makeMeeting();
    const token = await tokenOf(tenant, BEN);
    const foreign = await ask(tenant, 'GET', `/v1.0/me/events/${meeting.immutableId}`, { token });
    expect([foreign.status, foreign.body.error.code]).toEqual([404, 'ErrorItemNotFound']);
    const filter = encodeURIComponent(`iCalUId eq '${meeting.iCalUId}'`);
    const found = await ask(tenant, 'GET', `/v1.0/me/events?$filter=${filter}`, { token, headers: IMMUTABLE });
    expect(found.body.value).toMatchObject([{ isOrganizer: false, subject: 'Collections' }]);
    expect(found.body.value[0].id).not.toBe(meeting.immutableId);
  });

  it('[GC13.9] shows as busy what the organiser wanted shown, once accepted', async () => {
    const meeting = await makeMeeting({ showAs: 'oof' });
    const copy = await copyOf(BEN, meeting);
    await on.act(BEN, copy, 'respond', { response: 'accepted' });
    expect(await copyOf(BEN, meeting)).toMatchObject({ showAs: 'oof', responseStatus: { response: 'accepted' } });
    await on.act(BEN, copy, 'respond', { response: 'tentativelyAccepted' });
    expect(await copyOf(BEN, meeting)).toMatchObject({ showAs: 'tentative' });
  });

  it('[GC13.9] hides the others from each when the organiser wants it so', async () => {
    const meeting = await makeMeeting({ hideAttendees: true });
    const { attendees } = await copyOf(BEN, meeting);
    expect(attendees.map((one: Json) => one.emailAddress.address)).toEqual([BEN]);
  });

  it('[GC13.9] arrives later when a switch says so', async () => {
    await on.behave({ meetingMailDelayMs: 30_000 });
    const meeting = await makeMeeting();
    expect(await on.copiesOf(BEN, meeting)).toEqual([]);
    await on.pass(29_999);
    expect(await on.copiesOf(BEN, meeting)).toEqual([]);
    await on.pass(1);
    expect(await on.copiesOf(BEN, meeting)).toHaveLength(1);
  });

  it('[GC13.7] is sent once for one transactionId, repeated or not', async () => {
    const token = await tokenOf(tenant, ADA);
    const body = at(6, '13:00', '14:00', { attendees: invited(BEN), transactionId: 'T' });
    const first = await ask(tenant, 'POST', '/v1.0/me/events', { token, body });
    const again = await ask(tenant, 'POST', '/v1.0/me/events', { token, body });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(await on.copiesOf(BEN, first.body)).toHaveLength(1);
    expect(await on.mails()).toHaveLength(1);
  });
});

describe('answers (GC 2.6)', () => {
  it('[GC13.9] change the organiser’s event and its etag, and knock', async () => {
    const knocks: string[] = [];
    tenant = frozenTenant({
      deliver: async (input, init) => {
        const url = String(input);
        const check = new URL(url).searchParams.get('validationToken');
        if (check) return new Response(check, { headers: { 'Content-Type': 'text/plain' } });
        knocks.push(JSON.parse(String(init?.body)).value[0].changeType);
        return new Response(null, { status: 202 });
      },
    });
    on = stage(tenant);
    const token = await tokenOf(tenant, ADA, ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite']);
    await on.behave({ etagChurn: 'off', notificationDelayMs: 0 });
    await ask(tenant, 'POST', '/v1.0/subscriptions', {
      token,
      body: {
        changeType: 'created,updated,deleted',
        notificationUrl: 'http://127.0.0.1:9/hook',
        resource: '/me/events',
        expirationDateTime: '2026-10-07T13:00:00Z',
        clientState: 'x',
      },
    });
    const meeting = await makeMeeting();
    await on.pass(0);
    expect(knocks).toEqual(['created']);
    await on.act(BEN, await copyOf(BEN, meeting), 'respond', { response: 'accepted' });
    await on.pass(0);
    expect(knocks).toEqual(['created', 'updated']);
    const after = await on.read(ADA, meeting);
    expect(after['@odata.etag']).not.toBe(meeting['@odata.etag']);
    expect([statusOf(after, BEN), statusOf(after, CARLA)]).toEqual(['accepted', 'none']);
    expect(after.attendees[0].status.time).toBe('2026-10-05T13:00:00.000Z');
  });

  it('[GC13.9] through Graph: 202; without sendResponse nobody hears; decline goes to Deleted Items', async () => {
    const meeting = await makeMeeting();
    const copy = await copyOf(BEN, meeting);
    const token = await tokenOf(tenant, BEN);
    const post = (act: string, body: Json) =>
      ask(tenant, 'POST', `/v1.0/me/events/${copy.immutableId}/${act}`, { token, body });
    expect((await post('accept', { sendResponse: false })).status).toBe(202);
    expect(statusOf(await on.read(ADA, meeting), BEN)).toBe('none');
    expect(await on.mails(ADA)).toEqual([]);
    expect((await post('tentativelyAccept', { Comment: 'Perhaps', SendResponse: true })).status).toBe(202);
    expect(statusOf(await on.read(ADA, meeting), BEN)).toBe('tentativelyAccepted');
    expect((await post('decline', { comment: 'Sorry' })).status).toBe(202);
    expect(statusOf(await on.read(ADA, meeting), BEN)).toBe('declined');
    expect(await on.copiesOf(BEN, meeting)).toEqual([]);
    expect((await on.control('GET', `/mailboxes/${BEN}/deleted`)).value).toMatchObject([{ iCalUId: meeting.iCalUId }]);
    expect((await post('accept', {})).body.error.code).toBe('ErrorItemNotFound');
  });

  it('[GC13.9] may propose another time, where that is allowed and a response is sent', async () => {
    const token = await tokenOf(tenant, BEN);
    const proposedNewTime = {
      start: { dateTime: '2026-10-07T15:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-10-07T16:00:00', timeZone: 'UTC' },
    };
    const answer = async (meeting: Json, act: string, body: Json) => {
      const copy = await copyOf(BEN, meeting);
      return ask(tenant, 'POST', `/v1.0/me/events/${copy.immutableId}/${act}`, { token, body });
    };
    const closed = await makeMeeting({ allowNewTimeProposals: false });
    expect((await answer(closed, 'tentativelyAccept', { proposedNewTime })).status).toBe(400);
    const open = await makeMeeting();
    expect((await answer(open, 'decline', { proposedNewTime, sendResponse: false })).status).toBe(400);
    expect((await answer(open, 'accept', { proposedNewTime })).status).toBe(400);
    expect((await answer(open, 'tentativelyAccept', { proposedNewTime })).status).toBe(202);
    const [first] = (await on.read(ADA, open)).attendees;
    expect(first.proposedNewTime.start).toEqual({ dateTime: '2026-10-07T15:00:00.0000000', timeZone: 'UTC' });
    expect((await on.mails(ADA))[0]).toMatchObject({ subject: 'New Time Proposed: Collections' });
  });

  it('[GC13.9] are refused to the organiser, for a cancelled meeting, and with parameters nobody knows', async () => {
    const meeting = await makeMeeting();
    const copy = await copyOf(BEN, meeting);
    const [ada, ben] = [await tokenOf(tenant, ADA), await tokenOf(tenant, BEN)];
    const accept = (token: string, { immutableId }: Json, body: Json = {}) =>
      ask(tenant, 'POST', `/v1.0/me/events/${immutableId}/accept`, { token, body });
    expect((await accept(ada, meeting)).body.error.code).toBe('ErrorInvalidRequest');
    expect((await accept(ben, copy, { colour: 'red' })).status).toBe(400);
    await on.act(ADA, meeting, 'cancel');
    expect((await accept(ben, copy)).body.error.code).toBe('ErrorInvalidRequest');
  });

  it('[GC13.9] to times that no longer hold change nothing', async () => {
    const meeting = await makeMeeting();
    await on.behave({ meetingMailDelayMs: 30_000 });
    await on.act(BEN, await copyOf(BEN, meeting), 'respond', { response: 'accepted' });
    await on.change(ADA, meeting, at(7, '13:00', '14:00'));
    await on.pass(60_000);
    expect(statusOf(await on.read(ADA, meeting), BEN)).toBe('none');
    expect(await copyOf(BEN, meeting)).toMatchObject({ responseStatus: { response: 'notResponded' } });
  });
});

describe('the organiser’s changes (GC 2.4)', () => {
  it('[GC13.9] reach every copy; a new time asks everybody again', async () => {
    const meeting = await makeMeeting();
    await on.act(BEN, await copyOf(BEN, meeting), 'respond', { response: 'accepted' });
    await on.change(ADA, meeting, { subject: 'Budget' });
    expect(await copyOf(BEN, meeting)).toMatchObject({ subject: 'Budget', showAs: 'busy' });
    expect(statusOf(await on.read(ADA, meeting), BEN)).toBe('accepted');
    await on.change(ADA, meeting, at(7, '09:00', '10:00'));
    const moved = await copyOf(BEN, meeting);
    expect(timesOf(moved)).toBe('10-07T09:00 10:00');
    expect(moved).toMatchObject({ showAs: 'tentative', responseStatus: { response: 'notResponded' } });
    expect(statusOf(await on.read(ADA, meeting), BEN)).toBe('none');
  });

  it('[GC13.9] of the attendees alone are mailed only to the people changed', async () => {
    const meeting = await makeMeeting({ attendees: invited(BEN) });
    await on.control('DELETE', '/mails');
    await on.change(ADA, meeting, { attendees: invited(BEN, CARLA) });
    expect((await on.mails()).map(({ to }) => to)).toEqual([[CARLA]]);
    expect(await on.copiesOf(CARLA, meeting)).toHaveLength(1);
    await on.control('DELETE', '/mails');
    await on.change(ADA, meeting, { attendees: invited(CARLA) });
    expect((await on.mails()).map(({ to, subject }) => [to, subject])).toEqual([[[BEN], 'Canceled: Collections']]);
    expect(await copyOf(BEN, meeting)).toMatchObject({ isCancelled: true, showAs: 'free' });
    expect(await copyOf(CARLA, meeting)).toMatchObject({ isCancelled: false });
    await on.control('DELETE', '/mails');
    await on.change(ADA, meeting, { attendees: invited(CARLA), location: { displayName: 'Room 4' } });
    expect((await on.mails()).map(({ to }) => to)).toEqual([[CARLA]]);
  });

  it('[GC15.11] replace the whole list of attendees, or add to it by a switch', async () => {
    const meeting = await makeMeeting({ attendees: invited(BEN) });
    const listed = async () => (await on.read(ADA, meeting)).attendees.map((one: Json) => one.emailAddress.address);
    await on.change(ADA, meeting, { attendees: invited(CARLA) });
    expect(await listed()).toEqual([CARLA]);
    await on.behave({ attendeesPatch: 'adds' });
    await on.change(ADA, meeting, { attendees: invited(BEN) });
    expect(await listed()).toEqual([CARLA, BEN]);
  });

  it('[GC13.9] overwrite what an attendee changed in their own copy', async () => {
    const meeting = await makeMeeting();
    const copy = await copyOf(BEN, meeting);
    const token = await tokenOf(tenant, BEN);
    const patched = await ask(tenant, 'PATCH', `/v1.0/me/events/${copy.immutableId}`, {
      token,
      body: { subject: 'Mine', categories: ['Red'] },
    });
    expect([patched.status, patched.body.subject]).toEqual([200, 'Mine']);
    expect(await on.read(ADA, meeting)).toMatchObject({ subject: 'Collections' });
    expect(await copyOf(CARLA, meeting)).toMatchObject({ subject: 'Collections' });
    await on.change(ADA, meeting, { importance: 'high' });
    expect(await copyOf(BEN, meeting)).toMatchObject({ subject: 'Collections', categories: ['Red'] });
  });

  it('[GC13.9] bring back an invited person who had declined', async () => {
    const meeting = await makeMeeting();
    await on.act(BEN, await copyOf(BEN, meeting), 'respond', { response: 'declined' });
    await on.change(ADA, meeting, at(8, '09:00', '10:00'));
    expect(await copyOf(BEN, meeting)).toMatchObject({ responseStatus: { response: 'notResponded' } });
  });
});

describe('cancelling and deleting (GC 2.6)', () => {
  it.each(['DELETE', 'cancel'])('[GC13.9] %s by the organiser leaves cancelled copies', async (how) => {
    const meeting = await makeMeeting();
    await on.act(BEN, await copyOf(BEN, meeting), 'respond', { response: 'accepted' });
    const token = await tokenOf(tenant, ADA);
    const path = `/v1.0/me/events/${meeting.immutableId}`;
    const answer =
      how === 'DELETE'
        ? await ask(tenant, 'DELETE', path, { token })
        : await ask(tenant, 'POST', `${path}/cancel`, { token, body: { Comment: 'Burst pipe' } });
    expect([answer.status, answer.body]).toEqual([how === 'DELETE' ? 204 : 202, '']);
    expect(await on.copiesOf(ADA, meeting)).toEqual([]);
    for (const upn of [BEN, CARLA]) {
      const copy = await copyOf(upn, meeting);
      expect(copy).toMatchObject({ subject: 'Canceled: Collections', isCancelled: true, showAs: 'free' });
    }
    const [mail] = await on.mails(BEN);
    expect(mail.text.includes('Burst pipe')).toBe(how === 'cancel');
  });

  it('[GC13.9] cancel by an attendee is refused; their DELETE is theirs alone', async () => {
    const meeting = await makeMeeting();
    const copy = await copyOf(BEN, meeting);
    const token = await tokenOf(tenant, BEN);
    const path = `/v1.0/me/events/${copy.immutableId}`;
    const refused = await ask(tenant, 'POST', `${path}/cancel`, { token, body: {} });
    expect([refused.status, refused.body.error.code]).toEqual([400, 'ErrorInvalidRequest']);
    expect(refused.body.error.message).toBe('You need to be an organizer to cancel a meeting.');
    await on.control('DELETE', '/mails');
    expect((await ask(tenant, 'DELETE', path, { token })).status).toBe(204);
    expect(statusOf(await on.read(ADA, meeting), BEN)).toBe('none');
    expect(await on.mails()).toEqual([]);
  });

  it('[GC13.9] cancel without attendees works, or is refused by a switch', async () => {
    const token = await tokenOf(tenant, ADA);
    const cancel = async () => {
      const { immutableId } = await on.create(ADA, at(6, '13:00', '14:00'));
      return (await ask(tenant, 'POST', `/v1.0/me/events/${immutableId}/cancel`, { token, body: {} })).status;
    };
    expect(await cancel()).toBe(202);
    await on.behave({ cancelWithoutAttendees: 'refused' });
    expect(await cancel()).toBe(400);
  });

  it('[GC13.17] permanentDelete passes Deleted Items by', async () => {
    const meeting = await makeMeeting({ attendees: invited(OUTSIDE) });
    const token = await tokenOf(tenant, ADA);
    const path = `/v1.0/me/calendar/events/${meeting.immutableId}/permanentDelete`;
    expect((await ask(tenant, 'POST', path, { token })).status).toBe(204);
    expect((await ask(tenant, 'POST', path, { token })).status).toBe(404);
    expect((await on.control('GET', `/mailboxes/${ADA}/deleted`)).value).toEqual([]);
    expect((await on.mails(OUTSIDE))[0].subject).toBe('Canceled: Collections');
  });
});
