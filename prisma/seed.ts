/**
 * Fills an empty database with the demo library; does nothing when there is a library already. One transaction: a seed
 * that was interrupted leaves nothing, and the next start begins anew.
 */
import { hash } from '@node-rs/argon2';
import { occupancyRows } from '@/lib/booking/occupancy';
import type { Tx } from '@/lib/db/client';
import { closeDb, transaction } from '@/lib/db/client';
import { addDays, localDateOf, wallTime, weekdayOf } from '@/lib/time/zone';
import { locations, type SeedLocation, TIME_ZONE } from './seed/catalogue';
import { accounts, patrons, staff } from './seed/people';

const PASSWORD = 'carrel-demo';
const ID_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Left free, so that a newcomer finds slots where the guide points. */
const QUIET = new Set(['Linden Room', 'Maple Room']);

type Weekly = SeedLocation['hours'];
/** A space as booked by the seed: with its location's hours and its category's policy. */
type Bookable = {
  id: number;
  partIds: number[];
  hours: Weekly;
  policy: SeedLocation['categories'][number]['policy'];
  name: string;
};

async function main(): Promise<void> {
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const now = new Date();
  const today = localDateOf(now, TIME_ZONE);
  await transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE library IN ACCESS EXCLUSIVE MODE`;
    if (await tx.library.count()) return;
    await tx.library.create({ data: { name: 'Library Example' } });
    const spaces = await seedPlaces(tx);
    await seedExceptions(tx, today);
    await seedPeople(tx, passwordHash);
    await seedBookings(tx, spaces, today, now);
  });
  await closeDb();
}

async function seedPlaces(tx: Tx): Promise<Bookable[]> {
  const spaces: Bookable[] = [];
  for (const [position, place] of locations.entries()) {
    const { id: locationId } = await tx.location.create({
      data: { name: place.name, address: place.address, timeZone: TIME_ZONE, position },
    });
    await tx.hoursSchedule.create({ data: { locationId, name: 'All year', spans: { create: spans(place.hours) } } });
    for (const [order, { name, picture, policy, spaces: wanted }] of place.categories.entries()) {
      const category = await tx.category.create({
        data: { locationId, kind: 'space', name, picture, position: order, ...policy },
      });
      const ids = new Map<string, number>();
      for (const [index, { parts = [], ...space }] of wanted.entries()) {
        const { id } = await tx.resource.create({
          data: { kind: 'space', categoryId: category.id, position: index, ...space },
        });
        ids.set(space.name, id);
        const partIds = parts.flatMap((part) => ids.get(part) ?? []);
        if (partIds.length)
          await tx.resourcePart.createMany({ data: partIds.map((partId) => ({ wholeId: id, partId })) });
        spaces.push({ id, partIds, hours: place.hours, policy, name: space.name });
      }
    }
  }
  return spaces;
}

const spans = (hours: Weekly) =>
  hours.flatMap(([weekdays, opens, closes]) =>
    weekdays.map((weekday) => ({ weekday, opensMinute: opens * 60, closesMinute: closes * 60 })),
  );

/** A holiday and two short days, close enough to be met by a newcomer who pages on. */
async function seedExceptions(tx: Tx, today: string): Promise<void> {
  const [central, riverside] = await tx.location.findMany({ orderBy: { position: 'asc' } });
  if (!central || !riverside) return;
  const on = (days: number) => new Date(addDays(today, days));
  await tx.hoursException.createMany({
    data: [
      { locationId: central.id, localDate: on(9), note: 'Founders’ Day' },
      { locationId: riverside.id, localDate: on(9), note: 'Founders’ Day' },
      {
        locationId: central.id,
        localDate: on(12),
        opensMinute: 13 * 60,
        closesMinute: 20 * 60,
        note: 'Staff training in the morning',
      },
      { locationId: riverside.id, localDate: on(4), opensMinute: 10 * 60, closesMinute: 21 * 60, note: 'Long evening' },
    ],
  });
}

async function seedPeople(tx: Tx, passwordHash: string): Promise<void> {
  for (const account of accounts) await tx.person.create({ data: { ...account, passwordHash } });
  const central = await tx.location.findFirstOrThrow({ orderBy: { position: 'asc' } });
  const category = await tx.category.create({
    data: {
      locationId: central.id,
      kind: 'person',
      name: 'Librarian appointments',
      picture: 'reading-hall',
      position: 90,
      ...{ stepMinutes: 30, minMinutes: 30, maxMinutes: 60, defaultMinutes: 30 },
      ...{ minNoticeMinutes: 60, windowDays: 28, maxMinutesPerDay: 120, cleanupMinutes: 0, cancelByMinutes: 60 },
    },
  });
  for (const [index, { email, name, slug, subjects, about }] of staff.entries()) {
    const person = await tx.person.create({ data: { email, name, role: 'staff', passwordHash } });
    const early = index % 2 === 0;
    await tx.resource.create({
      data: {
        kind: 'person',
        categoryId: category.id,
        personId: person.id,
        name,
        slug,
        subjects,
        description: about,
        directions: 'Ask at the information desk, ground floor.',
        position: index,
        hoursSchedules: {
          create: {
            name: 'Appointments',
            spans: {
              create: [1, 2, 3, 4, 5].flatMap((weekday) => [
                { weekday, opensMinute: (early ? 9 : 10) * 60, closesMinute: 12 * 60 },
                { weekday, opensMinute: 13 * 60, closesMinute: (early ? 16 : 17) * 60 },
              ]),
            },
          },
        },
      },
    });
  }
}

type Draft = { publicId: string; space: Bookable; start: Date; end: Date; patronName: string };

/** Two weeks around today, the same for the same day; nothing in the rooms that newcomers are sent to. */
async function seedBookings(tx: Tx, spaces: Bookable[], today: string, now: Date): Promise<void> {
  const random = seeded(20_261);
  const parts = new Set(spaces.flatMap((space) => space.partIds));
  const drafts: Draft[] = [];
  for (let day = -7; day <= 7; day++)
    for (const space of spaces)
      if (!QUIET.has(space.name) && !parts.has(space.id)) drafts.push(...dayOf(space, addDays(today, day), random));

  const stored = await tx.booking.createManyAndReturn({
    data: drafts.map(({ publicId, patronName }) => ({
      ...{ publicId, patronName, status: 'confirmed' as const, settledAt: now },
      patronEmail: `${patronName.toLowerCase().replace(/[^a-z]+/g, '.')}@patrons.example`,
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

/** One space's bookings of one day: lengths and pauses by chance, always inside hours and policy. */
function dayOf(space: Bookable, date: string, random: () => number): Draft[] {
  const open = space.hours.find(([weekdays]) => weekdays.includes(weekdayOf(date)));
  if (!open) return [];
  const [, opens, closes] = open;
  const { minMinutes, maxMinutes, stepMinutes, setupMinutes, cleanupMinutes } = space.policy;
  const room = Math.ceil((setupMinutes + cleanupMinutes) / stepMinutes) * stepMinutes;
  const lengths = Math.min(4, (maxMinutes - minMinutes) / stepMinutes + 1);
  const drafts: Draft[] = [];
  for (let minute = opens * 60 + stepMinutes * Math.floor(random() * 6); ; ) {
    const length = minMinutes + stepMinutes * Math.floor(random() * lengths);
    if (minute + length > closes * 60) return drafts;
    drafts.push({
      publicId: Array.from({ length: 8 }, () => ID_LETTERS[Math.floor(random() * ID_LETTERS.length)]).join(''),
      space,
      start: wallTime(date, minute, TIME_ZONE),
      end: wallTime(date, minute + length, TIME_ZONE),
      patronName: patrons[Math.floor(random() * patrons.length)] ?? 'A patron',
    });
    minute += length + Math.max(stepMinutes * (2 + Math.floor(random() * 9)), room);
  }
}

/** Mulberry32: small, good enough for a demo, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

await main();
