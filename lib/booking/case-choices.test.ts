import { expect, test } from 'vitest';
import { type CaseFacts, caseChoices } from './case-choices';

const facts = (more: Partial<CaseFacts>): CaseFacts => ({
  ...{ kind: 'mirror_moved', resourceKind: 'space', stands: true, toConfirm: false, inMediation: false },
  ...{ hasTheirTime: true, ...more },
});

const cases: [string, Partial<CaseFacts>, string[]][] = [
  ['a moved event that was put back', {}, ['keep', 'apply', 'move', 'cancel']],
  ['a moved event that was not', { inMediation: true }, ['apply', 'put_back', 'move', 'cancel']],
  ['made all day: no time to take over', { hasTheirTime: false }, ['keep', 'move', 'cancel']],
  [
    'a deleted appointment',
    { kind: 'mirror_deleted', resourceKind: 'person', inMediation: true, hasTheirTime: false },
    ['put_back', 'cancel'],
  ],
  ['a foreign event over a booking', { kind: 'foreign_over_booking' }, ['keep', 'move', 'cancel']],
  ['to be confirmed', { kind: 'to_confirm', toConfirm: true, hasTheirTime: false }, ['confirm', 'move', 'cancel']],
  ['both changed, ours stands', { kind: 'both_edited', resourceKind: 'person' }, ['keep', 'apply', 'cancel']],
  ['a booking that is over', { stands: false }, ['keep']],
];

test.each(cases)('%s', (_, more, choices) => {
  expect(caseChoices(facts(more))).toEqual(choices);
});
