/** What a person may answer to a case (sync-design §7). */
export type CaseChoice = 'keep' | 'apply' | 'put_back' | 'move' | 'cancel' | 'confirm';

export const CASE_CHOICES = ['keep', 'apply', 'put_back', 'confirm', 'move', 'cancel'] as const satisfies CaseChoice[];

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
