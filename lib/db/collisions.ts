import type { Tx } from '@/lib/db/client';

/**
 * Foreign events over bookings, as they were last seen: open ones, and, while the booking is not over, those that a person
 * has let stand.
 */
export async function openCollisions(tx: Tx, linkId: number, now: Date) {
  const rows = await tx.syncConflict.findMany({
    where: {
      ...{ linkId, kind: 'foreign_over_booking' },
      OR: [
        { state: 'open' },
        { resolution: { in: ['kept', 'meeting_declined'] }, booking: { items: { some: { endsAt: { gt: now } } } } },
      ],
    },
    select: { id: true, remoteId: true, bookingId: true, state: true, evidence: true },
  });
  return rows.flatMap(({ id, remoteId, bookingId, state, evidence }) =>
    remoteId && bookingId
      ? [{ conflictId: id, remoteId, bookingId, kept: state === 'resolved', at: timesOf(evidence) }]
      : [],
  );
}

/** Calendars with an open case of a foreign event over this booking. */
export async function linksOfOpenCollisions(tx: Tx, bookingId: number): Promise<number[]> {
  const rows = await tx.syncConflict.findMany({
    where: { bookingId, kind: 'foreign_over_booking', state: 'open' },
    distinct: ['linkId'],
    select: { linkId: true },
  });
  return rows.map(({ linkId }) => linkId);
}

function timesOf(evidence: unknown): string {
  const { ours, theirs } = evidence as { ours?: Times; theirs?: Times };
  return [ours?.start, ours?.end, theirs?.start, theirs?.end].join(' ');
}

type Times = { start: string; end: string };
