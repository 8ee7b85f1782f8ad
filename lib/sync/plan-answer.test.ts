import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyChoices, type SyncPolicy, syncPolicy } from '@/lib/booking/sync-policy';
import { type Answer, type AnswerFacts, planAnswer } from './plan-answer';
import type { Side } from './plan-remote-edit';

const side = (hour: number, more: Partial<Side> = {}): Side => ({
  start: `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`,
  end: `2026-11-21T${String(hour + 1).padStart(2, '0')}:00:00.000Z`,
  showAs: 'busy',
  ...more,
});
const room = (given: Partial<SyncPolicy> = {}) => syncPolicy('space', given);
const person = (given: Partial<SyncPolicy> = {}) => syncPolicy('person', given);
const facts = (more: Partial<AnswerFacts> = {}): AnswerFacts => ({
  ...{
    edit: 'mirror_moved',
    policy: room(),
    meetsPerson: false,
    wanted: side(10),
    base: side(10),
    theirs: side(14),
    promised: true,
  },
  ...{ inMediation: false, putBackBefore: false, restoredToday: 0, fits: false, ...more },
});
const deleted = { edit: 'mirror_deleted', theirs: null } as const;
const freed = { edit: 'mirror_set_free', theirs: side(10, { showAs: 'free' }) } as const;
const both = { wanted: side(11) } as const;

describe('the table of sync-design §7', () => {
  const rows: [string, Partial<AnswerFacts>, Partial<Answer>][] = [
    ['room moved: put back, with a case', {}, { do: 'put_back', kind: 'mirror_moved', quietly: false }],
    ['room moved, accept, fits', { policy: room({ moved: 'accept' }), fits: true }, { do: 'accept' }],
    ['room moved, accept, does not fit: put back', { policy: room({ moved: 'accept' }) }, { do: 'put_back' }],
    [
      'room moved, accept, not promised yet',
      { policy: room({ moved: 'accept' }), fits: true, promised: false },
      { do: 'put_back' },
    ],
    ['room moved a third time in a day: a person decides', { restoredToday: 2 }, { do: 'ask', kind: 'mirror_moved' }],
    ['appointment moved, fits: accepted', { policy: person(), fits: true }, { do: 'accept' }],
    ['appointment moved, does not fit: asked', { policy: person() }, { do: 'ask', settleInHours: null }],
    ['appointment moved, always ask', { policy: person({ moved: 'ask' }), fits: true }, { do: 'ask' }],
    ['appointment moved, put back', { policy: person({ moved: 'put_back' }), fits: true }, { do: 'put_back' }],
    ['room deleted: put back, with a case', deleted, { do: 'put_back', kind: 'mirror_deleted', quietly: false }],
    ['room deleted again: nothing is written', { ...deleted, putBackBefore: true }, { do: 'ask' }],
    ['room deleted, cancel', { ...deleted, policy: room({ deleted: 'cancel' }) }, { do: 'cancel' }],
    [
      'room of an appointment deleted, cancel: a person decides',
      { ...deleted, policy: room({ deleted: 'cancel' }), meetsPerson: true },
      { do: 'ask', settleInHours: null },
    ],
    [
      'appointment with a room deleted in the person’s calendar, cancel',
      { ...deleted, policy: person({ deleted: 'cancel' }), meetsPerson: true },
      { do: 'cancel' },
    ],
    [
      'appointment deleted: that person is asked for a day',
      { ...deleted, policy: person() },
      { do: 'ask', settleInHours: 24 },
    ],
    ['appointment deleted, cancel', { ...deleted, policy: person({ deleted: 'cancel' }) }, { do: 'cancel' }],
    ['room set to free: put back without a fuss', freed, { do: 'put_back', kind: 'mirror_set_free', quietly: true }],
    ['room set to free again: a person decides', { ...freed, putBackBefore: true }, { do: 'ask' }],
    [
      'moved to where the booking is by now, but shown as free: put back without a fuss',
      { ...both, theirs: side(11, { showAs: 'free' }), policy: room({ bothEdited: 'remote_wins' }), fits: true },
      { do: 'put_back', kind: 'mirror_set_free', quietly: true },
    ],
    ['both changed: ours stands', both, { do: 'put_back', kind: 'both_edited' }],
    [
      'both changed, remote wins, fits',
      { ...both, policy: room({ bothEdited: 'remote_wins' }), fits: true },
      { do: 'accept', kind: 'both_edited' },
    ],
    [
      'both changed, remote wins, does not fit',
      { ...both, policy: room({ bothEdited: 'remote_wins' }) },
      { do: 'ask' },
    ],
    [
      'both changed, ask',
      { ...both, policy: person({ bothEdited: 'ask' }), fits: true },
      { do: 'ask', kind: 'both_edited' },
    ],
    ['booking over: only remembered', { wanted: null }, { do: 'note' }],
    [
      'brought back to what the booking says: agreed',
      { theirs: side(10), inMediation: true, base: side(14) },
      { do: 'agree' },
    ],
    [
      'a person may show it as free meanwhile',
      { policy: person(), theirs: side(10, { showAs: 'free' }), base: side(14) },
      { do: 'agree' },
    ],
    ['changed while a person decides: the case gets the newest version', { inMediation: true }, { do: 'renew' }],
  ];
  test.each(rows)('%s', (_, more, answer) => {
    expect(planAnswer(facts(more))).toMatchObject(answer);
  });
});

