import { z } from 'zod';
import type { Tx } from '@/lib/db/client';
import { closeLinks, setConnectionsEnding } from '@/lib/db/closing-links';
import { disableConnections } from '@/lib/db/connections';
import { retireSubscriptions } from '@/lib/db/farewells';
import { type Link, openLinksOfConnection } from '@/lib/db/link-rows';
import { unlink } from '@/lib/db/links';
import { enqueueSubscriptions } from '@/lib/db/outbox';
import { refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { addDays, isLocalDate, localDateOf, startOfDay } from '@/lib/time/zone';
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

/**
 * A date that is over everywhere, where closed times were to stay closed: whoever chose it meant another, and would find them
 * open. Null: none of that.
 */
export function overDate(
  { keepBlocksUntil }: Pick<Ending, 'keepBlocksUntil'>,
  links: readonly Pick<Link, 'timeZone'>[],
  now: Date,
): ReturnType<typeof refuse> | null {
  if (keepBlocksUntil === null || links.length === 0) return null;
  const isOver = links.every(({ timeZone }) => keepBlocksUntil < localDateOf(now, timeZone));
  return isOver ? refuse({ code: 'invalid', fields: { keepBlocksUntil: 'not_before_today' } }) : null;
}

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
 * Lets Microsoft accounts go: their links are unlinked, their subscriptions retired, their tokens wiped, in this
 * transaction. Nothing in Outlook is touched, unless upcoming events are to be removed first: then an account stays until
 * its are. As many statements for all accounts of a library as for one.
 */
export async function endConnections(
  tx: Tx,
  connectionIds: readonly number[],
  links: readonly Link[],
  { reason, ...ending }: Ending & { reason: string },
  now: Date,
): Promise<Ended> {
  const { closing, events } = await endLinks(tx, links, ending, now);
  const emptied = new Set(closing.map(({ connectionId }) => connectionId));
  await setConnectionsEnding(tx, [...emptied], { at: now, reason });
  await disableConnections(
    tx,
    connectionIds.filter((id) => !emptied.has(id)),
    reason,
  );
  return { links: links.length, closing: closing.length, events };
}

/** The same for one account. */
export const endConnection = async (
  tx: Tx,
  connectionId: number,
  reason: string,
  ending: Ending,
  now: Date,
): Promise<Ended> =>
  endConnections(tx, [connectionId], await openLinksOfConnection(tx, connectionId), { reason, ...ending }, now);

/**
 * Lets calendars go. Answers which of them are emptied first, and how many events that are; without a usable consent
 * nothing can be removed. Those of one zone keep their closed times up to the same moment.
 */
export async function endLinks(
  tx: Tx,
  links: readonly Link[],
  { removeEvents, keepBlocksUntil }: Ending,
  now: Date,
): Promise<{ closing: Link[]; events: number }> {
  // Before tokens are wiped.
  await enqueueSubscriptions(tx, 'drop_subscriptions', await retireSubscriptions(tx, links.map(idOf), now));
  const closing = links.filter(({ connection }) => removeEvents && connection.status === 'active');
  const unlinked = links.filter((link) => !closing.includes(link));
  let events = 0;
  for (const zone of new Set(links.map(({ timeZone }) => timeZone))) {
    const of = (some: readonly Link[]) => some.filter(({ timeZone }) => timeZone === zone).map(idOf);
    const keepBlocks = keepBlocksUntil ? startOfDay(addDays(keepBlocksUntil, 1), zone) : null;
    events += await closeLinks(tx, of(closing), { closesAt: addMinutes(now, UNDO_MINUTES), keepBlocks }, now);
    await unlink(tx, of(unlinked), now, keepBlocks);
  }
  return { closing, events };
}

const idOf = ({ id }: Link) => id;
