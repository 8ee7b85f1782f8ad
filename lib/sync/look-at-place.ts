import { db } from '@/lib/db/client';
import { readLink } from '@/lib/db/link-rows';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { familiesOf } from '@/lib/db/resources';
import { GraphFailure } from '@/lib/graph/failure';
import type { Interval } from '@/lib/time/interval';
import type { BookingMode } from './busy';
import { ConnectionUnusable } from './connection-unusable';
import { isTakenInOutlook } from './look-at-slot';
import { openSession, realWorld, type SyncWorld } from './session';
import { SyncPaused } from './sync-paused';

export type { SyncWorld } from './session';

/** Where a booking is to go, when, and how it takes place. */
export type TargetPlace = { resourceIds: readonly number[]; to: Interval; mode: BookingMode };

/**
 * Whether somebody else's event stands there now, asked live of every calendar that closes time for these resources,
 * their parts and their wholes, while a person waits for the answer (sync-design §9, rule 6). A calendar that cannot be
 * asked but was read lately is believed; `unknown`: one gives no answer, and silence is never free (§8).
 */
export async function lookAtPlace(
  { resourceIds, to, mode }: TargetPlace,
  world: SyncWorld = realWorld,
): Promise<'free' | 'taken' | 'unknown'> {
  const familyOf = await familiesOf(db(), [...resourceIds]);
  const concerned = resourceIds.flatMap((id) => [id, ...familyOf(id).partIds, ...familyOf(id).wholeIds]);
  const calendars = await trustOfCalendars(db(), [...new Set(concerned)], world.clock());
  let isUnknown = false;
  for (const { linkId, trust } of calendars.filter(({ reads }) => reads)) {
    const seen = trust === 'live' ? await lookAtOne(linkId, { to, mode }, world) : trust;
    if (seen === 'taken') return 'taken';
    if (seen === 'unknown' || seen === 'stale') isUnknown = true;
  }
  return isUnknown ? 'unknown' : 'free';
}

async function lookAtOne(
  linkId: number,
  { to, mode }: Pick<TargetPlace, 'to' | 'mode'>,
  world: SyncWorld,
): Promise<'free' | 'taken' | 'unknown'> {
  const link = await readLink(db(), linkId);
  if (!link) return 'free';
  // Beside push and pull, whose lanes are the worker's (I10).
  const session = openSession(link, { direction: 'push', isBeside: true }, world);
  try {
    return (await isTakenInOutlook(session, link, to, mode)) ? 'taken' : 'free';
  } catch (error) {
    if (error instanceof GraphFailure || error instanceof ConnectionUnusable || error instanceof SyncPaused)
      return 'unknown';
    throw error;
  } finally {
    await session.flush();
  }
}
