import { setTimeout as wait } from 'node:timers/promises';
import { db } from '@/lib/db/client';
import { disconnectIntegration } from '@/lib/usecases/disconnect-integration';
import { revokeSpaceLink } from '@/lib/usecases/revoke-space-link';
import { must } from '../../scripts/connect-steps';
import type { Asked } from '../two-sides/asked';
import type { Outlook } from '../two-sides/outlook';
import type { Sides } from '../two-sides/sides';
import type { Verdict } from '../two-sides/verdict';
import { linkRoom, personOf } from './connect';
import type { Library } from './library';
import { untilSettled } from './settled';
import { calendarsAmiss } from './sides-of';

const BOUND_MS = 180_000;
/** Long enough for every timer of a worker that could still ask. */
const QUIET_MS = 12_000;
const WRITES = new Set(['event.create', 'event.update', 'event.delete']);

type Log = { upToDate(): Promise<readonly Asked[]> };

/**
 * A room is let go and linked again: its events are known again, and none is written or removed (I14). Where a case about
 * an event of ours was still open, the calendar did not agree before either: letting go ended the case, and the booking,
 * which stands, is written as it stands.
 */
export async function reconnectAmiss(library: Library, sides: Sides, log: Log): Promise<Verdict> {
  const [room] = library.rooms;
  if (!room) throw new Error('there is no room');
  const admin = await personOf(library.adminId);
  const { connectionId } = await db().calendarLink.findFirstOrThrow({ where: { resourceId: room.id } });
  const before = (await log.upToDate()).length;
  const undecided = await db().syncConflict.findMany({
    where: { resourceId: room.id, state: 'open', kind: { startsWith: 'mirror_' } },
    select: { bookingId: true },
  });
  must('revoking', await revokeSpaceLink(admin, { spaceId: room.id }, new Date()));
  await linkRoom(admin, room, connectionId);
  const { left } = await untilSettled(BOUND_MS);
  const asked = (await log.upToDate()).slice(before).filter(({ operation }) => WRITES.has(operation));
  const ofUndecided = await db().bookingMirror.findMany({
    where: { bookingId: { in: undecided.flatMap(({ bookingId }) => bookingId ?? []) } },
    select: { remoteId: true },
  });
  const awaited = new Set(ofUndecided.map(({ remoteId }) => remoteId));
  const writes = asked.filter(({ eventId }) => !eventId || !awaited.has(eventId));
  const verdicts = await calendarsAmiss(sides);
  const mirrors = await db().bookingMirror.count({ where: { link: { resourceId: room.id }, state: 'live' } });
  return {
    ...{ invariant: 'I14', looked: mirrors, at: 'mirrors of a room linked again' },
    wrong: [
      ...writes.map(({ operation, status }) => `${operation} was asked (${status})`),
      ...verdicts.flatMap(({ wrong }) => wrong),
      ...(left ? [`still under way: ${JSON.stringify(left)}`] : []),
    ],
  };
}

/** Everything is disconnected: no event changes, and nothing but farewells to subscriptions is asked any more (I13). */
export async function disconnectAmiss(library: Library, outlook: Outlook, sides: Sides, log: Log): Promise<Verdict> {
  const admin = await personOf(library.adminId);
  const before = await everything(sides);
  must('disconnecting', await disconnectIntegration(admin, {}, new Date()));
  const since = (await log.upToDate()).length;
  const begun = outlook.now().getTime();
  await wait(QUIET_MS);
  const asked = (await log.upToDate()).slice(since).filter(({ actor, begunAt }) => actor === 'app' && begunAt > begun);
  const strange = asked.filter(({ operation }) => operation !== 'subscription.delete');
  const after = await everything(sides);
  const altered = [...before].filter(([id, text]) => after.get(id) !== text);
  const secrets = await db().syncConnection.count({ where: { tokenEnc: { not: null } } });
  return {
    ...{ invariant: 'I13', looked: before.size, at: 'events after disconnecting' },
    wrong: [
      ...strange.map(({ operation, mailbox }) => `${operation} of ${mailbox} was asked`),
      ...(altered.length > 0 || after.size !== before.size ? [`${altered.length} events were altered`] : []),
      ...(secrets > 0 ? [`${secrets} connections kept their tokens`] : []),
    ],
  };
}

async function everything(sides: Sides): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const calendar of sides.calendars)
    for (const event of await sides.seen(calendar))
      all.set(`${calendar.name} ${event.immutableId}`, JSON.stringify(event));
  return all;
}
