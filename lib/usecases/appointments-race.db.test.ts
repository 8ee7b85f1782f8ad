import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { everyDay, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';

/** People, the rooms they meet in, and patrons who book those rooms themselves, all at once (I1, I5). */
testDatabase();

const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
let sample: Sample;
const places: number[] = [];

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  const ben = await db().resource.create({
    data: {
      ...{ kind: 'person', categoryId: sample.desks.id, name: 'Ben Okafor', slug: 'ben-okafor' },
      availability: { create: [everyDay(540, 720)] },
    },
  });
  for (const person of [sample.librarian, ben]) {
    const rule = await db().availabilityRule.findFirstOrThrow({ where: { resourceId: person.id } });
    for (const spaceId of [sample.quiet.id, sample.corner.id]) {
      const data = {
        resourceId: person.id,
        kind: 'room',
        name: 'Room',
        spaceId,
        rules: { create: { ruleId: rule.id } },
      };
      places.push((await db().appointmentPlace.create({ data })).id);
    }
  }
});
beforeEach(() => db().booking.deleteMany({}));
afterAll(closeQueue);

/**
 * Of thirty: two in three want a person with a room, the others a room alone; few times, so that all meet. Rooms alone are
 * wanted until half past ten only: whoever is faster, some times are left for people.
 */
function wish(index: number) {
  const isRoomAlone = index % 3 === 0;
  const start = addMinutes(moment('2026-11-20', '09:00'), (index % (isRoomAlone ? 2 : 5)) * 30).toISOString();
  const who = { name: 'Reader', email: `reader${index}@example.org` };
  if (isRoomAlone) {
    const spaceId = index % 4 < 2 ? sample.quiet.id : sample.corner.id;
    return bookSpace(guest, { spaceId, start, minutes: 60, ...who }, now);
  }
  const person = index % 2;
  const placeId = places[person * 2 + (Math.floor(index / 2) % 2)];
  return bookAppointment(guest, { slug: person ? 'ben-okafor' : 'ada-park', placeId, start, ...who }, now);
}
const all = () => Promise.allSettled(Array.from({ length: 30 }, (_, index) => wish(index)));

/** What does not hold: a booking that closes some of what it is of, or two that close the same. */
async function wrong() {
  const halves = await db().$queryRaw<{ id: number }[]>`
    SELECT booking.id FROM booking LEFT JOIN appointment ON appointment.booking_id = booking.id
    CROSS JOIN LATERAL (SELECT count(*) AS items, count(*) FILTER (WHERE EXISTS (SELECT FROM occupancy
        WHERE occupancy.booking_id = booking.id AND occupancy.resource_id = item.resource_id AND active AND NOT pad)) AS closed
      FROM booking_item item WHERE item.booking_id = booking.id) counted
    WHERE closed <> CASE WHEN status = 'confirmed' THEN items ELSE 0 END
      OR items <> CASE WHEN appointment.booking_id IS NULL THEN 1 ELSE 2 END`;
  const doubles = await db().$queryRaw<{ a: number; b: number }[]>`
    SELECT one.booking_id AS a, other.booking_id AS b FROM occupancy one JOIN occupancy other
      ON other.id > one.id AND other.resource_id = one.resource_id AND other.active AND other.during && one.during
    WHERE one.active`;
  return [...halves, ...doubles];
}

test('thirty at once: person and room are both closed or neither is, and nobody is in two places', async () => {
  const answers = await all();
  expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
  const booked = answers.flatMap((one) => (one.status === 'fulfilled' && one.value.ok ? [one.value.value] : []));
  expect(await db().booking.count()).toBe(booked.length);
  expect(await db().appointment.count()).toBeGreaterThan(0);
  expect(await wrong()).toEqual([]);
  const half = booked.slice(0, Math.ceil(booked.length / 2));
  await Promise.all(half.map((one) => cancelBooking(guest, one, now)));
  expect(await wrong()).toEqual([]);
}, 60_000);

test('processes die in the middle of it: what was not committed never was', async () => {
  let isOver = false;
  let deaths = 0;
  const death = async () => {
    while (!isOver) {
      const died = await db().$queryRaw<unknown[]>`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
          AND pid <> pg_backend_pid() AND state IN ('idle in transaction', 'active') AND xact_start IS NOT NULL
          AND backend_type = 'client backend' ORDER BY random() LIMIT 1`.catch(() => []);
      deaths += died.length;
    }
  };
  const dying = death();
  await all();
  isOver = true;
  await dying;
  expect(deaths).toBeGreaterThan(2);
  expect(await wrong()).toEqual([]);
  // Whoever comes afterwards is served as ever.
  await all();
  expect(await wrong()).toEqual([]);
  expect(await db().appointment.count()).toBeGreaterThan(0);
}, 60_000);
