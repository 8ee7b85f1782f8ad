import type { Act } from './acts';

/** Histories that once went wrong, as they were then: run before any seed. `seed` chooses the tenant's self and the library. */
export type Regression = { what: string; seed: number; acts: Act[] };

const slot = { day: 2, halfHour: 20, halves: 2 };
const work = (seed: number, more: Partial<Extract<Act, { act: 'work' }>> = {}): Act => ({
  ...{ act: 'work', workers: 2, seed, diesAt: 0, withTime: false, meanwhile: [] },
  ...more,
});

export const REGRESSIONS: readonly Regression[] = [
  {
    what: 'a wait that only a dead process heard of',
    seed: 1128,
    acts: [
      { act: 'fault', fault: 'throttle_soon', times: 2, on: 'GET' },
      work(838186, { workers: 1, diesAt: 28 }),
      work(586639, { withTime: true }),
      { act: 'book', room: 'oak', slot },
      work(436790, { workers: 3 }),
      work(849745, { diesAt: 3 }),
      work(908646, { workers: 1 }),
    ],
  },
  {
    what: 'putting back was not answered, and staff took the new time over',
    seed: 3,
    acts: [
      { act: 'book', room: 'oak', slot },
      work(11),
      { act: 'move', mailbox: 'oak', which: 0, byHalves: 6 },
      { act: 'fault', fault: 'unavailable_after_commit', times: 1, on: 'PATCH' },
      work(12),
      { act: 'decide', which: 0, choice: 1 },
      work(13),
    ],
  },
  {
    what: 'cancelled while nobody might see the calendar',
    seed: 5,
    acts: [
      { act: 'book', room: 'oak', slot },
      work(21),
      { act: 'rights', room: 'oak', on: false },
      { act: 'cancel', which: 0 },
      work(22),
      { act: 'rights', room: 'oak', on: true },
      work(23),
    ],
  },
  {
    what: 'a create that never arrived, and a meeting of the same time',
    seed: 7,
    acts: [
      { act: 'book', room: 'oak', slot },
      { act: 'fault', fault: 'reset_before', times: 1, on: 'POST' },
      work(31),
      { act: 'cancel', which: 0 },
      { act: 'meet', mailbox: 'oak', slot, how: 'busy' },
      work(32, { withTime: true }),
    ],
  },
  {
    what: 'our event was made a series, then the booking was cancelled',
    seed: 9,
    acts: [
      { act: 'book', room: 'cedar', slot },
      work(41),
      { act: 'repeat', mailbox: 'cedar', which: 0 },
      work(42),
      { act: 'cancel', which: 0 },
      work(43),
    ],
  },
];
