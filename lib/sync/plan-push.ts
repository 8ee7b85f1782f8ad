import { changedFields, type OwnedFields } from './owned-fields';

/** What we remember of a booking on one calendar (sync-design §2, `booking_mirror`). */
export type PushMirror = {
  state: 'none' | 'creating' | 'live' | 'deleting' | 'gone' | 'detached' | 'conflict';
  remoteId: string | null;
  epoch: number;
  base: OwnedFields | null;
  /** What was sent last; where it differs from `base`, its answer never came. Of a create under way: its frozen body. */
  intent: OwnedFields | null;
  intentAt: Date | null;
  /** When the marker was last looked for without finding it. */
  emptyLookupAt: Date | null;
};

/**
 * One step towards agreement. The worker takes it, remembers what came of it and asks again, until there is `nothing`
 * to do: so a crash between two steps costs a repeat, never a duplicate.
 */
export type PushStep =
  | { do: 'nothing' }
  | { do: 'wait'; until: Date }
  /** Intent first, then POST: `content` of an open intent is sent again as it was (F8). */
  | { do: 'create'; epoch: number; content: OwnedFields }
  /** Look for the marker. Only the second empty answer counts as "there is none". */
  | { do: 'look_up'; ifNone: 'wait' | 'create' | 'forget' }
  /** A calendar came back: see whether the event is still there, by id, then by marker. */
  | { do: 'rejoin' }
  /** Read it, compare, write what differs. No changes: only what stands there is not known for certain. */
  | { do: 'patch'; remoteId: string; changes: Partial<OwnedFields> }
  | { do: 'delete'; remoteId: string }
  /** Nothing stands in Outlook for it, and nothing should. */
  | { do: 'forget' };

/** Two empty answers this far apart mean "not there" (§4.1). */
export const LOOKUP_AGAIN_MS = 10_000;
/** A create that timed out may land late; its intent is watched this long. */
const INTENT_KEPT_MS = 24 * 3_600_000;

/**
 * `wanted` null: nothing should stand in this calendar. `mayCreate` false: what stands there is kept right, but nothing
 * new is written (the person's switch is off, or the booking is over).
 */
export function planPush(
  wanted: OwnedFields | null,
  mirror: PushMirror | null,
  mayCreate: boolean,
  now: Date,
): PushStep {
  if (!mirror || mirror.state === 'none') {
    return wanted && mayCreate ? { do: 'create', epoch: mirror?.epoch ?? 1, content: wanted } : { do: 'nothing' };
  }
  if (mirror.state === 'gone') {
    return wanted && mayCreate ? { do: 'create', epoch: mirror.epoch + 1, content: wanted } : { do: 'nothing' };
  }
  if (mirror.state === 'creating') return planCreating(wanted, mirror, mayCreate, now);
  const { emptyLookupAt } = mirror;
  const lookAgain = emptyLookupAt && new Date(emptyLookupAt.getTime() + LOOKUP_AGAIN_MS);
  if (lookAgain && now < lookAgain) return { do: 'wait', until: lookAgain };
  if (mirror.state === 'detached') return { do: 'rejoin' };
  if (!wanted) return mirror.remoteId ? { do: 'delete', remoteId: mirror.remoteId } : { do: 'forget' };
  if (mirror.state === 'conflict' || !mirror.remoteId || !mirror.base) return { do: 'nothing' };
  const { remoteId, base, intent } = mirror;
  const changes = changedFields(base, wanted);
  // An answer that never came: what was sent may stand there, whatever the booking says by now.
  const unanswered = intent && changedFields(base, intent) && changedFields(intent, wanted);
  if (unanswered || emptyLookupAt) return { do: 'patch', remoteId, changes: { ...unanswered, ...changes } };
  return changes ? { do: 'patch', remoteId, changes } : { do: 'nothing' };
}

/** The answer to a create is missing: look first, always (F9). */
function planCreating(wanted: OwnedFields | null, mirror: PushMirror, mayCreate: boolean, now: Date): PushStep {
  const { emptyLookupAt, intentAt } = mirror;
  if (!emptyLookupAt) return { do: 'look_up', ifNone: 'wait' };
  const watchedMs = msBetween(intentAt ?? emptyLookupAt, emptyLookupAt);
  if (!wanted && msBetween(intentAt ?? emptyLookupAt, now) > INTENT_KEPT_MS) return { do: 'forget' };
  // Nobody waits for an event that is not wanted: it is looked for less and less often.
  const until = new Date(emptyLookupAt.getTime() + Math.max(LOOKUP_AGAIN_MS, wanted ? 0 : watchedMs));
  if (now < until) return { do: 'wait', until };
  if (!wanted) return { do: 'look_up', ifNone: 'wait' };
  return { do: 'look_up', ifNone: mayCreate && mirror.intent ? 'create' : 'forget' };
}

const msBetween = (from: Date, to: Date) => to.getTime() - from.getTime();
