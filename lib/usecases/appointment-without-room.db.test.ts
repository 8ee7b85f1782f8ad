import { afterAll, beforeAll, expect, test } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { settleAffected } from './settle-affected';

/** The room of an appointment closes: another room is found, and the person stays who they are. */
testDatabase();

const now = moment('2026-11-20', '07:00');
let sample: Sample;

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
});
afterAll(closeQueue);

test('closed then, the room alone is exchanged, and the appointment says where to go', async () => {
  const { librarian, quiet, corner } = sample;
  const rule = await db().availabilityRule.findFirstOrThrow({ where: { resourceId: librarian.id } });
  const placeOf = (name: string, spaceId: number, directions = '') =>
    db().appointmentPlace.create({
      data: {
        ...{ resourceId: librarian.id, kind: 'room', name, spaceId, directions },
        rules: { create: { ruleId: rule.id } },
      },
    });
  const here = await placeOf('My quiet room', quiet.id);
  const there = await placeOf('My corner', corner.id, 'Behind the stairs.');
  await db().appointmentKind.create({
    data: { resourceId: librarian.id, name: 'Review', minutes: 30, directions: 'Bring your text.' },
  });
  const start = moment('2026-11-23', '10:00').toISOString();
  const wish = { slug: 'ada-park', placeId: here.id, start, name: 'Rosa', email: 'rosa@example.org' };
  expect(await bookAppointment({ kind: 'guest' }, wish, now)).toMatchObject({ ok: true });
  const { id: bookingId } = await db().booking.findFirstOrThrow();
  await db().hoursException.create({ data: { resourceId: quiet.id, localDate: new Date('2026-11-23') } });

  const answer = { bookingId, choice: 'move', spaceId: null } as const;
  const decision = { otherwise: 'keep', words: '', createdById: sample.ada.id } as const;
  expect(await transaction((tx) => settleAffected(tx, answer, decision, now))).toBe('moved');
  const items = await db().bookingItem.findMany({ where: { bookingId } });
  expect(items.map(({ resourceId }) => resourceId).sort()).toEqual([corner.id, librarian.id].sort());
  const closed = await db().occupancy.findMany({ where: { bookingId, active: true, pad: false } });
  expect(closed.map(({ resourceId }) => resourceId).sort()).toEqual([corner.id, librarian.id].sort());
  expect(await db().appointment.findFirst()).toMatchObject({
    ...{
      placeId: there.id,
      placeName: 'My corner',
      directions: 'Behind the stairs.\nBring your text.',
      placeKind: 'room',
    },
  });
});
