/**
 * Fills an empty database with the demo library; does nothing when there is a library already. One transaction: a seed
 * that was interrupted leaves nothing, and the next start begins anew.
 */
import { hash } from '@node-rs/argon2';
import type { Tx } from '@/lib/db/client';
import { closeDb, db } from '@/lib/db/client';
import { addDays, localDateOf } from '@/lib/time/zone';
import { seedBookings } from './seed/bookings';
import { seedPast } from './seed/past';
import { seedPastAppointments } from './seed/past-appointments';
import { accounts } from './seed/people';
import { TIME_ZONE } from './seed/place';
import { seedPlaces } from './seed/places';
import { seedSearches } from './seed/searches';
import { seedStaff } from './seed/staff';

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
    for (const account of accounts) await tx.person.create({ data: { ...account, passwordHash } });
    await seedStaff(tx, passwordHash, today);
    await seedBookings(tx, spaces, today, now);
    await seedPast(tx, spaces, today);
    await seedPastAppointments(tx, today);
    await seedSearches(tx, today);
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

await main();
