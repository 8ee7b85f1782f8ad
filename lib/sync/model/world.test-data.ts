import type { CaseChoice } from '@/lib/booking/case-choices';
import { factsOf, hoursOf } from '@/lib/booking/facts.test-data';
import type { SyncPolicy } from '@/lib/booking/sync-policy';
import type { BookingStatus } from '@/lib/booking/types';
import type { ConflictKind } from '@/lib/db/conflicts';
import type { BusyTime } from '@/lib/sync/busy';
import type { OwnedFields } from '@/lib/sync/owned-fields';
import type { KnownEvent } from '@/lib/sync/plan-foreign';
import type { MirrorCheck } from '@/lib/sync/plan-mirrors';
import type { PushMirror } from '@/lib/sync/plan-push';
import type { Side } from '@/lib/sync/plan-remote-edit';
import type { RemoteEvent } from '@/lib/sync/remote-change';
import { openingIn } from '@/lib/time/opening';

/**
 * A library of one booking and one calendar, small enough to be run tens of thousands of times: everything the planners
 * look at and everything their deeds change, in memory. Values inside are never changed, only replaced.
 */
export type World = {
  nowMs: number;
  resourceKind: 'space' | 'person';
  policy: SyncPolicy;
  /** Delta tells transaction ids (V6). */
  tellsTransaction: boolean;
  /** Exchange knows a transaction id again after its event was deleted (V1). */
  remembersDeleted: boolean;

  booking: { status: BookingStatus; start: Date; end: Date; words: string };
  mirror: ModelMirror | null;
  cases: readonly ModelCase[];
  pushDue: boolean;
  waitUntil: number | null;
  /** Nobody wants it any more, and a look found nothing. */
  lookedInVain: boolean;

  /** What stands in Outlook. */
  events: Map<string, Standing>;
  /** Every transaction id that made an event, and which. */
  made: Map<string, string>;
  serial: number;
  /** So many answers to a create are still to be lost, the event being stored all the same. */
  lostAnswers: number;
  /** A create that timed out and lands later. */
  late: Standing | null;
  /** How often Exchange will still touch our event by itself (F15). */
  rewrites: number;

  /** What changed in Outlook since the cursor, each with its turn. */
  changed: Map<string, number>;
  turn: number;
  asked: number;
  pulled: number;
  fullAsked: number;
  fullDone: number;
  staged: Staged | null;
  known: Map<string, KnownEvent>;
  blocks: Map<string, BusyTime>;

  /** What a person prefers to decide, first to last; empty: nobody decides. */
  decider: readonly CaseChoice[];
  /** When our value was put over a person's. */
  putBackAt: readonly number[];
};

export type ModelMirror = PushMirror & {
  /** The content sent last. */
  intent: OwnedFields | null;
  transactionId: string;
  autoRestores: number;
  restoredAt: Date | null;
  agreed: boolean;
};

export type ModelCase = {
  id: number;
  kind: ConflictKind;
  state: 'open' | 'resolved';
  policy: string;
  resolution: string | null;
  remoteId: string | null;
  ours: Side;
  theirs: Side | null;
};

/** An event, and the marker it carries. */
export type Standing = RemoteEvent & { marker: string | null };

/** What one reading brought, before anything of it is applied. */
export type Staged = {
  seen: Map<string, RemoteEvent>;
  removed: Set<string>;
  isFull: boolean;
  turn: number;
  asked: number;
  fullAsked: number;
  checks: Map<number, MirrorCheck> | null;
};

export const BOOKING = 7;
export const ZONE = 'UTC';
export const NOW = Date.UTC(2026, 10, 20, 12);

const DAY = Date.UTC(2026, 10, 21);
const instants = Array.from({ length: 97 }, (_, half) => new Date(DAY + (half - 24) * 1_800_000));
const texts = instants.map((at) => at.toISOString());

/** Of the day after `NOW`; halves allowed. */
export const at = (hour: number): Date => instants[hour * 2 + 24] ?? new Date(DAY + hour * 3_600_000);
export const iso = (hour: number): string => texts[hour * 2 + 24] ?? at(hour).toISOString();

const day = { start: new Date(DAY), end: new Date(DAY + 86_400_000) };
export const OPENS = 8;
export const CLOSES = 16;
export const FACTS = factsOf({
  timeZone: ZONE,
  ...openingIn(hoursOf(OPENS * 60, CLOSES * 60), day, ZONE),
});

export const copyOf = (world: World): World => ({
  ...world,
  events: new Map(world.events),
  made: new Map(world.made),
  changed: new Map(world.changed),
  known: new Map(world.known),
  blocks: new Map(world.blocks),
});

export const nowOf = ({ nowMs }: World): Date => new Date(nowMs);

/** A reading is asked for, as a notification or our own doubt does. */
export const askPull = (world: World): void => {
  world.asked += 1;
};

export const askFullRead = (world: World): void => {
  world.fullAsked += 1;
  world.asked += 1;
};

export const saveMirror = (world: World, change: Partial<ModelMirror>): void => {
  if (world.mirror) world.mirror = { ...world.mirror, ...change };
};
