/**
 * Fills an empty database with the demo library; does nothing when there is a library already. One transaction: a seed
 * that was interrupted leaves nothing, and the next start begins anew.
 */
import { hash } from '@node-rs/argon2';
import type { Tx } from '@/lib/db/client';
import { closeDb, db } from '@/lib/db/client';
import { addDays, localDateOf } from '@/lib/time/zone';
import { seedBookings } from './seed/bookings';
import { accounts, staff } from './seed/people';
import { dailyLimit, TIME_ZONE } from './seed/place';
import { seedPlaces } from './seed/places';

const PASSWORD = 'carrel-demo';
/** Some hundred statements, on whatever machine shows the demo. */
const PATIENT = { maxWait: 60_000, timeout: 180_000 };

async function main(): Promise<void> {
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const now = new Date();
  const today = localDateOf(now, TIME_ZONE);
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE library IN ACCESS EXCLUSIVE MODE`;
    if (await tx.library.count()) return;
    await tx.library.create({ data: { name: 'Library Example' } });
    const spaces = await seedPlaces(tx);
    await seedExceptions(tx, today);
    await seedPeople(tx, passwordHash, today);
    await seedBookings(tx, spaces, today, now);
  }, PATIENT);
  await closeDb();
}

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

async function seedPeople(tx: Tx, passwordHash: string, today: string): Promise<void> {
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
      ...{ minNoticeMinutes: 60, windowDays: 28, cleanupMinutes: 0, cancelByMinutes: 60 },
      limits: { create: dailyLimit(120) },
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
        availability: {
          create: [
            { startsMinute: (early ? 9 : 10) * 60, endsMinute: 12 * 60 },
            { startsMinute: 13 * 60, endsMinute: (early ? 16 : 17) * 60 },
          ].map((span) => ({ ...span, repeat: 'weekly', weekdays: [1, 2, 3, 4, 5], fromDate: new Date(today) })),
        },
      },
    });
  }
}

await main();
