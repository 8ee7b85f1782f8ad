import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { keptCatalogue } from '@/lib/db/kept';
import { closeQueue } from '@/lib/db/queue';
import { everyDay, linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { takenVersions } from '@/lib/db/taken-version';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookAppointment } from './book-appointment';
import { cancelBooking } from './cancel-booking';
import { lookAtTeam } from './look-at-team';
import { teamOf } from './team-of';

testDatabase();

const guest = { kind: 'guest' } as const;
const MONDAY = '2026-11-23';
const now = moment('2026-11-20', '10:10');

let sample: Sample;
let ben: { id: number };
let linkId: number;

/** Ada at her desk; Ben, who says on some page that he helps with history too, at his, in the quiet room and online. */
beforeAll(async () => {
  sample = await sampleLibrary();
  ben = await db().resource.create({
    data: { kind: 'person', categoryId: sample.desks.id, name: 'Ben', slug: 'ben', subjects: ['history'] },
  });
  const place = (data: object) =>
    db().appointmentPlace.create({ data: { resourceId: ben.id, kind: 'desk', name: 'Desk', ...data } });
  const places = [
    await place({}),
    await place({ kind: 'room', name: 'Quiet', spaceId: sample.quiet.id, position: 1 }),
    await place({ kind: 'online', name: 'Video', position: 2 }),
  ];
  await db().availabilityRule.create({
    data: {
      ...{ resourceId: ben.id, ...everyDay(540, 720) },
      places: { create: places.map(({ id }) => ({ placeId: id })) },
    },
  });
  linkId = await linkToCalendar(ben.id, sample.ada.id);
  await db().calendarLink.update({ where: { id: linkId }, data: { reads: false, writes: false } });
});
afterAll(closeQueue);

/** The times of three weeks, as this process keeps them, after they were found to be what they would be without. */
async function times(at: Date): Promise<string[]> {
  const found = async (kept: Awaited<ReturnType<typeof keptCatalogue>>) => {
    const team = await teamOf(guest, { subject: 'History' }, kept);
    const look = team && (await lookAtTeam(guest, team, { from: '2026-11-20', days: 21 }, at, kept));
    return look?.days.flatMap(({ slots }) =>
      slots.flatMap((slot) => slot.at.map((one) => `${slot.start.toISOString()} ${one.personId} ${one.placeId}`)),
    );
  };
  const kept = await found(await keptCatalogue(db()));
  expect(kept).toEqual(await found((_, read) => read()));
  expect(kept).toEqual(await found(await keptCatalogue(db())));
  return kept ?? [];
}

const block = (data: object) =>
  db().busyBlock.create({
    data: {
      ...{ linkId, remoteId: 'meeting', resourceId: ben.id },
      ...{ startsAt: moment(MONDAY, '10:00'), endsAt: moment(MONDAY, '11:00'), ...data },
    },
  });
const booking = (resourceId: number, start: string, data: object) => {
  const when = { resourceId, startsAt: moment(MONDAY, start), endsAt: addMinutes(moment(MONDAY, start), 30) };
  return db().booking.create({
    data: {
      ...{ publicId: `${resourceId} ${start}`, patronName: 'R', patronEmail: '', status: 'confirmed', ...data },
      ...{ items: { create: when }, occupancy: { create: when } },
    },
  });
};

test('what is kept of people’s times is what is free, whatever was written since, and whoever did', async () => {
  let before = await times(now);
  expect(before.length).toBeGreaterThan(300);
  const wish = { slug: 'ada-park', start: moment(MONDAY, '09:00').toISOString(), name: 'R', email: 'r@example.org' };
  let publicId = '';
  let later = now;
  const waited = (minutes: number) => async () => {
    later = addMinutes(now, minutes);
  };
  for (const [change, by] of [
    [
      async () => {
        const placed = await bookAppointment(guest, wish, now);
        if (placed.ok) publicId = placed.value.publicId;
      },
      -1,
    ],
    [() => booking(sample.quiet.id, '09:30', {}), -1],
    [() => block({}), -6],
    [() => db().busyBlock.updateMany({ data: { inPerson: false } }), +4],
    [() => db().busyBlock.deleteMany(), +2],
    [() => booking(ben.id, '11:00', { status: 'hold', holdUntil: addMinutes(now, 10) }), -3],
    [waited(9), 0],
    // Over, and nobody has expired it yet.
    [waited(11), +3],
    [() => db().booking.updateMany({ where: { status: 'hold' }, data: { holdUntil: addMinutes(now, 60) } }), -3],
    [() => db().booking.deleteMany({ where: { status: 'hold' } }), +3],
    [
      () =>
        cancelBooking(
          { kind: 'person', id: sample.ada.id, name: 'Ada', email: 'a@b.example', role: 'staff', locale: 'en' },
          { publicId },
          now,
        ),
      +1,
    ],
    [() => db().$executeRaw`TRUNCATE occupancy`, +1],
    [() => db().availabilityRule.updateMany({ data: { skippedDates: [new Date(MONDAY)] } }), -24],
  ] as [() => Promise<unknown>, number][]) {
    await change();
    const after = await times(later);
    expect([change.toString(), after.length - before.length]).toEqual([change.toString(), by]);
    before = after;
  }
});

test('the number of one person’s time is no matter of what others have', async () => {
  const words = async () => {
    const of = await takenVersions(db(), [ben.id, sample.librarian.id, sample.quiet.id], now);
    return [of(ben.id), of(sample.librarian.id), of(sample.quiet.id)];
  };
  const before = await words();
  await booking(ben.id, '13:00', {});
  const after = await words();
  expect(after[0]).not.toBe(before[0]);
  expect(after.slice(1)).toEqual(before.slice(1));
  await db().booking.updateMany({ where: { publicId: `${ben.id} 13:00` }, data: { note: 'Bring the map' } });
  expect(await words()).toEqual(after);
});
