import { audit } from '@/lib/db/audit';
import { db, type Tx, transaction } from '@/lib/db/client';
import {
  type ClosingLink,
  closingLinks,
  emptiedConnections,
  markIncomplete,
  upcomingEvents,
} from '@/lib/db/closing-links';
import { disableConnections, openConnections } from '@/lib/db/connections';
import { lockIntegration, setIntegrationState } from '@/lib/db/integration';
import { unlink } from '@/lib/db/links';
import { lockClosingLinks } from '@/lib/db/reopen-links';
import { addMinutes } from '@/lib/time/interval';
import { UNDO_MINUTES } from './end-connection';

/** A removal that takes longer ends all the same, with the rest listed (sync-design §11). */
const LONGEST_MINUTES = 24 * 60;

/** The system's own turn: calendars that are empty now, or took too long, are let go, and their tokens wiped. */
export async function finishClosingLinks(now: Date): Promise<void> {
  const links = await closingLinks(db());
  for (const link of links) {
    if (!isOver(link, now)) continue;
    await transaction(async (tx) => {
      if ((await lockClosingLinks(tx, [link.id])).length > 0) await letGo(tx, link.id, now);
    });
  }
  await transaction((tx) => finishConnections(tx));
}

/** Never before the pause is over, also when there is nothing to remove: so everything can be undone together. */
const isOver = ({ left, closesAt }: ClosingLink, now: Date): boolean =>
  closesAt <= now && (left === 0 || addMinutes(closesAt, LONGEST_MINUTES - UNDO_MINUTES) <= now);

async function letGo(tx: Tx, linkId: number, now: Date): Promise<void> {
  const rest = await upcomingEvents(tx, linkId, now);
  await unlink(tx, linkId, now, 'all');
  if (rest > 0) await markIncomplete(tx, linkId);
  await audit(tx, { personId: null, act: 'removal.ended', subject: `link:${linkId}`, detail: { rest } });
}

/** A connection ends with its last calendar, the integration with its last connection. */
export async function finishConnections(tx: Tx): Promise<void> {
  const integration = await lockIntegration(tx);
  const emptied = await emptiedConnections(tx);
  for (const reason of new Set(emptied.map((one) => one.reason))) {
    const ids = emptied.filter((one) => one.reason === reason).map(({ id }) => id);
    await disableConnections(tx, ids, reason);
  }
  if (integration?.endingAt && (await openConnections(tx)).length === 0) await setIntegrationState(tx, 'disconnected');
}
