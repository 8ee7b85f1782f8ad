import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { calendarState } from '@/lib/booking/calendar-state';
import type { CalendarState } from '@/lib/booking/types';
import { calendarsOf } from '@/lib/db/booking-calendar';
import { db } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import { type SeriesRow, type SeriesTime, type SeriesWish, seriesById } from '@/lib/db/series';
import { bookingsOfSeries, type SeriesBooking } from '@/lib/db/series-bookings';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import type { SeriesRule } from '@/lib/time/expand-series';
import type { Interval } from '@/lib/time/interval';
import { allowedAt } from './allowed-at';
import { type DraftTime, draftTimes } from './series-draft';

const viewSeriesInput = z.object({ seriesId: z.coerce.number().int().positive().max(2_147_483_647) });

type Common = { id: number; rule: SeriesRule | null; isBlock: boolean; tell: boolean; timeZone: string };

/** One time of a series that was saved: its booking, or why there is none. */
export type SavedTime = Interval & {
  position: number;
  spaceId: number;
  spaceName: string;
  /** 'skipped', the code of a refusal, null while it is not seen to. */
  outcome: string | null;
  booking: (SeriesBooking & { calendar: CalendarState }) | null;
};

export type SeriesView =
  | (Common & { state: 'draft'; wish: SeriesWish; times: DraftTime[] })
  | (Common & { state: 'working' | 'done'; patronName: string; note: string; times: SavedTime[]; upcoming: number });

/** A draft to decide on, by whoever made it; or a series that was saved, by all staff. */
export async function viewSeries(actor: Actor, raw: unknown, now: Date): Promise<Result<SeriesView>> {
  const input = parse(viewSeriesInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'view_desk')) return refuse({ code: 'not_allowed' });
  const series = await seriesById(db(), input.value.seriesId);
  if (!series) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'view_desk', [['series', series.id]]);
  if (!allowed.ok) return allowed;
  const { id, rule, isBlock, tell, state } = series;
  if (state === 'draft') {
    if (series.createdById !== actor.id) return refuse({ code: 'not_found' });
    const times = await draftTimes(db(), series, now);
    const wish = series.wish ?? { patron: null, note: '', locale: 'en', anyway: '' };
    return ok({ ...{ id, rule, isBlock, tell, state, wish, times }, timeZone: times[0]?.timeZone ?? 'UTC' });
  }
  const { times, ...rest } = await savedTimes(series);
  const upcoming = times.filter(({ booking }) => booking && booking.end > now && isHeld(booking)).length;
  return ok({ ...{ id, rule, isBlock, tell, state, times, upcoming }, ...rest });
}

const isHeld = ({ status }: SeriesBooking) => ['pending_remote', 'to_confirm', 'confirmed'].includes(status);

async function savedTimes(series: SeriesRow) {
  const bookings = await bookingsOfSeries(db(), series.id);
  const calendars = await calendarsOf(
    db(),
    bookings.map(({ id }) => id),
  );
  const ids = [...new Set(series.times.map((time) => placeOf(time).resourceId))];
  const spaces = new Map((await resources(db(), { ids })).map((space) => [space.id, space]));
  const times = series.times.map((time): SavedTime => {
    const place = placeOf(time);
    const booking = bookings.find(({ id }) => id === time.bookingId) ?? null;
    return {
      ...{ position: time.position, outcome: time.outcome, start: place.start, end: place.end },
      ...{ spaceId: place.resourceId, spaceName: spaces.get(place.resourceId)?.name ?? '' },
      booking: booking && { ...booking, calendar: calendarState(booking.status, calendars(booking.id)) },
    };
  });
  const [first] = bookings;
  const [space] = spaces.values();
  const timeZone = first?.timeZone ?? space?.timeZone ?? 'UTC';
  return { times, timeZone, patronName: first?.patronName ?? '', note: first?.note ?? '' };
}

const placeOf = ({ choice, from, to }: SeriesTime) => (choice === 'move' && to ? to : from);
