import { occupancyRows } from '@/lib/booking/occupancy';
import type { Tx } from '@/lib/db/client';
import { DAY_MS } from '@/lib/time/interval';
import { addDays, wallTime, weekdayOf } from '@/lib/time/zone';
import { beginningOf } from './history';
import { patrons } from './people';
import { type SeedLocation, TIME_ZONE } from './place';

const ID_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Left free, so that a newcomer finds slots where the guide points. */
const QUIET = new Set(['Linden Room', 'Maple Room']);

/** A space as booked by the seed: with its location's hours and its category's policy. */
export type Bookable = {
  id: number;
  partIds: number[];
  hours: SeedLocation['hours'];
  policy: SeedLocation['categories'][number]['policy'];
  periods: NonNullable<SeedLocation['categories'][number]['periods']>;
  name: string;
};

export type Draft = { publicId: string; space: Bookable; start: Date; end: Date; patronName: string };

/** Two weeks around today, the same for the same day; nothing in the rooms that newcomers are sent to. */
export async function seedBookings(tx: Tx, spaces: Bookable[], today: string, now: Date): Promise<void> {
  const random = seeded(20_261);
  const parts = new Set(spaces.flatMap((space) => space.partIds));
  const drafts: Draft[] = [];
  for (let day = -7; day <= 7; day++)
    for (const space of spaces)
      if (!QUIET.has(space.name) && !parts.has(space.id)) drafts.push(...dayOf(space, addDays(today, day), random));

  const chance = seeded(20_262);
  const stored = await tx.booking.createManyAndReturn({
    data: drafts.map((draft) => ({
      ...{ publicId: draft.publicId, status: 'confirmed' as const, ...madeBefore(draft, now, chance) },
      patronEmail: `${draft.patronName.toLowerCase().replace(/[^a-z]+/g, '.')}@patrons.example`,
    })),
    select: { id: true, publicId: true },
  });
  const idOf = new Map(stored.map(({ id, publicId }) => [publicId, id]));
  const withId = drafts.map((draft) => ({ ...draft, bookingId: idOf.get(draft.publicId) ?? 0 }));
  await tx.bookingItem.createMany({
    data: withId.map(({ bookingId, space, start, end }) => ({
      ...{ bookingId, resourceId: space.id, startsAt: start, endsAt: end },
    })),
  });
  await tx.occupancy.createMany({
    data: withId.flatMap(({ bookingId, space: { id: resourceId, partIds, policy }, start, end }) =>
      occupancyRows([{ resourceId, partIds, start, end, ...policy }]).map((row) => ({
        ...{ bookingId, resourceId: row.resourceId, startsAt: row.start, endsAt: row.end, pad: row.pad },
      })),
    ),
  });
}

/** Nothing was made later than now: what is to come was made in the days before. */
function madeBefore(draft: Draft, now: Date, random: () => number) {
  const { createdAt, ...began } = beginningOf(draft, random);
  const madeAt = createdAt < now ? createdAt : new Date(now.getTime() - random() * 3 * DAY_MS);
  return { ...began, createdAt: madeAt, settledAt: madeAt };
}

/** One space's bookings of one day: lengths and pauses, or periods, by chance, always inside hours and policy. */
export function dayOf(space: Bookable, date: string, random: () => number): Draft[] {
  const open = space.hours.find(([weekdays]) => weekdays.includes(weekdayOf(date)));
  if (!open) return [];
  const draft = (minute: number, length: number): Draft => ({
    publicId: publicIdOf(random),
    space,
    start: wallTime(date, minute, TIME_ZONE),
    end: wallTime(date, minute + length, TIME_ZONE),
    patronName: patrons[Math.floor(random() * patrons.length)] ?? 'A patron',
  });
  if (space.periods.length > 0)
    return space.periods
      .filter(() => random() < 0.4)
      .map(([, starts, ends]) => draft(starts * 60, (ends - starts) * 60));
  const [, opens, closes] = open;
  const { minMinutes, maxMinutes, stepMinutes, setupMinutes, cleanupMinutes } = space.policy;
  const room = Math.ceil((setupMinutes + cleanupMinutes) / stepMinutes) * stepMinutes;
  const lengths = Math.min(4, (maxMinutes - minMinutes) / stepMinutes + 1);
  const drafts: Draft[] = [];
  for (let minute = opens * 60 + stepMinutes * Math.floor(random() * 6); ; ) {
    const length = minMinutes + stepMinutes * Math.floor(random() * lengths);
    if (minute + length > closes * 60) return drafts;
    drafts.push(draft(minute, length));
    minute += length + Math.max(stepMinutes * (2 + Math.floor(random() * 9)), room);
  }
}

export const publicIdOf = (random: () => number): string =>
  Array.from({ length: 8 }, () => ID_LETTERS[Math.floor(random() * ID_LETTERS.length)]).join('');

/** Mulberry32: small, good enough for a demo, and the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
