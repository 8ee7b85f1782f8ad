import { db } from '@/lib/db/client';
import type { Verdict } from './verdict';

/** The safety round of each quarter of an hour, and what may hold it up. */
const READ_WITHIN_MS = 20 * 60_000;

/** Nothing is left lying about, and nobody was forgotten (I5, I9, I11, I15, I16, I18). */
export async function unsettled(now: Date): Promise<Verdict[]> {
  const pending = await db().booking.findMany({ where: { status: 'pending_remote' } });
  const due = await db().pushJob.findMany({
    where: { OR: [{ runAfter: { lte: now } }, { lastClass: { not: null } }] },
  });
  const dead = await db().pushJob.count({ where: { deadAt: { not: null } } });
  const links = await db().calendarLink.findMany({ where: { state: { notIn: ['live', 'unlinked'] } } });
  const dirty = await db().$queryRaw<{ id: number }[]>`
    SELECT id FROM calendar_link WHERE state <> 'unlinked' AND dirty_seq > pulled_seq`;
  const unread = await db().calendarLink.findMany({
    where: {
      state: 'live',
      OR: [{ lastPullOkAt: null }, { lastPullOkAt: { lt: new Date(now.getTime() - READ_WITHIN_MS) } }],
    },
  });
  const connections = await db().syncConnection.findMany({ where: { status: { not: 'active' } } });
  const restores = await db().bookingMirror.findMany({ where: { autoRestores: { gt: 2 } } });
  const calendars = await db().calendarLink.count();
  const mirrors = await db().bookingMirror.count();
  const jobs = await db().pushJob.count();
  return [
    {
      ...{ invariant: 'I5', looked: await db().booking.count(), at: 'bookings' },
      wrong: pending.map(({ id }) => `booking ${id} is still being confirmed`),
    },
    {
      ...{ invariant: 'I9', looked: calendars, at: 'calendars' },
      wrong: dirty.map(({ id }) => `link ${id} is still marked`),
    },
    {
      ...{ invariant: 'I11', looked: calendars, at: 'calendars' },
      wrong: [
        ...links.map(({ id, state, stateReason }) => `link ${id} is ${state} (${stateReason})`),
        ...unread.map(({ id }) => `link ${id} is live, and nobody has read it for long`),
      ],
    },
    {
      ...{ invariant: 'I15', looked: await db().syncConnection.count(), at: 'connections' },
      wrong: connections.map(({ id, status, statusReason }) => `connection ${id} is ${status} (${statusReason})`),
    },
    {
      ...{ invariant: 'I16', looked: mirrors, at: 'mirrors' },
      wrong: restores.map(({ bookingId }) => `booking ${bookingId} was put back too often`),
    },
    {
      ...{ invariant: 'I18', looked: jobs, at: 'jobs left' },
      wrong: [
        ...due.map(({ linkId, bookingId, lastClass }) => `job ${linkId}/${bookingId} is still due (${lastClass})`),
        ...(dead > 0 ? [`${dead} jobs were given up`] : []),
      ],
    },
  ];
}
