import { clip, type Interval, subtract } from './interval';

/** What something was open for and will be, each merged and in order (as `openingIn` gives them). */
export type HoursThere = { before: readonly Interval[]; after: readonly Interval[] };

/**
 * The uses that a change of hours takes time from: some of theirs was open before and is not any more. What lies within
 * the new hours is never among them; what lay within the old hours and does not lie within the new always is. A use that
 * staff put outside the hours long ago is left in peace unless it loses more (own reading of libcal-domain §2.4: to close
 * a Friday does not question an evening event of Thursday). Of a use under way only the rest counts.
 */
export const hoursAffect = <T extends Interval>(uses: readonly T[], hours: (use: T) => HoursThere, now: Date): T[] =>
  uses.filter((use) => {
    const rest = clip(use, { start: now, end: use.end });
    if (!rest) return false;
    const { before, after } = hours(use);
    const wasOpen = before.flatMap((stretch) => clip(stretch, rest) ?? []);
    return subtract(wasOpen, after).length > 0;
  });
