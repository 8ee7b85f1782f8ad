import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, tokenOf } from '../testing';
import { ADA, at, BEN, CARLA, CEDAR, daily, invited, room, stage, statusOf, timesOf } from './testing';

const ADMIN = 'admin@library.example';
const LONG_ENOUGH = 30_000;

let tenant: Tenant;
let on: ReturnType<typeof stage>;

beforeEach(() => {
  tenant = frozenTenant();
  on = stage(tenant);
});

const book = (upn: string, day: number, from: string, to: string, more: Json = {}) =>
  on.create(upn, at(day, from, to, { attendees: [room(CEDAR)], ...more }));
const answerOf = async (upn: string, meeting: Json) => statusOf(await on.read(upn, meeting), CEDAR);
const decided = async (upn: string, meeting: Json) => {
  await on.pass(LONG_ENOUGH);
  return answerOf(upn, meeting);
};
const write = async (event: Json) => {
  const token = await tokenOf(tenant, ADMIN);
  return ask(tenant, 'POST', `/v1.0/users/${CEDAR}/calendar/events`, { token, body: event });
};
const noteOf = async () => {
  const { entries } = await on.control('GET', '/log');
  return entries.filter((one: Json) => one.operation === 'attendant').at(-1);
};

describe('a room that is invited (GC 5.2, 5.3)', () => {
  it('[GC13.8] decides after a while of its own, and keeps the organiser’s name and nothing more', async () => {
    const meeting = await book(ADA, 10, '13:00', '14:00', { body: { content: 'Ref 2201' }, sensitivity: 'private' });
    expect(await answerOf(ADA, meeting)).toBe('none');
    expect((await on.copiesOf(CEDAR, meeting))[0]).toMatchObject({
      showAs: 'tentative',
      responseStatus: { response: 'notResponded' },
    });
    expect(await decided(ADA, meeting)).toBe('accepted');
    const [copy] = await on.copiesOf(CEDAR, meeting);
    expect(copy).toMatchObject({
      subject: 'Ada Lindgren',
      bodyPreview: '',
      sensitivity: 'normal',
      showAs: 'busy',
      isOrganizer: false,
      iCalUId: meeting.iCalUId,
      responseStatus: { response: 'accepted' },
    });
    expect(copy.immutableId).not.toBe(meeting.immutableId);
    const [mail] = await on.mails(ADA);
    expect(mail).toMatchObject({ from: `Cedar Room <${CEDAR}>`, subject: 'Accepted: Collections' });
    expect(await noteOf()).toMatchObject({ actor: 'tenant', mailbox: CEDAR, detail: 'accepted' });
  });

  it('[GC13.8] takes between 1.5 and 20 seconds by the seed, or as long as a switch says', async () => {
    const meeting = await book(ADA, 10, '13:00', '14:00');
    await on.pass(1_499);
    expect(await answerOf(ADA, meeting)).toBe('none');
    await on.pass(18_501);
    expect(await answerOf(ADA, meeting)).toBe('accepted');
    await on.behave({ attendantDelayMs: 60_000, attendantShowsPending: false });
    const slow = await book(ADA, 11, '13:00', '14:00');
    await on.pass(59_999);
    expect([await answerOf(ADA, slow), await on.copiesOf(CEDAR, slow)]).toEqual(['none', []]);
    await on.pass(1);
    expect(await answerOf(ADA, slow)).toBe('accepted');
    await on.behave({ attendantDelayMs: 0 });
    expect(await answerOf(ADA, await book(ADA, 12, '13:00', '14:00'))).toBe('accepted');
  });

  it('[GC13.8] declines what meets another meeting, says whose, and keeps no copy', async () => {
    const first = await book(ADA, 10, '13:00', '14:00');
    const second = await book(BEN, 10, '13:30', '14:30');
    const third = await book(CARLA, 10, '14:00', '15:00');
    await on.pass(LONG_ENOUGH);
    expect(await answerOf(ADA, first)).toBe('accepted');
    expect(await answerOf(BEN, second)).toBe('declined');
    expect(await answerOf(CARLA, third)).toBe('accepted');
    expect(await on.copiesOf(CEDAR, second)).toEqual([]);
    const [mail] = await on.mails(BEN);
    expect(mail.subject).toBe('Declined: Collections');
    expect(mail.text).toMatch(/declined because it conflicts .*\nAda Lindgren: Saturday 2026-10-10 13:00 to 14:00/);
  });

  it('[GC13.8] looks again when the meeting moves, and keeps its answer when it does not', async () => {
    const first = await book(ADA, 10, '13:00', '14:00');
    const second = await book(BEN, 10, '15:00', '16:00');
    await on.pass(LONG_ENOUGH);
    await on.change(BEN, second, { subject: 'Secret plans' });
    await on.pass(LONG_ENOUGH);
    expect((await on.copiesOf(CEDAR, second))[0]).toMatchObject({ subject: 'Ben Okafor', showAs: 'busy' });
    await on.change(BEN, second, at(10, '13:30', '14:30'));
    expect(await answerOf(BEN, second)).toBe('none');
    expect(await decided(BEN, second)).toBe('declined');
    expect(await on.copiesOf(CEDAR, second)).toEqual([]);
    await on.change(ADA, first, at(11, '13:00', '14:00'));
    expect(await decided(ADA, first)).toBe('accepted');
    await on.change(BEN, second, at(10, '13:00', '14:00'));
    expect(await decided(BEN, second)).toBe('accepted');
  });

  it('[GC13.8] checks nothing that is written into its calendar directly', async () => {
    await book(ADA, 10, '13:00', '14:00');
    await on.pass(LONG_ENOUGH);
    const [one, two] = [await write(at(10, '13:00', '14:00')), await write(at(10, '13:15', '13:45'))];
    expect([one.status, two.status]).toEqual([201, 201]);
    await on.pass(600_000);
    expect(await on.copiesOf(CEDAR, one.body)).toMatchObject([{ subject: 'Collections', isOrganizer: true }]);
    expect(await on.mails(ADMIN)).toEqual([]);
  });

  it('[GC13.8] keeps a cancelled meeting, shown as free or busy, or is rid of it', async () => {
    const cancelled = async () => {
      const meeting = await book(ADA, 10, '13:00', '14:00');
      await on.pass(LONG_ENOUGH);
      await on.act(ADA, meeting, 'cancel');
      await on.pass(LONG_ENOUGH);
      return on.copiesOf(CEDAR, meeting);
    };
    expect(await cancelled()).toMatchObject([{ subject: 'Canceled: Ada Lindgren', isCancelled: true, showAs: 'free' }]);
    await on.behave({ cancelledRoomMeetingShowAs: 'busy' });
    expect(await cancelled()).toMatchObject([{ isCancelled: true, showAs: 'busy' }]);
    await on.processing(CEDAR, { RemoveCanceledMeetings: true });
    expect(await cancelled()).toEqual([]);
  });

  it('[GC13.8] does not let a cancelled meeting close it', async () => {
    await on.behave({ cancelledRoomMeetingShowAs: 'busy' });
    const meeting = await book(ADA, 10, '13:00', '14:00');
    await on.pass(LONG_ENOUGH);
    await on.remove(ADA, meeting);
    await on.pass(LONG_ENOUGH);
    expect(await decided(BEN, await book(BEN, 10, '13:00', '14:00'))).toBe('accepted');
  });

  it('[GC13.8] passes over a request that newer mail has outdated', async () => {
    const meeting = await book(ADA, 10, '13:00', '14:00');
    await on.change(ADA, meeting, at(11, '13:00', '14:00'));
    expect(await decided(ADA, meeting)).toBe('accepted');
    expect((await on.mails(ADA)).map(({ subject }) => subject)).toEqual(['Accepted: Collections']);
    expect((await on.copiesOf(CEDAR, meeting)).map(timesOf)).toEqual(['10-11T13:00 14:00']);
  });
});

