import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { showAsPolicy } from '@/lib/show-as';
import type { Interval } from '@/lib/time/interval';
import type { OwnedFields } from './owned-fields';
import type { KnownEvent } from './plan-foreign';
import type { KnownMirror } from './plan-mirrors';
import { type PullAction, type PullFacts, planPull } from './plan-pull';
import type { RemoteEvent } from './remote-change';

const now = new Date('2026-11-20T12:00:00Z');
const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 21, hour, minute));
const remote = (remoteId: string, from: Date, to: Date, more: Partial<RemoteEvent> = {}): RemoteEvent => ({
  ...{ what: 'event', remoteId, start: from, end: to, type: 'singleInstance', allDay: false, showAs: 'busy' },
  ...{ etag: 'e', seriesMasterId: null, cancelled: false, response: null, isPrivate: false },
  ...{ transactionId: null, icalUid: null, createdAt: null, ...more },
});
const base = (from = at(10), to = at(11)): OwnedFields => ({
  ...{ start: from.toISOString(), end: to.toISOString(), showAs: 'busy', subject: 's', body: 'b' },
});
const mirror = (more: Partial<KnownMirror> = {}): KnownMirror => ({
  ...{ bookingId: 7, state: 'live', remoteId: 'mine', transactionId: 't-7', fingerprint: 'f' },
  ...{ base: base(), sent: null, autoRestores: 0, restoredAt: null, ...more },
});
const facts = (more: Partial<PullFacts> = {}): PullFacts => ({
  ...{ resourceId: 1, resourceKind: 'space', timeZone: 'America/New_York', reads: true, now },
  policy: showAsPolicy({}),
  ...{ seen: new Map(), removed: new Set(), known: new Map(), blocks: new Map(), checks: new Map() },
  ...{ mirrors: [], bookings: [], collisions: [], invitations: new Set(), ...more },
});
const seen = (...events: RemoteEvent[]) => new Map(events.map((event) => [event.remoteId, event]));
const deeds = (actions: PullAction[]) => actions.map((action) => action.do);

let lastConflictId = 0;

/** What is stored afterwards, when everything was done. */
function applied(before: PullFacts, actions: readonly PullAction[]): PullFacts {
  const known = new Map(before.known);
  const blocks = new Map(before.blocks);
  for (const action of actions) {
    if (action.do === 'put_event') known.set(action.event.remoteId, action.event);
    if (action.do === 'remove_event') known.delete(action.remoteId);
    if (action.do === 'put_block') blocks.set(action.remoteId, action.busy);
    if (action.do === 'drop_block') blocks.delete(action.remoteId);
  }
  const opened = actions.flatMap((action) =>
    action.do === 'open_conflict'
      ? [{ conflictId: ++lastConflictId, remoteId: action.remoteId, bookingId: action.bookingId }]
      : [],
  );
  const closed = new Set(actions.flatMap((action) => (action.do === 'close_conflict' ? [action.conflictId] : [])));
  const open = [...before.collisions, ...opened].filter(({ conflictId }) => !closed.has(conflictId));
  return { ...before, known, blocks, collisions: open };
}

