import type { Interval } from '@/lib/time/interval';
import { closesTime } from './closes-time';
import type { BookingStatus } from './types';

/** What a person may answer to a case by a link of a mail about it. */
export type MailedChoice = 'keep' | 'apply' | 'put_back' | 'confirm' | 'cancel';

/** What a person may answer to a case (sync-design §7). */
export type CaseChoice = MailedChoice | 'move';

export const CASE_CHOICES = ['keep', 'apply', 'put_back', 'confirm', 'move', 'cancel'] as const satisfies CaseChoice[];

/** How each is remembered. */
export const RESOLUTION: Record<CaseChoice, string> = {
  ...{ keep: 'kept', apply: 'applied', put_back: 'put_back', move: 'moved', cancel: 'cancelled', confirm: 'confirmed' },
};

export type CaseFacts = {
  kind: string;
  resourceKind: 'space' | 'person';
  /** The booking still closes time and is not over. */
  stands: boolean;
  toConfirm: boolean;
  /** Nothing is written to its event until somebody decides. */
  inMediation: boolean;
  /** A time stands in Outlook that could be taken over: not all day, not over. */
  hasTheirTime: boolean;
};

/** A case as it is kept, as far as choices depend on it. `mirror`: state of the event that stands for the booking there. */
export type KeptCase = {
  kind: string;
  resource: { kind: 'space' | 'person' };
  booking: { status: BookingStatus; items: readonly Interval[] } | null;
  mirror: string | null;
  theirs: (Interval & { allDay: boolean }) | null;
};

/** What the choices depend on, read off the row. */
export function caseFactsOf({ kind, resource, booking, mirror, theirs }: KeptCase, now: Date): CaseFacts {
  const stands = booking !== null && closesTime(booking.status) && booking.items.some(({ end }) => end > now);
  return {
    ...{ kind, resourceKind: resource.kind, stands },
    toConfirm: booking?.status === 'to_confirm',
    inMediation: mirror === 'conflict',
    hasTheirTime: theirs !== null && !theirs.allDay && theirs.end > now,
  };
}

/** Those that need nothing but a yes: where to, for a move, is chosen on the page of conflicts. */
export const answersByMail = (facts: CaseFacts): MailedChoice[] =>
  facts.stands ? caseChoices(facts).filter((choice) => choice !== 'move') : [];

export const MAILED_CHOICES = ['keep', 'apply', 'put_back', 'confirm', 'cancel'] as const satisfies MailedChoice[];

/** Buttons shown and choices accepted pass through the same function. Most harmless first. */
export function caseChoices(facts: CaseFacts): CaseChoice[] {
  const { kind, resourceKind, stands, toConfirm, inMediation, hasTheirTime } = facts;
  // Nothing is left but to put it aside.
  if (!stands) return ['keep'];
  const isEdit = kind !== 'foreign_over_booking' && kind !== 'to_confirm';
  const canApply = (kind === 'mirror_moved' || kind === 'both_edited') && hasTheirTime;
  const open: Record<CaseChoice, boolean> = {
    keep: kind === 'foreign_over_booking' || (isEdit && !inMediation),
    apply: canApply,
    put_back: isEdit && inMediation,
    confirm: kind === 'to_confirm' && toConfirm,
    move: resourceKind === 'space',
    cancel: true,
  };
  return CASE_CHOICES.filter((choice) => open[choice]);
}