describe('a series in a room (GC 5.2)', () => {
  const series = (upn: string, more: Json = {}) => book(upn, 10, '13:00', '14:00', { recurrence: daily(5), ...more });

  it('[GC13.8] is declined for a single conflict', async () => {
    await book(ADA, 12, '13:00', '14:00');
    const meeting = await series(BEN);
    expect(await decided(BEN, meeting)).toBe('declined');
    expect(await on.copiesOf(CEDAR, meeting)).toEqual([]);
  });

  it('[GC13.8] is taken without the conflicting occurrences where the settings allow as many', async () => {
    await on.processing(CEDAR, { MaximumConflictInstances: 1, ConflictPercentageAllowed: 20 });
    await book(ADA, 12, '13:00', '14:00');
    const meeting = await series(BEN);
    await on.pass(LONG_ENOUGH);
    expect((await on.shownOf(CEDAR, meeting)).map(timesOf)).toEqual([
      '10-10T13:00 14:00',
      '10-11T13:00 14:00',
      '10-13T13:00 14:00',
      '10-14T13:00 14:00',
    ]);
    const seen = (await on.shownOf(BEN, meeting)).map((one) => statusOf(one, CEDAR));
    expect(seen).toEqual(['accepted', 'accepted', 'declined', 'accepted', 'accepted']);
    await book(ADA, 13, '16:00', '17:00');
    await on.processing(CEDAR, { ConflictPercentageAllowed: 19 });
    await on.remove(BEN, meeting);
    expect(await decided(BEN, await series(BEN))).toBe('declined');
  });

  it('[GC13.8] loses the one occurrence that was moved onto another meeting', async () => {
    await book(ADA, 12, '15:00', '16:00');
    const meeting = await series(BEN);
    await on.pass(LONG_ENOUGH);
    const own = await on.shownOf(BEN, meeting);
    await on.change(BEN, own[2], at(12, '15:30', '16:30'));
    await on.change(BEN, own[3], at(13, '15:30', '16:30'));
    await on.pass(LONG_ENOUGH);
    const seen = (await on.shownOf(BEN, meeting)).map((one) => statusOf(one, CEDAR));
    expect(seen).toEqual(['accepted', 'accepted', 'declined', 'accepted', 'accepted']);
    expect((await on.shownOf(CEDAR, meeting)).map(timesOf)).toEqual([
      '10-10T13:00 14:00',
      '10-11T13:00 14:00',
      '10-13T15:30 16:30',
      '10-14T13:00 14:00',
    ]);
  });

  it('[GC13.8] keeps a cancelled occurrence as such, or not', async () => {
    const meeting = await series(BEN);
    await on.pass(LONG_ENOUGH);
    await on.remove(BEN, (await on.shownOf(BEN, meeting))[0]);
    await on.pass(LONG_ENOUGH);
    expect((await on.shownOf(CEDAR, meeting))[0]).toMatchObject({ isCancelled: true, showAs: 'free' });
    await on.processing(CEDAR, { RemoveCanceledMeetings: true });
    await on.remove(BEN, (await on.shownOf(BEN, meeting))[0]);
    await on.pass(LONG_ENOUGH);
    const shown = await on.shownOf(CEDAR, meeting);
    expect(shown.map((one) => [timesOf(one), one.isCancelled])).toEqual([
      ['10-10T13:00 14:00', true],
      ['10-12T13:00 14:00', false],
      ['10-13T13:00 14:00', false],
      ['10-14T13:00 14:00', false],
    ]);
  });

  it('[GC13.8] past the window is declined, or cut', async () => {
    const endless = { pattern: { type: 'weekly', interval: 1, daysOfWeek: ['saturday'] }, range: { type: 'noEnd' } };
    await on.processing(CEDAR, { BookingWindowInDays: 20 });
    expect(await decided(BEN, await series(BEN, { recurrence: endless }))).toBe('declined');
    await on.processing(CEDAR, { EnforceSchedulingHorizon: false });
    const cut = await series(BEN, { recurrence: endless });
    expect(await decided(BEN, cut)).toBe('accepted');
    expect((await on.shownOf(CEDAR, cut)).map(timesOf)).toEqual([
      '10-10T13:00 14:00',
      '10-17T13:00 14:00',
      '10-24T13:00 14:00',
    ]);
    expect((await on.shownOf(BEN, cut)).length).toBeGreaterThan(40);
  });
});