describe('what Outlook says', () => {
  test('a new event is kept and closes its time', () => {
    const actions = planPull(facts({ seen: seen(remote('x', at(10), at(11))) }));
    expect(deeds(actions)).toEqual(['put_event', 'put_block']);
  });

  test('a new event over a promised booking opens a case; over one that is past it does not', () => {
    const booking = { bookingId: 3, interval: { start: at(10), end: at(11) }, mode: null };
    const all = { seen: seen(remote('x', at(10, 30), at(12))), bookings: [booking] };
    expect(deeds(planPull(facts(all)))).toContain('open_conflict');
    expect(deeds(planPull(facts({ ...all, now: at(11) })))).not.toContain('open_conflict');
  });

  test('an event that only touches a booking is no case', () => {
    const booking = { bookingId: 3, interval: { start: at(10), end: at(11) }, mode: null };
    const actions = planPull(facts({ seen: seen(remote('x', at(11), at(12))), bookings: [booking] }));
    expect(deeds(actions)).toEqual(['put_event', 'put_block']);
  });

  test('a changed row may leave out what did not change', () => {
    const free = planPull(facts({ seen: seen(remote('x', at(10), at(11), { showAs: 'free' })) }));
    const after = applied(facts(), free);
    const moved = planPull({ ...after, seen: seen(remote('x', at(12), at(13), { showAs: null, cancelled: null })) });
    expect(deeds(moved)).toEqual(['put_event']);
  });

  test('a status that nobody ever told counts as busy', () => {
    expect(deeds(planPull(facts({ seen: seen(remote('x', at(10), at(11), { showAs: null })) })))).toContain(
      'put_block',
    );
  });

  test('our mirror as we left it plans nothing, nor does it under a new change key', () => {
    const echo = facts({ mirrors: [mirror()], seen: seen(remote('mine', at(10), at(11), { etag: 'newer' })) });
    expect(planPull(echo)).toEqual([]);
  });

  test('what we have just sent is an echo too, before its answer is stored', () => {
    const echo = facts({
      mirrors: [mirror({ sent: base(at(14), at(15)) })],
      seen: seen(remote('mine', at(14), at(15))),
    });
    expect(planPull(echo)).toEqual([]);
  });

  test('a mirror that seems moved or removed is asked about before anything is concluded', () => {
    const moved = facts({ mirrors: [mirror()], seen: seen(remote('mine', at(14), at(15))) });
    expect(deeds(planPull(moved))).toEqual(['check_mirror']);
    const removed = facts({ mirrors: [mirror()], removed: new Set(['mine']) });
    expect(deeds(planPull(removed))).toEqual(['check_mirror']);
  });

  test('the answer decides, unless our side changed meanwhile', () => {
    const moved = facts({ mirrors: [mirror()], seen: seen(remote('mine', at(14), at(15))) });
    const check = (fingerprint: string) => new Map([[7, { seen: remote('mine', at(14), at(15)), fingerprint }]]);
    expect(deeds(planPull({ ...moved, checks: check('f') }))).toEqual(['mirror_edited']);
    expect(deeds(planPull({ ...moved, checks: check('older') }))).toEqual(['check_mirror']);
    const back = new Map([[7, { seen: remote('mine', at(10), at(11)), fingerprint: 'f' }]]);
    expect(planPull({ ...moved, checks: back })).toEqual([]);
  });

  test('found under a new id, it is adopted and no block', () => {
    const check = new Map([[7, { seen: remote('renamed', at(10), at(11)), fingerprint: 'f' }]]);
    const all = { mirrors: [mirror()], removed: new Set(['mine']), seen: seen(remote('renamed', at(10), at(11))) };
    expect(deeds(planPull(facts({ ...all, checks: check })))).toEqual(['adopt']);
  });

  test('moved as well, it is adopted as edited, and where its booking stands is judged later', () => {
    const check = new Map([[7, { seen: remote('renamed', at(14), at(15)), fingerprint: 'f' }]]);
    const bookings = [{ bookingId: 7, interval: { start: at(10), end: at(11) }, mode: null }];
    const news = seen(remote('renamed', at(14), at(15)), remote('x', at(10), at(11)));
    const all = { mirrors: [mirror()], removed: new Set(['mine']), seen: news, bookings };
    const actions = planPull(facts({ ...all, checks: check }));
    expect(deeds(actions)).toEqual(['adopt', 'put_event', 'put_block']);
    expect(actions[0]).toMatchObject({ isEdited: true });
  });

  test('of a booking whose event was moved, no case is opened or closed before that is answered', () => {
    const check = new Map([[7, { seen: remote('mine', at(14), at(15)), fingerprint: 'f' }]]);
    const bookings = [{ bookingId: 7, interval: { start: at(10), end: at(11) }, mode: null }];
    const news = seen(remote('mine', at(14), at(15)), remote('x', at(10), at(11)));
    const collisions = [{ conflictId: 1, bookingId: 7, remoteId: 'y' }];
    const all = { mirrors: [mirror()], seen: news, bookings, collisions };
    expect(deeds(planPull(facts({ ...all, checks: check })))).toEqual(['mirror_edited', 'put_event', 'put_block']);
    expect(deeds(planPull(facts(all)))).toContain('close_conflict');
  });

  test('while a create is unanswered, an unknown event with its times is kept apart, and judged when that is over', () => {
    const waiting = mirror({ state: 'creating', remoteId: null });
    const first = facts({ mirrors: [waiting], seen: seen(remote('x', at(10), at(11))) });
    const actions = planPull(first);
    expect(deeds(actions)).toEqual(['put_event']);
    const settled = { ...applied(first, actions), seen: new Map(), mirrors: [mirror({ remoteId: 'other' })] };
    expect(deeds(planPull(settled))).toEqual(['put_block']);
  });

  test('where nobody wants the event any more, the first look in vain ends that', () => {
    const waiting = mirror({ state: 'creating', remoteId: null, givenUp: true });
    const late = remote('x', at(10), at(11));
    expect(deeds(planPull(facts({ mirrors: [waiting], seen: seen(late) })))).toEqual(['put_event', 'put_block']);
    const ours = remote('x', at(10), at(11), { transactionId: 't-7' });
    expect(deeds(planPull(facts({ mirrors: [waiting], seen: seen(ours) })))).toEqual(['adopt']);
  });

  test('with our transaction id it is adopted at once', () => {
    const waiting = mirror({ state: 'creating', remoteId: null });
    const actions = planPull(
      facts({ mirrors: [waiting], seen: seen(remote('x', at(10), at(11), { transactionId: 'T-7' })) }),
    );
    expect(deeds(actions)).toEqual(['adopt']);
  });

  test('a calendar that does not close slots keeps its events and drops its blocks', () => {
    const put = facts({ seen: seen(remote('x', at(10), at(11))) });
    const stored = { ...applied(put, planPull(put)), seen: new Map() };
    expect(deeds(planPull({ ...stored, reads: false }))).toEqual(['drop_block']);
  });
});

