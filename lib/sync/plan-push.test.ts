import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OwnedFields } from './owned-fields';
import { type PushMirror, type PushStep, planPush } from './plan-push';

const now = new Date('2026-11-20T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const fields = (more: Partial<OwnedFields> = {}): OwnedFields => ({
  ...{ start: '2026-11-21T10:00:00.000Z', end: '2026-11-21T11:00:00.000Z', showAs: 'busy' },
  ...{ subject: 'Booked: Oak', body: 'Booking abc', ...more },
});
const mirror = (more: Partial<PushMirror>): PushMirror => ({
  ...{ state: 'live', remoteId: 'id', epoch: 1, base: fields(), intent: null, intentAt: null, emptyLookupAt: null },
  ...more,
});
const creating = (more: Partial<PushMirror> = {}) =>
  mirror({ state: 'creating', remoteId: null, base: null, intent: fields(), intentAt: ago(30_000), ...more });

describe('one step towards agreement', () => {
  const cases: [string, OwnedFields | null, PushMirror | null, PushStep][] = [
    ['nothing there yet: create', fields(), null, { do: 'create', epoch: 1, content: fields() }],
    ['nothing wanted and nothing there', null, null, { do: 'nothing' }],
    ['both agree', fields(), mirror({}), { do: 'nothing' }],
    ['seconds do not count', fields({ start: '2026-11-21T10:00:12.000Z' }), mirror({}), { do: 'nothing' }],
    [
      'the booking was moved: only what changed is written',
      fields({ start: '2026-11-21T12:00:00.000Z', end: '2026-11-21T13:00:00.000Z' }),
      mirror({}),
      {
        do: 'patch',
        remoteId: 'id',
        changes: { start: '2026-11-21T12:00:00.000Z', end: '2026-11-21T13:00:00.000Z' },
      },
    ],
    ['cancelled: delete', null, mirror({}), { do: 'delete', remoteId: 'id' }],
    [
      'cancelled while a case is open: delete what stands',
      null,
      mirror({ state: 'conflict' }),
      { do: 'delete', remoteId: 'id' },
    ],
    [
      'a case is open: nothing is written',
      fields({ showAs: 'tentative' }),
      mirror({ state: 'conflict' }),
      { do: 'nothing' },
    ],
    [
      'gone and wanted again: a new epoch',
      fields(),
      mirror({ state: 'gone', remoteId: null }),
      { do: 'create', epoch: 2, content: fields() },
    ],
    [
      'an unanswered create is looked for before anything else',
      fields(),
      creating(),
      { do: 'look_up', ifNone: 'wait' },
    ],
    [
      'a first empty look is not believed for ten seconds',
      fields(),
      creating({ emptyLookupAt: ago(4_000) }),
      { do: 'wait', until: new Date(now.getTime() + 6_000) },
    ],
    [
      'the second look may create',
      fields(),
      creating({ emptyLookupAt: ago(10_000) }),
      { do: 'look_up', ifNone: 'create' },
    ],
    [
      'cancelled before the answer came: looked for, to be deleted',
      null,
      creating(),
      { do: 'look_up', ifNone: 'wait' },
    ],
    [
      'not found for a day and not wanted: forgotten',
      null,
      creating({ intentAt: ago(25 * 3_600_000), emptyLookupAt: ago(3_600_000) }),
      { do: 'forget' },
    ],
    ['a calendar came back', fields(), mirror({ state: 'detached' }), { do: 'rejoin' }],
    [
      'an unanswered change is looked at, though the booking is again as it was',
      fields(),
      mirror({ intent: fields({ showAs: 'tentative' }) }),
      { do: 'patch', remoteId: 'id', changes: { showAs: 'busy' } },
    ],
    [
      'an unanswered change is undone with what changed since',
      fields({ body: 'Booking xyz' }),
      mirror({ intent: fields({ showAs: 'tentative' }) }),
      { do: 'patch', remoteId: 'id', changes: { showAs: 'busy', body: 'Booking xyz' } },
    ],
    [
      'not found by id once: looked for again after ten seconds',
      fields({ showAs: 'tentative' }),
      mirror({ emptyLookupAt: ago(4_000) }),
      { do: 'wait', until: new Date(now.getTime() + 6_000) },
    ],
    [
      'not found by id once, and not wanted any more: the same',
      null,
      mirror({ emptyLookupAt: ago(4_000) }),
      { do: 'wait', until: new Date(now.getTime() + 6_000) },
    ],
    [
      'not found by id once, and nothing to write: looked for all the same',
      fields(),
      mirror({ emptyLookupAt: ago(10_000) }),
      { do: 'patch', remoteId: 'id', changes: {} },
    ],
  ];
  test.each(cases)('%s', (_, wanted, known, step) => {
    expect(planPush(wanted, known, true, now)).toEqual(step);
  });

  test('the switch is off: nothing new is written, what stands is kept right', () => {
    expect(planPush(fields(), null, false, now)).toEqual({ do: 'nothing' });
    expect(planPush(fields({ showAs: 'tentative' }), mirror({}), false, now)).toMatchObject({ do: 'patch' });
    expect(planPush(null, mirror({}), false, now)).toMatchObject({ do: 'delete' });
  });
});

