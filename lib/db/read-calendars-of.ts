import type { Tx } from '@/lib/db/client';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { enqueue } from '@/lib/db/outbox';

/** The calendars of the time that a booking has come to are read at once: what stands there opens its case. */
export async function readCalendarsOf(tx: Tx, occupancy: readonly { resourceId: number }[], now: Date): Promise<void> {
  const calendars = await trustOfCalendars(tx, [...new Set(occupancy.map(({ resourceId }) => resourceId))], now);
  for (const { linkId, reads } of calendars) if (reads) await enqueue(tx, { kind: 'pull_calendar', linkId });
}