// ------------------------------------------------------------------------------------------------------- properties

const anyRemote = fc
  .record({
    id: fc.integer({ min: 1, max: 12 }),
    from: fc.integer({ min: 0, max: 20 }),
    hours: fc.integer({ min: 0, max: 3 }),
    showAs: fc.constantFrom('busy', 'free', 'tentative', 'oof', 'workingElsewhere', null),
    cancelled: fc.constantFrom(true, false, null),
    response: fc.constantFrom('declined', 'accepted', null),
    allDay: fc.boolean(),
  })
  .map(({ id, from, hours, allDay, ...rest }) => {
    const times: [Date, Date] = allDay ? [at(0), at(24 * (hours + 1))] : [at(from), at(from + hours)];
    return remote(`r${id}`, ...times, { ...rest, allDay });
  });
const anyCalendar = fc.array(anyRemote, { maxLength: 12 }).map((events) => seen(...events));
const anyBookings = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 4 }).map((hours) =>
  hours.map((hour, index) => ({
    bookingId: index + 1,
    interval: { start: at(hour), end: at(hour + 1) },
    mode: null,
  })),
);

describe('always', () => {
  test('a second reading of the same calendar plans nothing', () => {
    fc.assert(
      fc.property(anyCalendar, anyBookings, (calendar, bookings) => {
        const first = facts({ seen: calendar, bookings });
        const after = applied(first, planPull(first));
        expect(planPull(after)).toEqual([]);
        expect(planPull({ ...after, seen: new Map() })).toEqual([]);
      }),
    );
  });

  test('whatever came before, a full reading ends in the same rows, blocks and cases', () => {
    fc.assert(
      fc.property(anyCalendar, anyCalendar, anyBookings, (older, newer, bookings) => {
        const fresh = facts({ seen: withoutGaps(newer), bookings });
        const direct = applied(fresh, planPull(fresh));
        const first = facts({ seen: older, bookings });
        const known = applied(first, planPull(first));
        const removed = new Set([...known.known.keys()].filter((id) => !newer.has(id)));
        const second = { ...known, seen: withoutGaps(newer), removed };
        const detour = applied(second, planPull(second));
        expect(sorted(detour.known)).toEqual(sorted(direct.known));
        expect(sorted(detour.blocks)).toEqual(sorted(direct.blocks));
        const cases = ({ collisions }: PullFacts) =>
          collisions.map(({ remoteId, bookingId }) => `${remoteId} ${bookingId}`).sort();
        expect(cases(detour)).toEqual(cases(direct));
      }),
    );
  });

  test('a mirror is never a block', () => {
    fc.assert(
      fc.property(anyCalendar, fc.integer({ min: 1, max: 12 }), (calendar, mine) => {
        const all = facts({ seen: calendar, mirrors: [mirror({ remoteId: `r${mine}` })] });
        const after = applied(all, planPull(all));
        expect(after.blocks.has(`r${mine}`)).toBe(false);
        expect(after.known.has(`r${mine}`)).toBe(false);
      }),
    );
  });
});

/** A full reading tells everything. */
const withoutGaps = (calendar: Map<string, RemoteEvent>) =>
  new Map(
    [...calendar].map(([id, event]) => [
      id,
      {
        ...event,
        showAs: event.showAs ?? 'busy',
        cancelled: event.cancelled ?? false,
        response: event.response ?? 'none',
      },
    ]),
  );

const sorted = <T extends KnownEvent | Interval>(map: ReadonlyMap<string, T>) =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
