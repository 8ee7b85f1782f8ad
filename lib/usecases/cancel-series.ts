import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { decideCancel } from '@/lib/booking/decide-change';
import { audit } from '@/lib/db/audit';
import { lockBooking, setBookingStatus } from '@/lib/db/bookings';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { resolveCasesOfBooking } from '@/lib/db/conflicts';
import { enqueue } from '@/lib/db/outbox';
import { lockResources } from '@/lib/db/resources';
import { seriesById } from '@/lib/db/series';
import { bookingsOfSeries, type SeriesBooking } from '@/lib/db/series-bookings';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';

const cancelSeriesInput = z.object({
  seriesId: z.coerce.number().int().positive().max(2_147_483_647),
  /** From this booking on; left out: all that are still to come. */
  from: z.string().min(1).max(32).toLowerCase().optional(),
});

/**
 * Staff take back what is left of a series, all of it or nothing: its size is bounded. The patron hears of all in one mail.
 * What was cancelled or moved to another series of its own accord is left alone.
 */
export async function cancelSeries(actor: Actor, raw: unknown, now: Date): Promise<Result<{ count: number }>> {
  const input = parse(cancelSeriesInput, raw);
  if (!input.ok) return input;
  const { seriesId, from } = input.value;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'cancel_any_booking')) return refuse({ code: 'not_allowed' });
  const series = await seriesById(db(), seriesId);
  if (!series) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'cancel_any_booking', [['series', seriesId]]);
  if (!allowed.ok) return allowed;
  if (series.state !== 'done') return refuse({ code: 'step_not_allowed', from: series.state, to: 'cancelled' });

  return inTransaction(async (tx) => {
    const known = await bookingsOfSeries(tx, seriesId, now);
    // Resources first, in the order that every writer of taken time keeps.
    await lockResources(tx, [...new Set(known.map(({ resourceId }) => resourceId))]);
    for (const { id } of known) await lockBooking(tx, id);
    const all = await bookingsOfSeries(tx, seriesId, now);
    const first = from === undefined ? undefined : all.find(({ publicId }) => publicId === from);
    if (from !== undefined && !first) return refuse({ code: 'not_found' });
    const rest = all.filter((one) => one.start >= (first?.start ?? now) && decideCancel(one, now, 'staff').ok);
    if (rest.length === 0) return refuse({ code: 'booking_closed' });
    for (const booking of rest) await cancelOne(tx, booking, now);
    const bookingIds = rest.map(({ id }) => id);
    if (!series.isBlock)
      await enqueue(tx, { kind: 'series_mail', mail: { template: 'series_cancelled', seriesId, bookingIds } });
    await audit(tx, {
      ...{ personId: actor.id, act: 'series.cancelled', subject: `series:${seriesId}` },
      detail: { count: rest.length, from: from ?? null },
    });
    return ok({ count: rest.length });
  });
}

async function cancelOne(tx: Tx, { id }: SeriesBooking, now: Date): Promise<void> {
  const change = { status: 'cancelled', statusReason: null, cause: 'staff' } as const;
  await setBookingStatus(tx, id, { ...change, closes: false, changesEvent: true }, now);
  await resolveCasesOfBooking(tx, id, 'booking_over', now);
  await enqueue(tx, { kind: 'push_booking', bookingId: id, urgent: true });
}
