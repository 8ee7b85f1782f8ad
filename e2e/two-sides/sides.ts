import type { TenantEvent } from './outlook';

/** A calendar that is linked, as both sides know it. */
export type Calendar = { name: string; linkId: number; kind: 'space' | 'person' };

/** What the oracle asks: the stand-in tenant through this, Carrel's rows through the database. */
export type Sides = {
  now(): Date;
  calendars: readonly Calendar[];
  /** What stands in the days to come, occurrences by themselves. */
  seen(calendar: Calendar): Promise<TenantEvent[]>;
  /** Events that people copied or brought back: they may bear our marker, and are theirs all the same. */
  byHand: ReadonlySet<string>;
  /** So far ahead busy time is compared. */
  days: number;
};

/** A word in everything that people write in Outlook, to look for where it must not be (I12). */
export const SECRET_WORD = 'Xylophone';