const policies: fc.Arbitrary<SyncPolicy> = fc.oneof(
  fc
    .record({
      moved: fc.constantFrom(...policyChoices.space.moved),
      deleted: fc.constantFrom(...policyChoices.space.deleted),
      bothEdited: fc.constantFrom(...policyChoices.space.bothEdited),
    })
    .map((given) => syncPolicy('space', given)),
  fc
    .record({
      moved: fc.constantFrom(...policyChoices.person.moved),
      deleted: fc.constantFrom(...policyChoices.person.deleted),
      bothEdited: fc.constantFrom(...policyChoices.person.bothEdited),
    })
    .map((given) => syncPolicy('person', given)),
);
const sides = fc
  .record({
    hour: fc.integer({ min: 8, max: 11 }),
    showAs: fc.constantFrom('busy', 'free', 'tentative'),
    allDay: fc.boolean(),
  })
  .map(({ hour, ...more }) => side(hour, more));
const situations: fc.Arbitrary<AnswerFacts> = fc
  .record({
    edit: fc.constantFrom('mirror_moved', 'mirror_deleted', 'mirror_set_free'),
    policy: policies,
    wanted: fc.option(fc.integer({ min: 8, max: 11 }).map((hour) => side(hour))),
    base: sides,
    theirs: sides,
    meetsPerson: fc.boolean(),
    promised: fc.boolean(),
    inMediation: fc.boolean(),
    putBackBefore: fc.boolean(),
    restoredToday: fc.integer({ min: 0, max: 3 }),
    fits: fc.boolean(),
  })
  .map((one) => ({ ...one, theirs: one.edit === 'mirror_deleted' ? null : one.theirs }));

describe('whatever the policy, the edit and the state', () => {
  const always = (law: (given: AnswerFacts, answer: Answer) => boolean) =>
    fc.assert(
      fc.property(situations, (given) => law(given, planAnswer(given))),
      { numRuns: 2_000 },
    );

  test('nothing is put back a third time in a day (I16)', () =>
    always(({ restoredToday }, answer) => answer.do !== 'put_back' || restoredToday < 2));
  test('what was deleted or freed before is not put back again', () =>
    always(
      ({ putBackBefore, edit }, answer) => !(putBackBefore && edit !== 'mirror_moved' && answer.do === 'put_back'),
    ));
  test('a time is taken over only where it fits and somebody was promised one', () =>
    always(({ fits, promised }, answer) => answer.do !== 'accept' || (fits && promised)));
  test('a booking is cancelled only for a deletion, where that was chosen', () =>
    always(
      ({ edit, policy }, answer) =>
        answer.do !== 'cancel' || (edit === 'mirror_deleted' && policy.deleted === 'cancel'),
    ));
  test('while a person decides nothing is written and nobody moved', () =>
    always(({ inMediation }, answer) => !inMediation || ['note', 'agree', 'renew'].includes(answer.do)));
  test('what is over troubles nobody', () => always(({ wanted }, answer) => wanted !== null || answer.do === 'note'));
});
