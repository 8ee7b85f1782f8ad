import { expect, test } from 'vitest';
import { decideForStaff } from './decide-for-staff';
import { at, factsOf, span } from './facts.test-data';
import type { ClosedTime } from './types';

const now = at('2026-11-20 07:00');
const wanted = span('2026-11-20 10:00', '11:00');
const closedBy = (kind: ClosedTime['kind'], from: string, to: string, pad = false): ClosedTime => ({
  ...span(`2026-11-20 ${from}`, to),
  ...{ kind, pad },
});
const meeting = closedBy('outlook', '10:30', '12:00');

test.each<[string, ClosedTime[], boolean, object]>([
  ['free time is taken as it is', [], true, { ok: true, value: { beyond: [] } }],
  ['a meeting is named', [meeting], false, { refusal: { code: 'meeting_in_the_way' } }],
  ['and stood over when somebody says so', [meeting], true, { value: { beyond: ['meeting_in_the_way'] } }],
  ['a booking never', [closedBy('booked', '10:30', '12:00')], true, { refusal: { code: 'slot_taken' } }],
  [
    'nor a booking under a meeting',
    [meeting, closedBy('booked', '9:00', '10:30')],
    true,
    { refusal: { code: 'slot_taken' } },
  ],
  ['nor a form that is open', [closedBy('held', '10:30', '12:00')], true, { refusal: { code: 'slot_taken' } }],
  [
    'padding is noted beside it',
    [meeting, closedBy('booked', '9:00', '10:15', true)],
    true,
    {
      value: { beyond: ['padding', 'meeting_in_the_way'] },
    },
  ],
])('%s', (_, closed, anyway, expected) => {
  expect(decideForStaff(wanted, factsOf({ closed }), now, anyway)).toMatchObject(expected);
});

test('what is over stays refused, whoever says what', () => {
  const late = at('2026-11-20 12:00');
  expect(decideForStaff(wanted, factsOf({ closed: [meeting] }), late, true)).toMatchObject({
    refusal: { code: 'in_the_past' },
  });
});
