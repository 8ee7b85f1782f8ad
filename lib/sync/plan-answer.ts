import type { SyncPolicy } from '@/lib/booking/sync-policy';
import { sameTimes } from './owned-fields';
import type { RemoteEdit, Side } from './plan-remote-edit';

export type EditKind = Exclude<RemoteEdit['edit'], 'none'>;

export type AnswerFacts = {
  edit: EditKind;
  policy: SyncPolicy;
  /** A room's calendar does not end what a person agreed to come to: the room is one part of an appointment. */
  meetsPerson: boolean;
  /** What the booking says; null: it should not stand in this calendar any more, or it is over. */
  wanted: Side | null;
  /** What both sides last agreed on: a booking that differs from it was changed here too. */
  base: Side;
  /** What stands in Outlook; null: nothing does. */
  theirs: Side | null;
  /** Somebody was promised the time; a booking that still waits for Outlook is not. */
  promised: boolean;
  /** A person has this event before them already, and nothing was written since. */
  inMediation: boolean;
  /** The same was done to this event before, and put back then. */
  putBackBefore: boolean;
  restoredToday: number;
  /** Their time is free and within what the policy asks (§7). */
  fits: boolean;
};

/**
 * `note`: remember what stands there, nobody is asked. `agree`: Outlook says what the booking says again. `renew`: the
 * open case gets the newest version. `put_back` and `ask` open a case; `quietly`: for the record only.
 */
export type Answer =
  | { do: 'note' }
  | { do: 'agree' }
  | { do: 'renew' }
  | { do: 'put_back'; kind: CaseKind; quietly: boolean }
  | { do: 'ask'; kind: CaseKind; settleInHours: number | null }
  | { do: 'accept'; kind: CaseKind }
  | { do: 'cancel'; kind: CaseKind };

export type CaseKind = EditKind | 'both_edited';

/** Of any edit, so that nobody plays ping-pong with a machine (I16). */
const RESTORES_A_DAY = 2;
/** So long a staff member has an appointment that they deleted to themselves (§7). */
const ASK_HOURS = 24;

/** What the library answers when a person changed an event of ours: the table of sync-design §7, read from top to bottom. */
export function planAnswer(facts: AnswerFacts): Answer {
  const { edit, policy, wanted, base, theirs, inMediation } = facts;
  if (!wanted) return { do: 'note' };
  if (theirs && agrees(theirs, wanted, policy.kind)) return { do: 'agree' };
  if (inMediation) return { do: 'renew' };
  // Whoever made it a series wants the other times too: nothing of it is taken away without asking.
  if (edit === 'mirror_repeats') return { do: 'ask', kind: edit, settleInHours: null };
  if (edit === 'mirror_deleted') return answerToDeletion(facts);
  // Where the booking is by now, and only shown as free: nobody's time is in question.
  const isOnlyFree = theirs && !theirs.allDay && !theirs.recurring && sameTimes(theirs, wanted);
  if (edit === 'mirror_set_free' || isOnlyFree) return putBackOnce(facts, 'mirror_set_free', true);
  return sameTimes(base, wanted) ? answerToMove(facts) : answerToBoth(facts, policy.bothEdited);
}

function answerToDeletion(facts: AnswerFacts): Answer {
  const kind = 'mirror_deleted';
  const isRoomOfAppointment = facts.policy.kind === 'space' && facts.meetsPerson;
  if (facts.policy.deleted === 'cancel' && !isRoomOfAppointment) return { do: 'cancel', kind };
  if (facts.policy.deleted === 'cancel') return { do: 'ask', kind, settleInHours: null };
  if (facts.policy.kind === 'person') return { do: 'ask', kind, settleInHours: ASK_HOURS };
  return putBackOnce(facts, kind, false);
}

function answerToMove(facts: AnswerFacts): Answer {
  const kind = 'mirror_moved';
  const { policy, promised, fits } = facts;
  if (policy.moved === 'accept' && promised && fits) return { do: 'accept', kind };
  if (policy.moved === 'put_back' || policy.kind === 'space') return putBack(facts, kind);
  return { do: 'ask', kind, settleInHours: null };
}

function answerToBoth(facts: AnswerFacts, choice: SyncPolicy['bothEdited']): Answer {
  const kind = 'both_edited';
  if (choice === 'remote_wins' && facts.promised && facts.fits) return { do: 'accept', kind };
  return choice === 'app_wins' ? putBack(facts, kind) : { do: 'ask', kind, settleInHours: null };
}

const putBackOnce = (facts: AnswerFacts, kind: CaseKind, quietly: boolean): Answer =>
  facts.putBackBefore ? { do: 'ask', kind, settleInHours: null } : putBack(facts, kind, quietly);

const putBack = ({ restoredToday }: AnswerFacts, kind: CaseKind, quietly = false): Answer =>
  restoredToday < RESTORES_A_DAY ? { do: 'put_back', kind, quietly } : { do: 'ask', kind, settleInHours: null };

/** As the booking wants it, whoever brought it there. People may show their own time as they like. */
const agrees = (theirs: Side, wanted: Side, kind: SyncPolicy['kind']) =>
  !theirs.allDay && !theirs.recurring && sameTimes(theirs, wanted) && (kind === 'person' || theirs.showAs !== 'free');
