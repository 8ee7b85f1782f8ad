import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Visitor } from '@/lib/auth/visitor';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { decideBooking, lengthsOf } from '@/lib/booking/decide-booking';
import { firstOffer } from '@/lib/booking/first-offer';
import { offers } from '@/lib/booking/slots';
import type { BookingFacts, Limit, Offer } from '@/lib/booking/types';
import { freeAt, takenBy, type WhyClosed } from '@/lib/booking/why-closed';
import { bookingFacts } from '@/lib/db/booking-facts';
import { categoryRow } from '@/lib/db/catalogue-rows';
import { db } from '@/lib/db/client';
import { type Hold, holdOf } from '@/lib/db/holds';
import { hurryReading } from '@/lib/db/links';
import { type Relative, relativesOf } from '@/lib/db/relatives';
import { type ResourceRecord, resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { openingOn } from '@/lib/time/opening';
import { addDays, isLocalDate, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { type BasketItem, basketInput } from './basket-input';
import { type Alternative, alternativesTo } from './find-alternatives';
import { asHeld, type Held } from './hold-view';
import { maySee } from './shown-to';
import { intervalOf, timeInput } from './time-input';
import { patronFor } from './view-space-day';

const viewSpaceInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  date: z.string().refine(isLocalDate, 'not_date').optional(),
  start: timeInput.start.optional(),
  end: timeInput.end,
  minutes: timeInput.minutes,
  /** Other spaces of the same visit; an address that makes no sense brings none. */
  with: basketInput.catch([]),
});

export type SpaceView = {
  space: ResourceRecord;
  /** What it is a part of, and what it is made of, as far as that may be seen. */
  wholes: Relative[];
  parts: Relative[];
  /** What is said of its category, and how to find its location; empty: nothing. */
  about: { category: string; directions: string };
  /** What one person may hold in its category and its location. */
  limits: Limit[];
  today: LocalDate;
  lastDate: LocalDate;
  /** The date whose times are offered: as asked, else that of the chosen start or of the visit, else the next that has some. */
  date: LocalDate;
  /** Open stretches that belong to the date; none outside of what may be booked at all. */
  open: Interval[];
  offers: Offer[];
  /** The next date with a free time, when this one has none. */
  nextFreeDate: LocalDate | null;
  /**
   * What was chosen on the way here, and what speaks against it now. With a start alone it is as long as usual, or as
   * long as it may be, and `lengths` are the minutes to choose from; with an end there is nothing left to choose.
   */
  chosen: Chosen | null;
  /** The visitor holds what was chosen, while the form is open. */
  hold: Held | null;
};

export type Chosen = Interval & {
  problem: Refusal | null;
  /** What takes the time, where that is the problem. */
  takenBy: WhyClosed['takenBy'];
  /** When it is free again by itself, where it is only held. */
  freeAt: Date | null;
  lengths: number[];
  /** Where there is a problem, what might do as well: shorter, sooner or later, or another space then. */
  instead: Alternative[];
};

/**
 * One space with the times it offers on a date. An inactive space is shown, with nothing on offer. What the visitor holds
 * is not in their own way.
 */
