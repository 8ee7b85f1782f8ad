import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { decideChange } from '@/lib/booking/decide-change';
import { moveOffers } from '@/lib/booking/move-offers';
import type { Offer } from '@/lib/booking/types';
import type { BookingItemRecord, BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { hurryReading } from '@/lib/db/links';
import { type MovedItem, moveFacts } from '@/lib/db/move-facts';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, sameInterval } from '@/lib/time/interval';
import { isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { askingMore } from './asking-more';
import { bookingRight } from './booking-right';
import { cancelFactsOf } from './cancel-facts';
import { maySee, shownTo } from './shown-to';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);

const viewChangeInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().max(64).optional(),
  spaceId: z.preprocess(missingIfEmpty, z.coerce.number().int().positive().optional()),
  date: z.preprocess(missingIfEmpty, z.string().refine(isLocalDate, 'not_date').optional()),
});

export type ChangeView = {
  publicId: string;
  version: number;
  /** Where it is now; of several items the first, all have its time. */
  item: BookingItemRecord;
  names: string[];
  nickname: string;
  note: string;
  /** Why time and space cannot be changed; the words still can. Null: they can. */
  problem: Refusal | null;
  /** Until when they can. */
  until: Date;
  /** A mediator decides on whatever is another time or space. */
  isMediated: boolean;
  isRequest: boolean;
  /** Its own and others of its location to go to; its own alone where it has several, or is a person. */
  spaces: { id: number; name: string; categoryName: string }[];
  /** The one whose times are shown. */
  space: ResourceRecord;
  isOther: boolean;
  date: LocalDate;
  today: LocalDate;
  lastDate: LocalDate;
  offers: Offer[];
};

/** What the page of changes needs: where a booking may go on one date, by the rules that decide when it is sent. */
export async function viewChange(actor: Actor, raw: unknown, now: Date): Promise<Result<ChangeView>> {
  const input = parse(viewChangeInput, raw);
  if (!input.ok) return input;
  const booking = await bookingByPublicId(db(), input.value.publicId);
  if (!booking) return refuse({ code: 'not_found' });
  if (!bookingRight(actor, booking, input.value.key)) return refuse({ code: 'not_allowed' });
  const [item] = booking.items;
  if (!item) return refuse({ code: 'not_found' });

  const spaces = await placesFor(actor, booking, item);
  const space = spaces.find(({ id }) => id === (input.value.spaceId ?? item.resourceId));
  if (!space) return refuse({ code: 'not_found' });
  await hurryReading(db(), [space.id], now);
  const { timeZone, policy } = space;
  const today = localDateOf(now, timeZone);
  const date = input.value.date ?? localDateOf(item.start, timeZone);
  const day = localDay(date, timeZone);
  const known = await factsFor(
    booking,
    item,
    space,
    { start: day.start, end: addMinutes(day.end, policy.maxMinutes) },
    now,
  );
  const problem = problemOf(booking, item, now);
  const { publicId, version, nickname, note, status } = booking;
  return ok({
    ...{ publicId, version, item, nickname, note, problem, space, date, today },
    names: booking.items.map(({ name }) => name),
    until: addMinutes(item.start, -cancelFactsOf(booking).cancelByMinutes),
    isMediated: policy.mediation,
    isRequest: status === 'mediation',
    spaces: spaces.map(({ id, name, categoryName }) => ({ id, name, categoryName })),
    isOther: space.id !== item.resourceId,
    lastDate: lastOpenDate(policy, now, timeZone),
    offers: problem ? [] : moveOffers(known, day, now),
  });
}

/** Spaces of its location that are shown to whoever asks and ask nothing new, its own first. */
async function placesFor(
  actor: Actor,
  { items, answers }: BookingRecord,
  item: BookingItemRecord,
): Promise<ResourceRecord[]> {
  const own = await resources(db(), { ids: [item.resourceId] });
  if (items.length > 1 || item.kind === 'person') return own;
  const within = { kind: 'space', locationId: item.locationId, activeOnly: true } as const;
  const others = await resources(db(), { ...within, categoryAccess: shownTo(actor) });
  const bookable = others.filter(
    ({ id, isContainer, access }) => id !== item.resourceId && !isContainer && maySee(actor, access),
  );
  const asking = await askingMore(db(), answers, bookable);
  return [...own, ...bookable.filter(({ id }) => !asking.has(id))];
}

const factsFor = async (
  booking: BookingRecord,
  item: BookingItemRecord,
  space: ResourceRecord,
  to: MovedItem['wanted'],
  now: Date,
): Promise<MovedItem[]> =>
  (await moveFacts(db(), booking, { to, space: { from: item.resourceId, to: space.id } }, now)) ?? [];

function problemOf(booking: BookingRecord, item: BookingItemRecord, now: Date): Refusal | null {
  if (booking.items.some((one) => !sameInterval(one, item))) return { code: 'several_times' };
  const decision = decideChange(cancelFactsOf(booking), now, 'patron');
  return decision.ok ? null : decision.refusal;
}
