import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { takenRows, takenTime } from '@/lib/db/taken-time';
import { testDatabase } from '@/lib/db/test-database';
import { type Interval, sameInterval } from '@/lib/time/interval';
import { bookAppointment } from '@/lib/usecases/book-appointment';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { lookAtPlace } from './look-at-place';
import { ADA, outlookEdits, span } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** Working elsewhere she receives nobody, and takes calls; out of office she does neither. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const [away, elsewhere, out] = [span(540, 570), span(600, 630), span(660, 690)];
const guest: Actor = { kind: 'guest' };

beforeEach(async () => {
  const { linkId } = await there.librarian();
  const showAs = { inPerson: { workingElsewhere: true }, online: { tentative: false } };
  await db().calendarLink.update({ where: { id: linkId }, data: { showAsPolicy: showAs } });
});

/** Asked for, not yet looked at; how it takes place is written beside it. */
async function ask({ start, end }: Interval, placeKind: 'desk' | 'online') {
  const wish = { slug: 'ada-park', start: start.toISOString(), end: end.toISOString() };
  const placed = await bookAppointment(
    guest,
    { ...wish, name: 'Rosa Reader', email: 'rosa@example.org' },
    there.world().clock(),
  );
  if (!placed.ok) throw new Error(placed.refusal.code);
  const booking = await there.booking();
  const row = { resourceId: there.sample().librarian.id, placeKind };
  await db().appointment.upsert({
    where: { bookingId: booking.id },
    create: { bookingId: booking.id, ...row },
    update: row,
  });
}
const statusAfterLook = async () => {
  await drainPush(there.world());
  return (await there.booking()).status;
};

test('what was read says for which appointments it closes time, and so does the time that is taken', async () => {
  await there.foreign(ADA, away, { showAs: 'tentative' });
  await there.foreign(ADA, elsewhere, { showAs: 'workingElsewhere' });
  await there.foreign(ADA, out, { showAs: 'oof' });
  await there.look();
  const columns = { startsAt: true, inPerson: true, online: true };
  expect(await db().busyBlock.findMany({ orderBy: { startsAt: 'asc' }, select: columns })).toEqual([
    { startsAt: away.start, inPerson: true, online: false },
    { startsAt: elsewhere.start, inPerson: true, online: false },
    { startsAt: out.start, inPerson: true, online: true },
  ]);
  const blocking = [there.sample().librarian.id];
  const range = { start: away.start, end: out.end };
  const taken = await takenTime(db(), { closing: [], blocking, range, without: 0 }, new Date());
  expect(takenRows(taken).blocks.map(({ mode }) => mode)).toEqual(['in_person', 'in_person', undefined]);
});

test('a policy that opens one mode changes the block, though its time stays', async () => {
  await there.foreign(ADA, out, { showAs: 'oof' });
  await there.look();
  await db().calendarLink.updateMany({ data: { showAsPolicy: { inPerson: {}, online: { oof: false } } } });
  await db().calendarLink.updateMany({ data: { generation: { increment: 1 }, dirtySeq: { increment: 1 } } });
  await drainPull(there.world());
  expect(await db().busyBlock.findMany()).toMatchObject([{ startsAt: out.start, inPerson: true, online: false }]);
});

describe('the look before a promise', () => {
  test('working elsewhere: a call is promised, a visit is not', async () => {
    await ask(elsewhere, 'online');
    await there.foreign(ADA, elsewhere, { showAs: 'workingElsewhere' });
    expect(await statusAfterLook()).toBe('confirmed');
    await ask(out, 'desk');
    await there.foreign(ADA, out, { showAs: 'workingElsewhere' });
    expect(await statusAfterLook()).toBe('cancelled');
  });

  test('a place that a booking is to go to is asked for its own mode', async () => {
    await there.foreign(ADA, elsewhere, { showAs: 'workingElsewhere' });
    const target = { resourceIds: [there.sample().librarian.id], to: elsewhere };
    expect(await lookAtPlace({ ...target, mode: 'online' })).toBe('free');
    expect(await lookAtPlace({ ...target, mode: 'in_person' })).toBe('taken');
    expect(await lookAtPlace({ ...target, mode: null })).toBe('taken');
  });
});

test('a meeting over a call is a case only if it closes calls; over a visit, only if it closes visits', async () => {
  await ask(elsewhere, 'online');
  await ask(out, 'desk');
  await drainPush(there.world());
  await there.look();
  for (const when of [elsewhere, out]) await there.foreign(ADA, when, { showAs: 'workingElsewhere' });
  await there.look();
  const cases = await there.cases();
  expect(cases).toHaveLength(1);
  const visit = await db().bookingItem.findFirstOrThrow({ where: { bookingId: cases[0]?.bookingId ?? 0 } });
  expect(sameInterval({ start: visit.startsAt, end: visit.endsAt }, out)).toBe(true);
});
