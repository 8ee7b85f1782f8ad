import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Visitor } from '@/lib/auth/visitor';
import { decideBooking } from '@/lib/booking/decide-booking';
import type { OwnBooking } from '@/lib/booking/types';
import { bookingFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { holdOf } from '@/lib/db/holds';
import { questionsOf } from '@/lib/db/questions';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Question } from '@/lib/question';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import type { Interval } from '@/lib/time/interval';
import { type BasketItem, basketInput, MOST_SPACES } from './basket-input';
import { maySee, shownTo } from './shown-to';
import { timeInput } from './time-input';
import { patronFor } from './view-space-day';

const viewBasketInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  /** Of the space whose form is open, where it is chosen. */
  start: timeInput.start.optional(),
  end: timeInput.start.optional(),
  with: basketInput,
});

type Named = { id: number; name: string };

export type BasketView = {
  /** Booked together with the space whose form is open; `problem`: what speaks against it now. */
  others: (BasketItem & { name: string; problem: Refusal | null })[];
  /** Of the same location: free at the chosen time, and everything else that may be added for another time. */
  free: (Named & { capacity: number | null })[];
  addable: Named[];
  /** Of all the spaces together: what has to be accepted, and what is asked. */
  terms: string[];
  questions: (Question & { space: string | null })[];
  nicknames: boolean;
};

/** What is booked in one go with a space, what may be added to it, and what the form then asks for. */
export async function viewBasket(
  actor: Actor,
  raw: unknown,
  now: Date,
  visitor: Pick<Visitor, 'keys'> = { keys: [] },
): Promise<Result<BasketView>> {
  const input = parse(viewBasketInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { spaceId, start, end, with: given } = input.value;
  const [space] = await resources(db(), { ids: [spaceId], kind: 'space' });
  if (!space || !maySee(actor, space.access)) return refuse({ code: 'not_found' });
  const { locationId } = space;
  const within = { kind: 'space', locationId, activeOnly: true } as const;
  const all = (await resources(db(), within)).filter(({ access }) => maySee(actor, access));
  // What is not of this location, or gone since, is left out: an address may be old.
  const items = given.filter((one) => one.resourceId !== spaceId && all.some(({ id }) => id === one.resourceId));
  const chosen = start && end && start < end ? { resourceId: spaceId, start, end } : null;
  const judge = await judgeOf(actor, all, [...items, ...(chosen ? [chosen] : [])], now, visitor);
  const others = [];
  for (const item of items) others.push({ ...item, name: nameIn(all, item), problem: await judge(item) });

  const taken = new Set([spaceId, ...items.map(({ resourceId }) => resourceId)]);
  const hasRoom = taken.size < MOST_SPACES;
  const shown = shownTo(actor);
  const candidates = all.filter(
    (one) => hasRoom && !taken.has(one.id) && !one.isContainer && shown.includes(one.categoryAccess),
  );
  const booked = [space, ...all.filter(({ id }) => id !== spaceId && taken.has(id))];
  return ok({
    ...{ others, free: chosen ? await freeAmong(actor, { candidates, all }, [...items, chosen], now, visitor) : [] },
    addable: candidates.map(({ id, name }) => ({ id, name })),
    terms: [...new Set(booked.flatMap(({ terms }) => terms))],
    questions: await askedOf(booked),
    nicknames: booked.some(({ nicknames }) => nicknames),
  });
}

const nameIn = (all: readonly ResourceRecord[], { resourceId }: BasketItem) =>
  all.find(({ id }) => id === resourceId)?.name ?? '';

/** Each by the rule of a booking; those of the same visit count towards limits and need no gap. */
async function judgeOf(
  actor: Actor,
  all: readonly ResourceRecord[],
  together: readonly BasketItem[],
  now: Date,
  visitor: Pick<Visitor, 'keys'>,
) {
  const hold = await holdOf(db(), visitor.keys, now);
  return async (item: BasketItem): Promise<Refusal | null> => {
    const own = together.filter((one) => one.resourceId !== item.resourceId).map((one) => asOwn(one, all));
    const found = all.filter(({ id }) => id === item.resourceId);
    const [known] = await bookingFacts(db(), found, item, patronFor(actor), now, hold?.bookingId);
    if (!known) return { code: 'not_found' };
    const decision = decideBooking(item, { ...known.facts, own: [...known.facts.own, ...own] }, now);
    return decision.ok ? null : decision.refusal;
  };
}

/** Those that could be added at the time of the last of `together`. */
async function freeAmong(
  actor: Actor,
  { candidates, all }: Record<'candidates' | 'all', readonly ResourceRecord[]>,
  together: readonly BasketItem[],
  now: Date,
  visitor: Pick<Visitor, 'keys'>,
): Promise<BasketView['free']> {
  const wanted = together.at(-1) as Interval;
  const hold = await holdOf(db(), visitor.keys, now);
  const known = await bookingFacts(db(), candidates, wanted, patronFor(actor), now, hold?.bookingId);
  const own = together.map((one) => asOwn(one, all));
  const isFree = ({ facts }: (typeof known)[number]) => {
    return decideBooking(wanted, { ...facts, own: [...facts.own, ...own] }, now).ok;
  };
  return known.filter(isFree).map(({ resource: { id, name, capacity } }) => ({ id, name, capacity }));
}

function asOwn({ resourceId, start, end }: BasketItem, all: readonly ResourceRecord[]): OwnBooking {
  const { categoryId = 0, locationId = 0 } = all.find(({ id }) => id === resourceId) ?? {};
  return { start, end, categoryId, locationId, holds: true, together: true };
}

/** A question of one space says which, where there are several. */
async function askedOf(spaces: readonly ResourceRecord[]): Promise<BasketView['questions']> {
  const questions = await questionsOf(db(), spaces);
  const containers = spaces.flatMap(({ container }) => container ?? []);
  const nameOf = (id: number | null) => [...spaces, ...containers].find((one) => one.id === id)?.name ?? null;
  return questions.map(({ categoryId: _, resourceId, ...question }) => ({
    ...question,
    space: spaces.length > 1 ? nameOf(resourceId) : null,
  }));
}