describe('the policy of a room (GC 5.2)', () => {
  const policies: [string, Json, Json, string][] = [
    ['beyond the window', { BookingWindowInDays: 4 }, {}, 'declined'],
    ['on the last day of the window', { BookingWindowInDays: 5 }, {}, 'accepted'],
    ['too long', { MaximumDurationInMinutes: 59 }, {}, 'declined'],
    ['as long as allowed', { MaximumDurationInMinutes: 60 }, {}, 'accepted'],
    ['without a limit', { MaximumDurationInMinutes: 0 }, at(10, '00:00', '23:59'), 'accepted'],
    ['a series where there may be none', { AllowRecurringMeetings: false }, { recurrence: daily(2) }, 'declined'],
    ['on a Saturday, in work hours only', { ScheduleOnlyDuringWorkHours: true }, {}, 'declined'],
    ['on a Friday at eight', { ScheduleOnlyDuringWorkHours: true }, at(9, '12:00', '13:00'), 'accepted'],
    ['on a Friday before eight', { ScheduleOnlyDuringWorkHours: true }, at(9, '11:30', '12:30'), 'declined'],
    ['by somebody without a right', { AllBookInPolicy: false }, {}, 'declined'],
    ['by somebody named', { AllBookInPolicy: false, BookInPolicy: [BEN] }, {}, 'accepted'],
    ['that needs approval', { AllBookInPolicy: false, AllRequestInPolicy: true }, {}, 'tentativelyAccepted'],
    ['out of policy, by asking', { BookingWindowInDays: 4, RequestOutOfPolicy: [BEN] }, {}, 'tentativelyAccepted'],
    ['with more people than seats', { EnforceCapacity: true }, { people: 4 }, 'declined'],
    ['with as many people as seats', { EnforceCapacity: true }, { people: 3 }, 'accepted'],
  ];

  it.each(policies)('[GC13.8] a meeting %s', async (_, settings, { people = 0, ...more }, answer) => {
    await on.processing(CEDAR, settings);
    const guests = Array.from({ length: people }, (__, i) => `guest${i}@elsewhere.test`);
    const meeting = await book(BEN, 10, '13:00', '14:00', {
      ...more,
      attendees: [room(CEDAR), ...invited(...guests)],
    });
    expect(await decided(BEN, meeting)).toBe(answer);
  });

  it('[GC13.8] allows conflicts where it says so', async () => {
    await on.processing(CEDAR, { AllowConflicts: true });
    const [one, two] = [await book(ADA, 10, '13:00', '14:00'), await book(BEN, 10, '13:00', '14:00')];
    expect([await decided(ADA, one), await decided(BEN, two)]).toEqual(['accepted', 'accepted']);
  });

  it('[GC13.8] asks the delegates, who answer from the room’s mailbox', async () => {
    await on.processing(CEDAR, { AllBookInPolicy: false, AllRequestInPolicy: true, ResourceDelegates: [ADMIN] });
    const meeting = await book(BEN, 10, '13:00', '14:00');
    expect(await decided(BEN, meeting)).toBe('tentativelyAccepted');
    expect((await on.mails(ADMIN))[0].subject).toBe('FW: Collections');
    expect((await on.mails(BEN))[0].text).toMatch(/pending approval/);
    const [copy] = await on.copiesOf(CEDAR, meeting);
    expect(copy).toMatchObject({ showAs: 'tentative', subject: 'Ben Okafor' });
    expect(await decided(ADA, await book(ADA, 10, '13:00', '14:00'))).toBe('declined');
    await on.act(CEDAR, copy, 'respond', { response: 'accepted' });
    expect(await answerOf(BEN, meeting)).toBe('accepted');
    expect((await on.copiesOf(CEDAR, meeting))[0]).toMatchObject({ showAs: 'busy' });
  });

  it.each([
    [{}, /conflicts with another meeting\.\nAda Lindgren: Saturday/],
    [{ OrganizerInfo: false }, /conflicts with another meeting\.\nSaturday/],
    [{ EnableResponseDetails: false }, /^Your request was declined\.\n\nWhen:/],
  ])('[GC13.8] says of a conflict what its settings let it say: %j', async (settings, words) => {
    await on.processing(CEDAR, settings);
    await book(ADA, 10, '13:00', '14:00');
    await book(BEN, 10, '13:00', '14:00');
    await on.pass(LONG_ENOUGH);
    expect((await on.mails(BEN))[0].text).toMatch(words);
  });

  it('[GC13.8] shows a request that is not approved yet as free, where it says so', async () => {
    const settings = { AllBookInPolicy: false, AllRequestInPolicy: true, TentativePendingApproval: false };
    await on.processing(CEDAR, settings);
    const meeting = await book(BEN, 10, '13:00', '14:00');
    await on.pass(LONG_ENOUGH);
    expect((await on.copiesOf(CEDAR, meeting))[0]).toMatchObject({ showAs: 'free' });
  });

  it('[GC13.8] keeps subject, text and the private mark where it says so', async () => {
    const keeps = {
      DeleteSubject: false,
      AddOrganizerToSubject: false,
      DeleteComments: false,
      RemovePrivateProperty: false,
    };
    await on.processing(CEDAR, keeps);
    const more = { sensitivity: 'private', body: { contentType: 'text', content: 'Ref 2201' } };
    const meeting = await book(BEN, 10, '13:00', '14:00', more);
    await on.pass(LONG_ENOUGH);
    expect((await on.copiesOf(CEDAR, meeting))[0]).toMatchObject({
      subject: 'Collections',
      sensitivity: 'private',
      bodyPreview: 'Ref 2201',
    });
    await on.processing(CEDAR, { DeleteSubject: true });
    const nameless = await book(BEN, 11, '13:00', '14:00');
    await on.pass(LONG_ENOUGH);
    expect((await on.copiesOf(CEDAR, nameless))[0]).toMatchObject({ subject: '' });
  });

  it('[GC13.8] AutoUpdate leaves a tentative copy and no answer; None leaves nothing', async () => {
    await on.processing(CEDAR, { AutomateProcessing: 'AutoUpdate' });
    const meeting = await book(BEN, 10, '13:00', '14:00');
    expect(await decided(BEN, meeting)).toBe('none');
    expect((await on.copiesOf(CEDAR, meeting))[0]).toMatchObject({ subject: 'Collections', showAs: 'tentative' });
    await on.processing(CEDAR, { AddNewRequestsTentatively: false });
    expect(await on.copiesOf(CEDAR, await book(BEN, 11, '13:00', '14:00'))).toEqual([]);
    await on.processing(CEDAR, { AutomateProcessing: 'None' });
    const ignored = await book(BEN, 12, '13:00', '14:00');
    expect([await decided(BEN, ignored), await on.copiesOf(CEDAR, ignored)]).toEqual(['none', []]);
  });

  it('[GC13.8] ignores organisers from outside, unless told otherwise', async () => {
    const visitor = 'visitor@other.example';
    const meeting = await book(visitor, 10, '13:00', '14:00');
    expect([await decided(visitor, meeting), await on.copiesOf(CEDAR, meeting)]).toEqual(['none', []]);
    await on.processing(CEDAR, { ProcessExternalMeetingMessages: true });
    expect(await decided(visitor, await book(visitor, 10, '13:00', '14:00'))).toBe('accepted');
  });

  it('[GC13.8] is read and set by the names an administrator knows', async () => {
    const read = await on.control('GET', `/rooms/${CEDAR}/processing`);
    expect(read).toMatchObject({ AutomateProcessing: 'AutoAccept', BookingWindowInDays: 180, AllowConflicts: false });
    expect((await on.processing(CEDAR, { BookingWindowInDays: 30 })).MaximumDurationInMinutes).toBe(1440);
    const put = (path: string, body: Json) => ask(tenant, 'PUT', `/_control${path}`, { body });
    expect((await put(`/rooms/${CEDAR}/processing`, { BookingWindowInDays: 1081 })).status).toBe(400);
    expect((await put(`/rooms/${CEDAR}/processing`, { allowConflicts: true })).status).toBe(400);
    expect((await put(`/rooms/${ADA}/processing`, {})).status).toBe(404);
    const { value } = await on.control('GET', '/rooms');
    expect(value.find((one: Json) => one.upn === CEDAR).processing.BookingWindowInDays).toBe(30);
  });
});

