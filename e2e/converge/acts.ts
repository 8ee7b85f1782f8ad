import type { Meeting } from '../two-sides/outlook';
import type { Random } from './random';

/** Where a time lies: a half hour of one of the next days, in the library's clock. */
export type Slot = { day: number; halfHour: number; halves: number };
export type Room = 'oak' | 'cedar';
export type Mailbox = Room | 'ada';

/** What can happen. Acts name things by position, so that a history without one of them still makes sense. */
export type Act =
  /** `hall`: both rooms at once, where they are parts of one. */
  | { act: 'book'; room: Room | 'hall'; slot: Slot }
  /** At her desk, or with a room: one booking on two calendars. */
  | { act: 'appoint'; slot: Slot; in?: Room | undefined }
  /** Its patron wants another time. */
  | { act: 'change'; which: number; slot: Slot }
  | { act: 'cancel'; which: number }
  /** An open case, and which of its buttons. */
  | { act: 'decide'; which: number; choice: number }
  | { act: 'meet'; mailbox: Mailbox; slot: Slot; how: Meeting }
  | { act: 'move'; mailbox: Mailbox; which: number; byHalves: number }
  | { act: 'free'; mailbox: Mailbox; which: number }
  | { act: 'delete'; mailbox: Mailbox; which: number }
  | { act: 'retitle'; mailbox: Mailbox; which: number }
  /** A person's copy, half an hour later or a day. */
  | { act: 'copy'; mailbox: Mailbox; which: number; byHalves: number }
  /** Brought back from the deleted items. */
  | { act: 'restore'; mailbox: Mailbox; which: number }
  /** A series of what was a single event. */
  | { act: 'repeat'; mailbox: Mailbox; which: number }
  /** A whole series, all its occurrences under new ids. */
  | { act: 'shift'; mailbox: Mailbox; which: number; minutes: number }
  /** Microsoft moves the mailbox: delta links are gone. */
  | { act: 'move_mailbox'; mailbox: Mailbox }
  /** The account loses its rights on a room, or has them again. */
  | { act: 'rights'; room: Room; on: boolean }
  /** `on`: only requests of that method meet it. */
  | { act: 'fault'; fault: FaultName; times: number; on?: 'POST' | 'PATCH' | 'DELETE' | 'GET' | undefined }
  | { act: 'wait'; ms: number }
  | { act: 'work'; workers: number; seed: number; diesAt: number; withTime: boolean; meanwhile: Act[] }
  | { act: 'pause_integration'; on: boolean }
  | { act: 'relink'; mailbox: Mailbox };

export const FAULTS = [
  'throttle',
  'throttle_soon',
  'throttle_untold',
  'unavailable',
  'unavailable_after_commit',
  'reset_before',
  'reset_after_commit',
  'cut_body',
  'gone',
  'token_refused',
  'precondition',
  'drop_notification',
  'duplicate_notification',
  'late_notification',
  'token_endpoint_down',
] as const;
export type FaultName = (typeof FAULTS)[number];

const MAILBOXES: readonly Mailbox[] = ['oak', 'oak', 'cedar', 'ada', 'ada'];
const MEETINGS: readonly Meeting[] = ['busy', 'busy', 'busy', 'tentative', 'free', 'all_day', 'series', 'private'];
const WAITS = [500, 3_000, 12_000, 40_000, 130_000, 600_000, 4_000_000];

/** A day of a library that has bad luck. */
export function makeHistory(random: Random): Act[] {
  const length = random.int(5, 16);
  const acts: Act[] = [];
  for (let i = 0; i < length; i += 1) acts.push(random.chance(0.45) ? work(random) : outer(random));
  acts.push(work(random));
  return acts;
}

const work = (random: Random): Act => ({
  act: 'work',
  workers: random.int(1, 3),
  seed: random.int(0, 1_000_000),
  diesAt: random.chance(0.4) ? random.int(1, 30) : 0,
  withTime: random.chance(0.25),
  meanwhile: Array.from({ length: random.chance(0.5) ? random.int(1, 3) : 0 }, () => quick(random)),
});

/** What people do on either side, at any moment. */
function quick(random: Random): Act {
  const mailbox = random.pick(MAILBOXES);
  const which = random.int(0, 9);
  const roll = random.next();
  if (roll < 0.2) return { act: 'book', room: random.pick(['oak', 'oak', 'oak', 'cedar', 'hall']), slot: slot(random) };
  if (roll < 0.32)
    return { act: 'appoint', slot: slot(random), in: random.pick([undefined, 'oak', 'oak', 'cedar'] as const) };
  if (roll < 0.36) return { act: 'change', which, slot: slot(random) };
  if (roll < 0.46) return { act: 'cancel', which };
  if (roll < 0.54) return { act: 'decide', which, choice: random.int(0, 5) };
  if (roll < 0.7) return { act: 'meet', mailbox, slot: slot(random), how: random.pick(MEETINGS) };
  if (roll < 0.82) return { act: 'move', mailbox, which, byHalves: random.pick([-4, -1, 1, 2, 48]) };
  if (roll < 0.87) return { act: 'free', mailbox, which };
  if (roll < 0.93) return { act: 'delete', mailbox, which };
  if (roll < 0.95) return { act: 'copy', mailbox, which, byHalves: random.pick([1, 48]) };
  if (roll < 0.97) return { act: 'restore', mailbox, which };
  if (roll < 0.976) return { act: 'repeat', mailbox, which };
  if (roll < 0.985) return { act: 'shift', mailbox, which, minutes: random.pick([-30, 60, 1440]) };
  return { act: 'retitle', mailbox, which };
}

function outer(random: Random): Act {
  const roll = random.next();
  if (roll < 0.55) return quick(random);
  if (roll < 0.8) return fault(random);
  if (roll < 0.92) return { act: 'wait', ms: random.pick(WAITS) };
  if (roll < 0.94) return { act: 'pause_integration', on: random.chance(0.5) };
  if (roll < 0.955) return { act: 'move_mailbox', mailbox: random.pick(MAILBOXES) };
  if (roll < 0.985) return { act: 'rights', room: random.pick(['oak', 'oak', 'cedar']), on: random.chance(0.4) };
  return { act: 'relink', mailbox: random.pick(MAILBOXES) };
}

/** Half of the troubles wait for a writing request: what became of it is the hard question. */
const fault = (random: Random): Act => ({
  act: 'fault',
  fault: random.pick(FAULTS),
  times: random.pick([1, 1, 1, 2, 4]),
  on: random.pick([undefined, undefined, 'POST', 'PATCH', 'PATCH', 'DELETE', 'GET'] as const),
});

/** A few hours of three days, so that things meet. */
const slot = (random: Random): Slot => ({
  day: random.int(1, 3),
  halfHour: random.int(18, 27),
  halves: random.int(1, 3),
});