/** Outlook at its most obedient: every step does what it says. */
function obey(step: PushStep, known: PushMirror | null, wanted: OwnedFields | null): PushMirror | null {
  const live = (base: OwnedFields): PushMirror => mirror({ base, epoch: known?.epoch ?? 1 });
  switch (step.do) {
    case 'create':
      return { ...live(step.content), epoch: step.epoch };
    case 'look_up':
      return step.ifNone === 'create'
        ? live(known?.intent ?? fields())
        : mirror({ ...known, emptyLookupAt: ago(60_000) });
    case 'rejoin':
      return known?.base ? live(known.base) : mirror({ state: 'gone', remoteId: null });
    case 'patch':
      return live({ ...(known?.base ?? fields()), ...step.changes });
    case 'delete':
    case 'forget':
      return mirror({ state: 'gone', remoteId: null, epoch: known?.epoch ?? 1 });
    default:
      void wanted;
      return known;
  }
}

const anyFields = fc
  .record({
    hour: fc.integer({ min: 0, max: 20 }),
    showAs: fc.constantFrom('busy', 'tentative'),
    body: fc.constantFrom('a', 'b'),
  })
  .map(({ hour, showAs, body }) => {
    const at = (h: number) => new Date(Date.UTC(2026, 10, 21, h)).toISOString();
    return fields({ start: at(hour), end: at(hour + 1), showAs, body });
  });
const anyMirror = fc.option(
  fc
    .record({
      state: fc.constantFrom('none', 'creating', 'live', 'gone', 'detached', 'conflict' as const),
      base: anyFields,
      intent: anyFields,
      looked: fc.boolean(),
      epoch: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ state, base, intent, looked, epoch }): PushMirror => {
      const isThere = state === 'live' || state === 'detached' || state === 'conflict';
      return mirror({
        ...{ state: state as PushMirror['state'], epoch, remoteId: isThere ? 'id' : null, base: isThere ? base : null },
        ...{ intent, intentAt: ago(2 * 24 * 3_600_000), emptyLookupAt: looked ? ago(60_000) : null },
      });
    }),
);

describe('always', () => {
  test('a few steps reach agreement, and then nothing is planned', () => {
    fc.assert(
      fc.property(fc.option(anyFields), anyMirror, (wanted, start) => {
        let known = start;
        for (let steps = 0; steps < 8; steps++) {
          const step = planPush(wanted, known, true, now);
          if (step.do === 'nothing') {
            const isThere = known?.state === 'live';
            if (known?.state === 'conflict') return true;
            return wanted ? isThere && planPush(wanted, known, true, now).do === 'nothing' : !isThere;
          }
          known = obey(step, known, wanted);
        }
        return false;
      }),
    );
  });

  test('no second create without a look in between', () => {
    fc.assert(
      fc.property(fc.option(anyFields), anyMirror, fc.boolean(), (wanted, known, mayCreate) => {
        const step = planPush(wanted, known, mayCreate, now);
        if (step.do !== 'create') return true;
        return mayCreate && (known === null || known.state === 'none' || known.state === 'gone');
      }),
    );
  });
});
