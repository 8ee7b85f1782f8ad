import type { KeptCase } from './case-choices';

type SeenCase = Pick<KeptCase, 'kind'> & {
  theirs: (NonNullable<KeptCase['theirs']> & { showAs: string }) | null;
  booking: { version: number } | null;
};

/**
 * What a person who answers a case had before them, in short: the booking as it stood and what Outlook showed. Forms and the
 * links of mails carry it, so that no answer is given to what nobody saw. Letters, digits and `_.-` only.
 */
export function caseSeen({ kind, theirs, booking }: SeenCase): string {
  const time = (at: Date) => at.getTime().toString(36);
  const there = theirs ? [time(theirs.start), time(theirs.end), theirs.allDay ? 'day' : theirs.showAs] : ['nothing'];
  return [booking?.version ?? 0, kind, ...there].join('.');
}