describe('what the attendant sees (V8)', () => {
  it('[V8] a direct write at once, or only after a while', async () => {
    await write(at(10, '13:00', '14:00'));
    expect(await decided(BEN, await book(BEN, 10, '13:00', '14:00'))).toBe('declined');
    await on.behave({ attendantSeesWritesAfterMs: 30_000, attendantDelayMs: 1_000 });
    await write(at(11, '13:00', '14:00'));
    const unseen = await book(BEN, 11, '13:00', '14:00');
    await on.pass(1_000);
    expect(await answerOf(BEN, unseen)).toBe('accepted');
    await write(at(12, '13:00', '14:00'));
    await on.pass(30_000);
    const seen = await book(BEN, 12, '13:00', '14:00');
    await on.pass(1_000);
    expect(await answerOf(BEN, seen)).toBe('declined');
  });

  it('[V8] a direct move or deletion is seen as late as a write', async () => {
    await on.behave({ attendantSeesWritesAfterMs: 30_000, attendantDelayMs: 1_000 });
    const token = await tokenOf(tenant, ADMIN);
    const path = async (event: Json) => `/v1.0/users/${CEDAR}/events/${(await write(event)).body.id}`;
    const [moved, deleted] = [await path(at(11, '13:00', '14:00')), await path(at(12, '13:00', '14:00'))];
    await on.pass(60_000);
    await ask(tenant, 'PATCH', moved, { token, body: at(11, '16:00', '17:00') });
    await ask(tenant, 'DELETE', deleted, { token });
    const early = [await book(BEN, 11, '13:00', '14:00'), await book(BEN, 12, '13:00', '14:00')];
    const onto = await book(ADA, 11, '16:00', '17:00');
    await on.pass(1_000);
    expect([await answerOf(BEN, early[0]), await answerOf(BEN, early[1])]).toEqual(['declined', 'declined']);
    expect(await answerOf(ADA, onto)).toBe('accepted');
  });

  it('[V8] its own decisions it knows at once', async () => {
    await on.behave({ attendantSeesWritesAfterMs: 30_000, attendantDelayMs: 0 });
    expect(await answerOf(ADA, await book(ADA, 10, '13:00', '14:00'))).toBe('accepted');
    expect(await answerOf(BEN, await book(BEN, 10, '13:00', '14:00'))).toBe('declined');
  });

  it('[SD14] two requests and one direct writer on the same minute: one request wins, the writer is never refused', async () => {
    const [one, two] = [await book(ADA, 10, '13:00', '14:00'), await book(BEN, 10, '13:00', '14:00')];
    await on.pass(1_000);
    expect((await write(at(10, '13:00', '14:00'))).status).toBe(201);
    await on.pass(LONG_ENOUGH);
    expect([await answerOf(ADA, one), await answerOf(BEN, two)]).toEqual(['declined', 'declined']);
    await on.behave({ attendantSeesWritesAfterMs: 30_000 });
    const [three, four] = [await book(ADA, 11, '13:00', '14:00'), await book(BEN, 11, '13:00', '14:00')];
    expect((await write(at(11, '13:00', '14:00'))).status).toBe(201);
    await on.pass(20_000);
    expect([await answerOf(ADA, three), await answerOf(BEN, four)]).toEqual(['accepted', 'declined']);
  });

  it('[GC13.8] the later request may win the race where the order is open', async () => {
    await on.behave({ attendantOrder: 'any' });
    const winners = new Set<string>();
    for (let day = 10; day < 22; day += 1) {
      const first = await book(ADA, day, '13:00', '14:00');
      const second = await book(BEN, day, '13:00', '14:00');
      await on.pass(LONG_ENOUGH);
      const answers = [await answerOf(ADA, first), await answerOf(BEN, second)];
      expect([...answers].sort()).toEqual(['accepted', 'declined']);
      winners.add(answers[0] === 'accepted' ? 'first' : 'second');
    }
    expect(winners.size).toBe(2);
  });
});
