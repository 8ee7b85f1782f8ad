import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { settleCases } from '@/lib/usecases/settle-cases';
import { ADA, half, outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import { testTenant, utc } from './tenant.test-data';

/** Row by row what sync-design §7 promises: an edit in Outlook, then booking, calendar, cases and mails. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const times = ({ start, end }: { start: Date; end: Date }) => ({ start: utc(start), end: utc(end) });
const moved = span(780, 840);
const movedHalf = span(660, 690);

describe('a room’s event is moved', () => {
  test('by default: put back, one case with both versions, admins told once, the patron nothing', async () => {
    const linkId = await there.room();
    await there.book();
    const { changedAt } = await db().booking.update({
      where: { id: (await there.booking()).id },
      data: { note: 'Six' },
    });
    await there.change(STUDY, times(moved));
    await there.look();
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([slot.start]);
    expect((await there.booking()).items[0]?.startsAt).toEqual(slot.start);
    const cases = await there.cases();
    expect(cases).toMatchObject([
      {
        ...{ kind: 'mirror_moved', state: 'open', policy: 'put_back', linkId, noticedAt: expect.any(Date) },
        evidence: {
          ours: { start: slot.start.toISOString(), createdAt: expect.any(String), changedAt: changedAt.toISOString() },
          theirs: { start: moved.start.toISOString(), createdAt: expect.any(String), changedAt: expect.any(String) },
        },
      },
    ]);
    expect(JSON.stringify(cases)).not.toContain('Rosa');
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
    expect(await there.patronMails()).toEqual([]);
    expect(await there.audits()).toMatchObject([{ answer: 'put_back', kind: 'mirror_moved' }]);
    expect(await db().syncLog.count({ where: { op: 'answer.mirror_moved', outcome: 'put_back' } })).toBe(1);
  });

  test('accept: free and within rules, the booking follows; one row, one mail with the old time', async () => {
    await there.room({ moved: 'accept' });
    await there.book();
    await there.change(STUDY, times(moved));
    await there.look();
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([moved.start]);
    expect(await there.booking()).toMatchObject({
      ...{ status: 'confirmed', statusReason: 'moved_in_outlook', version: 2 },
      items: [{ startsAt: moved.start, endsAt: moved.end }],
    });
    expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'accepted', policy: 'accept' }]);
    expect(await there.patronMails()).toEqual(['booking_moved']);
    const active = await db().occupancy.findMany({ where: { active: true } });
    expect(active.map(({ startsAt }) => startsAt)).toEqual([moved.start]);
    expect(await db().busyBlock.count()).toBe(0);
  });

  test('accept: a time that overlaps its own old one, and a hold there that is over', async () => {
    await there.room({ moved: 'accept' });
    await there.book();
    const { quiet } = there.sample();
    const over = {
      publicId: 'overhold',
      status: 'hold',
      holdUntil: new Date(0),
      patronName: '',
      patronEmail: '',
    } as const;
    const { id: bookingId } = await db().booking.create({ data: over });
    const when = span(660, 690);
    await db().occupancy.create({ data: { bookingId, resourceId: quiet.id, startsAt: when.start, endsAt: when.end } });
    await there.change(STUDY, times(span(630, 690)));
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([span(630, 690).start]);
    expect(await there.patronMails()).toEqual(['booking_moved']);
    expect(await db().booking.findUnique({ where: { id: bookingId } })).toMatchObject({ status: 'expired' });
  });

  test('accept, but against the rules or not free: put back', async () => {
    await there.room({ moved: 'accept' });
    await there.book();
    for (const wish of [span(1200, 1260), span(605, 665), span(600, 900)]) {
      await there.change(STUDY, times(wish));
      await there.look();
      if (wish.start.getTime() === span(600, 900).start.getTime()) break;
      expect(await there.startOf(STUDY)).toEqual([slot.start]);
    }
    expect((await there.booking()).items[0]?.startsAt).toEqual(slot.start);
    expect(await there.patronMails()).toEqual([]);
  });

  test('again and again: put back twice a day, then the open case follows and nothing is written (I16)', async () => {
    await there.room();
    await there.book();
    for (const hour of [13, 14, 15, 16]) {
      await there.change(STUDY, times(span(hour * 60, hour * 60 + 30)));
      await there.look();
    }
    expect(await there.startOf(STUDY)).toEqual([span(960, 990).start]);
    const cases = await there.cases();
    expect(cases.map(({ policy, state }) => [policy, state])).toEqual([
      ['put_back', 'resolved'],
      ['put_back', 'resolved'],
      ['ask', 'open'],
    ]);
    expect(cases[2]?.evidence).toMatchObject({
      ours: { start: slot.start.toISOString() },
      theirs: { start: span(960, 990).start.toISOString() },
    });
    expect(await there.staffMails()).toHaveLength(3);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  });

  test('moved back by whoever moved it: agreed, and the case closes by itself', async () => {
    await there.room();
    await there.book();
    for (const hour of [13, 14, 15]) {
      await there.change(STUDY, times(span(hour * 60, hour * 60 + 60)));
      await there.look();
    }
    await there.change(STUDY, times(slot));
    await there.look();
    expect((await there.cases()).filter(({ state }) => state === 'open')).toEqual([]);
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'live' });
  });

  test('made an all-day event: put back to its hours', async () => {
    await there.room();
    await there.book();
    const day = (minute: number) => ({
      dateTime: `${span(minute, minute).start.toISOString().slice(0, 10)}T00:00:00`,
      timeZone: 'UTC',
    });
    await there.change(STUDY, { isAllDay: true, start: day(600), end: day(600 + 1440) });
    await there.look();
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([slot.start]);
    expect(await there.cases()).toHaveLength(1);
  });
});

describe('an appointment is moved by its librarian', () => {
  test('by default: accepted within her hours and free, the patron hears old and new time', async () => {
    await there.librarian();
    await there.meet();
    await there.change(ADA, times(movedHalf));
    await there.look();
    await there.look();
    expect((await there.booking()).items).toMatchObject([{ startsAt: movedHalf.start, endsAt: movedHalf.end }]);
    expect(await there.startOf(ADA)).toEqual([movedHalf.start]);
    expect(await there.patronMails()).toEqual(['booking_moved']);
    expect(await there.staffMails()).toEqual([]);
    expect(await there.cases()).toMatchObject([{ resolution: 'accepted' }]);
  });

  test('outside her hours: both stand, and she is asked once', async () => {
    await there.librarian();
    await there.meet();
    await there.change(ADA, times(span(1200, 1230)));
    await there.look();
    await there.look();
    expect((await there.booking()).items[0]?.startsAt).toEqual(half.start);
    expect(await there.startOf(ADA)).toEqual([span(1200, 1230).start]);
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_moved', state: 'open', policy: 'ask', settleBy: null }]);
    expect(await there.staffMails()).toEqual([['case_opened', there.sample().ada.id]]);
    expect(await there.patronMails()).toEqual([]);
  });

  test('onto another appointment of hers: never two at once', async () => {
    await there.librarian();
    await there.meet(span(660, 690));
    await there.meet();
    const [first] = (await there.mine(ADA)).filter(
      ({ start }) => `${start.dateTime.slice(0, 19)}Z` === half.start.toISOString().replace('.000', ''),
    );
    await tenant.change(ADA, first?.immutableId ?? '', times(movedHalf));
    await there.look();
    expect(await there.cases()).toMatchObject([{ state: 'open', policy: 'ask' }]);
    expect(await there.patronMails()).toEqual([]);
  });

  test.each([
    ['ask', 'ask', movedHalf],
    ['put_back', 'put_back', half],
  ])('chosen otherwise: %s', async (choice, policy, stands) => {
    await there.librarian({ moved: choice });
    await there.meet();
    await there.change(ADA, times(movedHalf));
    await there.look();
    expect(await there.startOf(ADA)).toEqual([stands.start]);
    expect((await there.booking()).items[0]?.startsAt).toEqual(half.start);
    expect(await there.cases()).toMatchObject([{ state: 'open', policy }]);
  });
});

describe('an appointment is made shorter or longer by its librarian', () => {
  test.each([
    ['shorter', span(600, 615)],
    ['longer', span(600, 675)],
    ['longer, to begin earlier', span(570, 630)],
  ])('%s, while she is there and free: the booking follows, and the patron hears both times', async (_, wish) => {
    await there.librarian();
    await there.meet();
    await there.change(ADA, times(wish));
    await there.look();
    await there.look();
    expect((await there.booking()).items).toMatchObject([{ startsAt: wish.start, endsAt: wish.end }]);
    const active = await db().occupancy.findMany({ where: { active: true, pad: false } });
    expect(active).toMatchObject([{ startsAt: wish.start, endsAt: wish.end }]);
    expect((await there.mine(ADA)).map(({ start, end }) => [start.dateTime, end.dateTime])).toEqual([
      [`${utc(wish.start).dateTime}.0000000`, `${utc(wish.end).dateTime}.0000000`],
    ]);
    expect(await there.patronMails()).toEqual(['booking_moved']);
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_moved', resolution: 'accepted' }]);
  });

  test.each([
    ['into her next appointment', span(600, 675)],
    ['past the end of her hours', span(600, 735)],
  ])('longer, %s: both stand, and she is asked', async (_, wish) => {
    await there.librarian();
    await there.meet(span(660, 690));
    await there.meet();
    const [, first] = (await there.mine(ADA)).sort((a, b) => b.start.dateTime.localeCompare(a.start.dateTime));
    await tenant.change(ADA, first?.immutableId ?? '', times(wish));
    await there.look();
    expect((await there.booking()).items).toMatchObject([{ startsAt: half.start, endsAt: half.end }]);
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_moved', state: 'open', policy: 'ask' }]);
    expect(await there.patronMails()).toEqual([]);
  });
});

test.each([
  ['shorter', span(600, 630)],
  ['longer', span(600, 720)],
])('a room’s event is made %s: put back to its length, one case', async (_, wish) => {
  await there.room();
  await there.book();
  await there.change(STUDY, times(wish));
  await there.look();
  await there.look();
  const [event] = await there.mine(STUDY);
  expect([event?.start.dateTime, event?.end.dateTime].map((text) => new Date(`${text}Z`))).toEqual([
    slot.start,
    slot.end,
  ]);
  expect(await there.cases()).toMatchObject([{ kind: 'mirror_moved', state: 'open', policy: 'put_back' }]);
  expect(await there.patronMails()).toEqual([]);
});

describe('a room’s event is deleted', () => {
  test('by default: put back once with a case; the second time nothing is written', async () => {
    await there.room();
    await there.book();
    await there.remove(STUDY);
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([slot.start]);
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_deleted', policy: 'put_back', state: 'open' }]);
    // Days later is still the second time.
    await db().bookingMirror.updateMany({ data: { restoredAt: new Date(Date.now() - 3 * 24 * 3_600_000) } });
    await there.remove(STUDY);
    await there.look();
    await there.look();
    expect(await there.mine(STUDY)).toEqual([]);
    expect((await there.cases()).map(({ policy, state, resolution }) => [policy, state, resolution])).toEqual([
      ['put_back', 'resolved', 'superseded'],
      ['ask', 'open', null],
    ]);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.staffMails()).toHaveLength(2);
    expect(await there.patronMails()).toEqual([]);
  });

  test('cancel: cancelled with one mail, and one row', async () => {
    await there.room({ deleted: 'cancel' });
    await there.book();
    await there.remove(STUDY);
    await there.look();
    await there.look();
    expect(await there.booking()).toMatchObject({
      status: 'cancelled',
      statusReason: 'removed_in_outlook',
      cause: 'remote',
    });
    expect(await there.patronMails()).toEqual(['booking_withdrawn']);
    expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'cancelled', policy: 'cancel' }]);
    expect(await there.mine(STUDY)).toEqual([]);
    expect(await db().occupancy.count({ where: { active: true } })).toBe(0);
  });
});

describe('an appointment is declined in Outlook', () => {
  const BEN = 'ben.okafor@library.example';
  const answer = async (act: string) => {
    const [event] = await there.mine(ADA);
    const response = await tenant.asPerson(ADA, `/me/events/${event?.immutableId}/${act}`, {});
    const { error } = response.status === 400 ? await response.json() : { error: null };
    return [response.status, error?.code ?? null];
  };
  const untouched = async () => {
    for (const _ of [1, 2]) await there.look();
    expect(await there.startOf(ADA)).toEqual([half.start]);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect([await there.cases(), await there.patronMails(), await there.staffMails()]).toEqual([[], [], []]);
  };

  test('its event is nobody’s invitation: Microsoft lets its owner answer nothing, and nothing changes', async () => {
    await there.librarian();
    await there.meet();
    for (const act of ['decline', 'tentativelyAccept', 'accept'])
      expect(await answer(act), act).toEqual([400, 'ErrorInvalidRequest']);
    await untouched();
  });

  test('called off, where Microsoft has that without anybody invited: as though it had been deleted', async () => {
    await there.librarian();
    await there.meet();
    expect(await answer('cancel')).toEqual([202, null]);
    for (const _ of [1, 2, 3]) await there.look();
    expect(await there.startOf(ADA)).toEqual([]);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_deleted', state: 'open', policy: 'ask' }]);
    expect(await there.staffMails()).toEqual([['case_opened', there.sample().ada.id]]);
    expect(await there.patronMails()).toEqual([]);
  });

  test('called off, where Microsoft refuses that: nothing changes', async () => {
    await tenant.behaviour({ cancelWithoutAttendees: 'refused' });
    await there.librarian();
    await there.meet();
    expect(await answer('cancel')).toEqual([400, 'ErrorInvalidRequest']);
    await untouched();
  });

  test('she asks a colleague along, who declines: the colleague’s own affair', async () => {
    await there.librarian();
    await there.meet();
    await there.empty(BEN);
    await there.change(ADA, { attendees: [{ type: 'required', emailAddress: { name: 'Ben', address: BEN } }] });
    const [invitation] = await tenant.events(BEN);
    const path = `/mailboxes/${BEN}/events/${encodeURIComponent(invitation?.immutableId ?? '')}/respond`;
    await tenant.control('POST', path, { response: 'declined' });
    expect(await tenant.events(BEN)).toEqual([]);
    await untouched();
  });
});

describe('an appointment is deleted by its librarian', () => {
  test('by default: she alone is asked; it stands a day, then all staff are, once', async () => {
    await there.librarian();
    await there.meet(span(570, 600));
    const ada = there.sample().ada.id;
    // Far enough away for a whole day to pass before it.
    const far = span(3 * 1440 + 570, 3 * 1440 + 600);
    await db().bookingItem.updateMany({ data: { startsAt: far.start, endsAt: far.end } });
    await db().occupancy.updateMany({ data: { startsAt: far.start, endsAt: far.end } });
    await there.remove(ADA);
    await there.look();
    await there.look();
    const [asked] = await there.cases();
    expect(asked).toMatchObject({ kind: 'mirror_deleted', state: 'open', policy: 'ask' });
    expect(asked?.settleBy?.getTime()).toBeCloseTo((asked?.seenAt.getTime() ?? 0) + 24 * 3_600_000, -3);
    expect(await there.staffMails()).toEqual([['case_opened', ada]]);
    expect(await there.mine(ADA)).toEqual([]);
    expect(await settleCases(there.pass(23 * 3_600_000))).toEqual({ passedOn: 0, stood: 0, ended: 0 });
    expect(await settleCases(there.pass(3_600_000))).toEqual({ passedOn: 1, stood: 0, ended: 0 });
    expect(await settleCases(there.pass(3_600_000))).toEqual({ passedOn: 0, stood: 0, ended: 0 });
    const passedOn = (await there.staffMails()).filter(([template]) => template === 'case_passed_on');
    expect(new Set(passedOn.map(([, id]) => id))).toEqual(new Set([ada, there.adminId()]));
    expect(passedOn).toHaveLength(2);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.patronMails()).toEqual([]);
  });

  test('cancel: cancelled, the patron hears with a way to book again', async () => {
    await there.librarian({ deleted: 'cancel' });
    await there.meet();
    await there.remove(ADA);
    await there.look();
    await there.look();
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'removed_in_outlook' });
    expect(await there.patronMails()).toEqual(['booking_withdrawn']);
    expect(await there.staffMails()).toEqual([]);
  });
});

describe('an event is set to free', () => {
  test('in a room: put back once, without a fuss; the second time a person decides', async () => {
    await there.room();
    await there.book();
    await there.change(STUDY, { showAs: 'free' });
    await there.look();
    expect(await there.mine(STUDY)).toMatchObject([{ showAs: 'busy' }]);
    expect(await there.staffMails()).toEqual([]);
    expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'put_back' }]);
    await there.change(STUDY, { showAs: 'free' });
    await there.look();
    await there.look();
    expect(await there.mine(STUDY)).toMatchObject([{ showAs: 'free' }]);
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
    expect(await there.patronMails()).toEqual([]);
  });

  test('by a librarian: hers to choose', async () => {
    await there.librarian();
    await there.meet();
    await there.change(ADA, { showAs: 'free' });
    await there.look();
    expect(await there.mine(ADA)).toMatchObject([{ showAs: 'free' }]);
    expect(await there.cases()).toEqual([]);
  });
});

test.each(['room', 'librarian'] as const)(
  'text, category and reminder of a %s’s event: ignored, not overwritten',
  async (kind) => {
    await there[kind]();
    await (kind === 'room' ? there.book() : there.meet());
    const mailbox = kind === 'room' ? STUDY : ADA;
    await there.change(mailbox, { subject: 'Bring the atlas', categories: ['Red category'], isReminderOn: true });
    await there.look();
    await there.look();
    expect(await there.mine(mailbox)).toMatchObject([{ subject: 'Bring the atlas' }]);
    expect(await there.cases()).toEqual([]);
    expect(await there.staffMails()).toEqual([]);
  },
);

describe('booking and event are changed at once', () => {
  const here = span(720, 780);
  /** The booking moves in Carrel while its event moves in Outlook, before either hears of the other. */
  async function clash() {
    await there.book();
    await there.change(STUDY, times(moved));
    const { id } = await there.booking();
    await db().bookingItem.updateMany({ where: { bookingId: id }, data: { startsAt: here.start, endsAt: here.end } });
    await db().occupancy.updateMany({ where: { bookingId: id }, data: { startsAt: here.start, endsAt: here.end } });
    await db().booking.update({ where: { id }, data: { version: { increment: 1 } } });
  }

  test('by default ours stands, theirs is kept in the case', async () => {
    await there.room();
    await clash();
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([here.start]);
    expect(await there.cases()).toMatchObject([
      {
        kind: 'both_edited',
        policy: 'put_back',
        evidence: { ours: { start: here.start.toISOString() }, theirs: { start: moved.start.toISOString() } },
      },
    ]);
  });

  test('the same met by the push instead of the pull', async () => {
    await there.room();
    await clash();
    const { id: bookingId } = await there.booking();
    const { enqueue } = await import('@/lib/db/outbox');
    const { drainPush } = await import('@/lib/worker/drain.test-data');
    await enqueue(db(), { kind: 'push_booking', bookingId });
    await drainPush(there.world());
    expect(await there.startOf(STUDY)).toEqual([here.start]);
    expect(await there.cases()).toMatchObject([{ kind: 'both_edited', policy: 'put_back' }]);
    await there.look();
    expect(await there.cases()).toHaveLength(1);
    expect(await there.staffMails()).toHaveLength(1);
  });

  test('remote wins: the booking follows, its patron hears', async () => {
    await there.room({ bothEdited: 'remote_wins' });
    await clash();
    await there.look();
    expect((await there.booking()).items).toMatchObject([{ startsAt: moved.start }]);
    expect(await there.patronMails()).toEqual(['booking_moved']);
  });

  test('ask: both stand as they are', async () => {
    await there.room({ bothEdited: 'ask' });
    await clash();
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([moved.start]);
    expect((await there.booking()).items).toMatchObject([{ startsAt: here.start }]);
    expect(await there.cases()).toMatchObject([{ kind: 'both_edited', policy: 'ask', state: 'open' }]);
  });
});

test('what is done to the event of a booking that is cancelled meanwhile is no case', async () => {
  await there.room();
  const { publicId, key } = await there.book();
  const { cancelBooking } = await import('@/lib/usecases/cancel-booking');
  await there.change(STUDY, times(moved));
  await cancelBooking({ kind: 'guest' }, { publicId, key }, new Date());
  await there.look();
  expect(await there.cases()).toEqual([]);
  expect(await there.mine(STUDY)).toEqual([]);
});