export async function viewSpace(
  actor: Actor,
  raw: unknown,
  now: Date,
  visitor: Pick<Visitor, 'keys'> = { keys: [] },
): Promise<Result<SpaceView>> {
  const input = parse(viewSpaceInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const space = await resourceById(db(), input.value.spaceId);
  if (space?.kind !== 'space' || !maySee(actor, space.access)) return refuse({ code: 'not_found' });

  await hurryReading(db(), [space.id], now);
  const { timeZone, policy } = space;
  const { date: asked, with: others, ...time } = input.value;
  const today = localDateOf(now, timeZone);
  const lastDate = lastOpenDate(policy, now, timeZone);
  // The window is read whatever date is asked for, since it says where the next free time is; what is offered in it is
  // worked out only as far as it is shown.
  const range = {
    start: localDay(today, timeZone).start,
    end: addMinutes(localDay(addDays(lastDate, 1), timeZone).end, policy.maxMinutes),
  };
  const hold = await holdOf(db(), visitor.keys, now);
  const [known] = await bookingFacts(db(), [space], range, patronFor(actor), now, hold?.bookingId);
  if (!known) return refuse({ code: 'not_found' });

  const wanted = chosenTime(time, known.facts, now);
  const chosen = wanted && { ...wanted, instead: await insteadOf(actor, wanted, known.facts, now) };
  const near = chosen ?? others[0];
  const first = asked ?? (near && localDateOf(near.start, timeZone)) ?? today;
  const nextFree = firstOffer(known.facts, { start: localDay(first, timeZone).start, end: range.end }, now);
  const nextFreeDate = nextFree ? localDateOf(nextFree.start, timeZone) : null;
  const date = asked || chosen ? first : (nextFreeDate ?? first);
  const shown = localDay(date, timeZone);
  const category = await categoryRow(db(), space.categoryId);
  const { wholes, parts } = await relativesOf(db(), space.id);
  const seen = (relatives: Relative[]) => relatives.filter(({ active, access }) => active && maySee(actor, access));
  return ok({
    ...{ space, limits: known.facts.limits, wholes: seen(wholes), parts: seen(parts) },
    about: { category: category?.description ?? '', directions: category?.location.directions ?? '' },
    ...{ today, lastDate, date, nextFreeDate, chosen },
    hold: hold && chosen && isHeld(hold, space.id, chosen, others) ? asHeld(hold, space.holdMinutes) : null,
    open: date < today || date > lastDate ? [] : openingOn(known.hours, date, timeZone),
    offers: offers(known.facts, shown, now),
  });
}

/** All that was chosen, and nothing else; of the space whose form is open the length may be chosen still. */
function isHeld({ items }: Hold, spaceId: number, { start }: Interval, others: readonly BasketItem[]): boolean {
  const has = (id: number, at: Date) =>
    items.some((item) => item.resourceId === id && item.start.getTime() === at.getTime());
  if (items.length !== others.length + 1 || !has(spaceId, start)) return false;
  return others.every((one) => has(one.resourceId, one.start));
}

type Time = { start?: Date; end?: Date; minutes?: number };

const offersAt = (start: Date, facts: BookingFacts, now: Date): Offer[] =>
  offers(facts, { start, end: addMinutes(start, 1) }, now).filter((one) => one.start.getTime() === start.getTime());

function chosenTime(time: Time, facts: BookingFacts, now: Date): Omit<Chosen, 'instead'> | null {
  const { start, end, minutes } = time;
  if (!start) return null;
  const there = end || minutes ? [] : offersAt(start, facts, now);
  const lengths = there.flatMap((offer) => lengthsOf({ ...facts.policy, ...offer }));
  const usual = lengths.findLast((length) => length <= facts.policy.defaultMinutes) ?? lengths[0];
  const wanted = intervalOf({ start, end, minutes: minutes ?? usual }, facts.policy.defaultMinutes);
  if (!wanted.ok) return null;
  const decision = decideBooking(wanted.value, facts, now);
  if (decision.ok) return { ...wanted.value, lengths, problem: null, takenBy: null, freeAt: null };
  const problem = decision.refusal;
  const why = (one: typeof wanted.value) => ({ takenBy: takenBy(one, facts), freeAt: freeAt(one, facts) });
  const taken = problem.code === 'slot_taken' ? why(wanted.value) : { takenBy: null, freeAt: null };
  return { ...wanted.value, lengths, problem, ...taken };
}

/** The same start for less time first: whoever chose it wants to be there then. */
async function insteadOf(
  actor: Actor,
  { problem, ...wanted }: Omit<Chosen, 'instead'>,
  facts: BookingFacts,
  now: Date,
): Promise<Alternative[]> {
  if (!problem) return [];
  const { resourceId } = facts;
  const others = await alternativesTo(actor, [{ resourceId, ...wanted }], now);
  const [shorter] = offersAt(wanted.start, facts, now);
  if (!shorter) return others;
  const end = addMinutes(shorter.start, shorter.maxMinutes);
  return [{ resourceId, start: shorter.start, end, name: '', slug: null, sameResource: true }, ...others];
}
