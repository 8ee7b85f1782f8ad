import { expect, test } from 'vitest';
import { explainKey, headingKey } from './case-words';

const moved = { kind: 'mirror_moved', inMediation: false } as const;

test.each([
  [{ ...moved, written: 'done' }, 'mirror_moved.put_back', 'mirror_moved.put_back'],
  [{ ...moved, written: 'waiting' }, 'mirror_moved.ask', 'putting_back'],
  [{ ...moved, written: 'failed' }, 'mirror_moved.ask', 'not_put_back'],
  [{ ...moved, inMediation: true, written: 'failed' }, 'mirror_moved.ask', 'mirror_moved.ask'],
  [{ kind: 'to_confirm', inMediation: false, written: 'waiting' }, 'to_confirm', 'to_confirm'],
  [
    { kind: 'foreign_over_booking', inMediation: false, written: 'done' },
    'foreign_over_booking',
    'foreign_over_booking',
  ],
] as const)('%o: nothing is called done before it is', (one, heading, explain) => {
  expect(headingKey(one)).toBe(heading);
  expect(explainKey(one)).toBe(explain);
});
