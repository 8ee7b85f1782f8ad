import type { RefusalCode } from '@/lib/refusal';
import type { SearchOutcome } from './types';

type Seen = {
  /** Suit, free or not. */
  suitable: number;
  /** Are free as asked, and at another time of the same dates. */
  exact: number;
  near: number;
  /** Why the others are not, as far as it is known. */
  reasons: readonly RefusalCode[];
};

/** What the rules say in so many words, by what would help; the first that any of them says is told. */
const TELLING: readonly (readonly [SearchOutcome, readonly RefusalCode[]])[] = [
  ['all_taken', ['slot_taken', 'meeting_in_the_way']],
  ['too_far_ahead', ['too_far_ahead']],
  ['too_soon', ['too_soon', 'in_the_past']],
  ['too_long', ['too_long']],
  ['closed', ['outside_hours']],
  [
    'not_for_them',
    ['sign_in_required', 'not_in_group', 'not_in_domains', 'staff_only', 'banned', 'limit_reached', 'gap_needed'],
  ],
];

/** What came of a search for a time, in one word. */
export function searchOutcome({ suitable, exact, near, reasons }: Seen): SearchOutcome {
  if (exact > 0) return 'found';
  if (near > 0) return 'other_time';
  if (suitable === 0) return 'none_suit';
  const told = TELLING.find(([, codes]) => reasons.some((reason) => codes.includes(reason)));
  return told?.[0] ?? 'not_known';
}
