import { z } from 'zod';
import type { Tx } from '@/lib/db/client';
import { closeLink, setConnectionEnding } from '@/lib/db/closing-links';
import { disableConnection } from '@/lib/db/connections';
import { retireSubscriptions } from '@/lib/db/farewells';
import { type Link, openLinksOfConnection } from '@/lib/db/link-rows';
import { unlink } from '@/lib/db/links';
import { enqueue } from '@/lib/db/outbox';
import { addMinutes } from '@/lib/time/interval';
import { addDays, isLocalDate, startOfDay } from '@/lib/time/zone';
import { tickField } from './registration-fields';

/** What whoever ends a connection may choose (sync-design §11). */
export const endingFields = {
  /** Take Carrel's upcoming events out of Outlook first; an admin's choice. */
  removeEvents: tickField,
  /** Times closed by Outlook stay closed up to and including this local date; empty: they open at once. */
  keepBlocksUntil: z
    .string({ error: 'required' })
    .trim()
    .refine((text) => text === '' || isLocalDate(text), 'not_date')
    .transform((text) => text || null)
    .default(null),
};

export type Ending = { removeEvents: boolean; keepBlocksUntil: string | null };

/** Everything stays in Outlook, every closed time opens. */
export const PLAIN: Ending = { removeEvents: false, keepBlocksUntil: null };

/** So long a removal can be undone before its first event goes. */
export const UNDO_MINUTES = 10;

export type Ended = {
  links: number;
  /** Calendars that are being emptied first, and how many events that are. */
  closing: number;
  events: number;
};

export const NOTHING_ENDED: Ended = { links: 0, closing: 0, events: 0 };

/**
 * Lets one Microsoft account go: its links are unlinked, its subscriptions retired, its tokens wiped, in this transaction.
 * Nothing in Outlook is touched, unless upcoming events are to be removed first: then the connection stays until they are.
 */
export async function endConnection(
  tx: Tx,
  connectionId: number,
  reason: string,
  ending: Ending,
  now: Date,
): Promise<Ended> {
  const links = await openLinksOfConnection(tx, connectionId);
  let [closing, events] = [0, 0];
  for (const link of links) {
    const removed = await endLink(tx, link, ending, now);
    if (removed === null) continue;
    events += removed;
    closing += 1;
  }
  if (closing > 0) await setConnectionEnding(tx, connectionId, { at: now, reason });
  else await disableConnection(tx, connectionId, reason);
  return { links: links.length, closing, events };
}

/**
 * Answers how many events are to be removed before the link ends; null: it is unlinked. Without a usable consent nothing
 * can be removed.
 */
export async function endLink(
  tx: Tx,
  { id, timeZone, connection }: Link,
  { removeEvents, keepBlocksUntil }: Ending,
  now: Date,
): Promise<number | null> {
  const until = keepBlocksUntil ? startOfDay(addDays(keepBlocksUntil, 1), timeZone) : null;
  await retireSubscriptions(tx, id, now);
  await enqueue(tx, { kind: 'drop_subscriptions', linkId: id });
  if (removeEvents && connection.status === 'active')
    return closeLink(tx, id, { closesAt: addMinutes(now, UNDO_MINUTES), keepBlocks: until }, now);
  await unlink(tx, id, now, until);
  return null;
}
