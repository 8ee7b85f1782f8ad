import { type Actor, canSomewhere } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { workersSeen } from '@/lib/db/heartbeats';
import { locations } from '@/lib/db/library';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';

export type WorkersView = {
  /** How many were seen within the last minute, and have not stopped since. */
  seen: number;
  /** For a minute there was none: nothing is sent and nothing is read. `since`: null where none has ever run. */
  standstill: { since: Date | null; timeZone: string } | null;
};

/** Whether anybody does the work at all. One small query, unless nobody does. */
export async function viewWorkers(actor: Actor, now: Date): Promise<Result<WorkersView>> {
  if (!canSomewhere(actor, 'tend_calendars')) return refuse({ code: 'not_allowed' });
  const lately = addMinutes(now, -1);
  const { seen, lastSeenAt } = await workersSeen(db(), lately);
  if (lastSeenAt !== null && lastSeenAt > lately) return ok({ seen, standstill: null });
  const timeZone = (await locations(db()))[0]?.timeZone ?? 'UTC';
  return ok({ seen, standstill: { since: lastSeenAt, timeZone } });
}
