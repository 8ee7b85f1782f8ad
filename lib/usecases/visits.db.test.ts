import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingKey, verifyKey } from '@/lib/booking-link';
import { bookingForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { expireHolds } from '@/lib/db/occupancy';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { lapsedTogether } from '@/lib/mail/send-booking-mail';
import { addMinutes } from '@/lib/time/interval';
import { basketText } from './basket-input';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';
import { cancelVisit } from './cancel-visit';
import { holdSpaces } from './hold-spaces';
import { settleHolds } from './settle-holds';
import { tellOfVisit } from './tell-of-visit';
import { verifyBooking } from './verify-booking';
import { viewBasket } from './view-basket';
import { viewSpace } from './view-space';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const later = (minutes: number) => addMinutes(now, minutes);
const rosa = { name: 'Rosa', email: 'rosa@example.org' };

beforeEach(async () => {
  await queue();
  await emptyRows();
  await db().$executeRaw`DELETE FROM pgboss.job`;
  sample = await sampleLibrary();
});
afterAll(closeQueue);

const span = (resourceId: number, from: string, to: string) => ({
  ...{ resourceId, start: moment('2026-11-23', from), end: moment('2026-11-23', to) },
});
type Item = ReturnType<typeof span>;
const wish = ([first, ...others]: Item[], who: object = rosa) => ({
  ...{ spaceId: first?.resourceId, start: first?.start.toISOString(), end: first?.end.toISOString(), ...who },
  with: basketText(others),
});
const book = (items: Item[], who: object = rosa, at = now) => bookSpace(guest, wish(items, who), at);
const two = () => [span(sample.quiet.id, '10:00', '11:00'), span(sample.east.id, '10:30', '12:00')];
const booked = async (items = two()) => {
  const answer = await book(items);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.publicId;
};
const rows = () => db().booking.findMany({ orderBy: { id: 'asc' }, include: { items: true } });
const statuses = async () => (await rows()).map(({ status }) => status);
const jobs = async () =>
  (
    await db().$queryRaw<{ what: string }[]>`
      SELECT coalesce(data->>'template', name) AS what FROM pgboss.job WHERE name IN ('mail', 'visit', 'visit_mail')
      ORDER BY created_on, id`
  ).map(({ what }) => what);
/** As the worker does it. */
const tell = async (at = now) => {
  for (const { id } of await db().visit.findMany()) await tellOfVisit(id, at);
};

describe('several spaces in one go', () => {
  test('are a booking each, with an own time, of one visit, told in one mail', async () => {
    await booked();
    const made = await rows();
    expect(made.map(({ status, items }) => [status, items.length])).toEqual([
      ['confirmed', 1],
      ['confirmed', 1],
    ]);
    expect(new Set(made.map(({ visitId }) => visitId)).size).toBe(1);
    expect(made[0]?.visitId).toMatch(/-/);
    await tell();
    await tell();
    expect((await jobs()).filter((one) => one !== 'visit')).toEqual(['visit_booked']);
  });

  test('are all booked or none, and the refusal names the space', async () => {
    await book([span(sample.east.id, '11:00', '12:00')], { ...rosa, email: 'ben@example.org' });
    const before = (await rows()).length;
    expect(await book(two())).toMatchObject({
      refusal: { code: 'of_space', name: 'Hall east', problem: { code: 'slot_taken' } },
    });
    expect((await rows()).length).toBe(before);
    expect(await db().visit.count()).toBe(0);
    const whole = [span(sample.hall.id, '14:00', '15:00'), span(sample.west.id, '14:00', '15:00')];
    expect(await book(whole)).toMatchObject({ refusal: { code: 'of_space', name: 'Hall west' } });
  });

  test('count all towards limits, stand side by side in spite of a gap, and keep it to others', async () => {
    await db().category.updateMany({ data: { gapMinutes: 60, gapScope: 'location' } });
    await booked();
    const next = [span(sample.corner.id, '12:00', '12:30')];
    expect(await book(next)).toMatchObject({ refusal: { code: 'gap_needed' } });
    await db().booking.deleteMany();
    const limit = { locationId: sample.location.id, measure: 'bookings', per: 'at_once', most: 1 };
    await db().bookingLimit.create({ data: limit });
    expect(await book(two())).toMatchObject({ refusal: { name: 'Hall east', problem: { code: 'limit_reached' } } });
    const after = [span(sample.quiet.id, '10:00', '11:00'), span(sample.corner.id, '11:00', '12:00')];
    expect(await book(after)).toMatchObject({ ok: true });
  });

  test('are of one location, of spaces that there are, and not too many', async () => {
    const other = await db().location.create({ data: { name: 'Branch', timeZone: 'America/New_York' } });
    const category = await db().category.create({ data: { locationId: other.id, kind: 'space', name: 'Rooms' } });
    const far = await db().resource.create({ data: { kind: 'space', categoryId: category.id, name: 'Far room' } });
    const at = (id: number) => span(id, '13:00', '14:00');
    expect(await book([...two(), at(far.id)])).toMatchObject({ refusal: { code: 'one_location' } });
    const holder = { keys: ['a'], network: 'a' };
    expect(await holdSpaces(guest, holder, wish([...two(), at(far.id)], {}), now)).toMatchObject({
      refusal: { code: 'one_location' },
    });
    expect(await book([...two(), at(4711)])).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await book([...two(), at(sample.librarian.id)])).toMatchObject({ refusal: { code: 'not_found' } });
    const many = [1, 2, 3, 4, 5, 6, 7].map(at);
    expect(await book(many)).toMatchObject({ refusal: { fields: { with: 'too_many' } } });
    for (const odd of [
      'x',
      '1~noon~60',
      `${sample.quiet.id}~2026-11-23T15:00:00Z~0`,
      '1~2026-11-23T15:00:00Z~60,'.repeat(2),
    ])
      expect(await bookSpace(guest, { ...wish(two()), with: odd }, now)).toMatchObject({
        refusal: { fields: { with: 'invalid' } },
      });
    expect(await db().booking.count()).toBe(0);
  });

  test('are held together while the form is open, and of two visitors one has them', async () => {
    const hold = (key: string, items: Item[]) => holdSpaces(guest, { keys: [key], network: key }, wish(items, {}), now);
    const answers = await Promise.all([hold('a', two()), hold('b', two().reverse())]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await db().booking.findMany({ select: { status: true } })).toEqual([{ status: 'hold' }]);
    expect(await hold('c', [span(sample.hall.id, '11:00', '12:00')])).toMatchObject({
      refusal: { code: 'slot_taken' },
    });
    const named = { code: 'of_space', name: 'Hall east', problem: { code: 'slot_taken' } };
    const withEast = [span(sample.corner.id, '11:00', '12:00'), ...two().slice(1)];
    expect(await hold('d', withEast)).toMatchObject({ refusal: named });
    // What one holds oneself is in nobody's way, also while the time of the next space is being chosen.
    const [winner] = answers[0]?.ok ? ['a'] : ['b'];
    const wanted = { spaceId: sample.corner.id, with: basketText(two()) };
    const seen = async (key: string) => {
      const view = await viewBasket(guest, wanted, now, { keys: [key] });
      return view.ok && view.value.others.map(({ problem }) => problem?.code ?? null);
    };
    expect(await viewSpace(guest, wanted, now)).toMatchObject({ value: { date: '2026-11-23' } });
    expect(await seen(winner ?? '')).toEqual([null, null]);
    expect(await seen('d')).toEqual(['slot_taken', 'slot_taken']);
  });
});

test('what may be added is what could be booked with it, and what cannot any more says why', async () => {
  await db().category.update({ where: { id: sample.study.id }, data: { gapMinutes: 60, gapScope: 'location' } });
  await book([span(sample.west.id, '10:00', '11:00')], { ...rosa, email: 'ben@example.org' });
  const chosen = span(sample.quiet.id, '10:00', '11:00');
  const wanted = { spaceId: chosen.resourceId, start: chosen.start.toISOString(), end: chosen.end.toISOString() };
  const view = async (others: Item[], more: object = {}) => {
    const answer = await viewBasket(guest, { ...wanted, with: basketText(others), ...more }, now);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value;
  };
  const alone = await view([]);
  // The hall has a part that is taken, the night room is closed then.
  expect(alone.free.map(({ name }) => name)).toEqual(['Corner room', 'Hall east']);
  expect(alone.addable.map(({ name }) => name)).toContain('Night room');
  const both = await view([span(sample.corner.id, '10:00', '11:00'), span(sample.west.id, '10:30', '11:30')]);
  expect(both.others.map(({ name, problem }) => [name, problem?.code ?? null])).toEqual([
    ['Corner room', null],
    ['Hall west', 'slot_taken'],
  ]);
  // An hour a day, of study rooms: the one that is chosen is that already.
  await db().bookingLimit.updateMany({ data: { most: 60 } });
  expect((await view([])).free.map(({ name }) => name)).toEqual(['Hall east']);
  expect(await viewBasket(guest, { ...wanted, with: 'nonsense' }, now)).toMatchObject({ refusal: { code: 'invalid' } });
});

describe('their guest’s one link', () => {
  beforeEach(() => db().location.updateMany({ data: { verifyMinutes: 15 } }));

  test('confirms all of them', async () => {
    await booked();
    const [, second] = await rows();
    expect(await statuses()).toEqual(['unverified', 'unverified']);
    expect(await jobs()).toEqual(['visit_verify']);
    const publicId = second?.publicId ?? '';
    expect(await verifyBooking({ publicId, key: bookingKey(publicId) }, later(1))).toMatchObject({ ok: false });
    expect(await verifyBooking({ publicId, key: verifyKey(publicId) }, later(1))).toMatchObject({ ok: true });
    expect(await statuses()).toEqual(['confirmed', 'confirmed']);
    await tell(later(1));
    expect((await jobs()).at(-1)).toBe('visit_booked');
  });

  test('lapses for all of them', async () => {
    const publicId = await booked();
    await settleHolds(later(16));
    expect(await statuses()).toEqual(['expired', 'expired']);
    expect(await verifyBooking({ publicId, key: verifyKey(publicId) }, later(16))).toMatchObject({
      refusal: { code: 'link_lapsed' },
    });
  });

  test('says so once, whichever is noted first', async () => {
    await booked();
    const told = async (at: Date) => {
      const mails = (await rows()).map(async ({ id }) => {
        const one = await bookingForMail(db(), id);
        return one && one.status === 'expired' ? lapsedTogether(id, one, at) : null;
      });
      return (await Promise.all(mails)).flatMap((one) => (one ? [one.items.map(({ name }) => name)] : []));
    };
    const both = [['Quiet room', 'Hall east']];
    // Somebody else wants the second's time before the timer has come to the first.
    await expireHolds(db(), [sample.east.id], later(16));
    expect(await statuses()).toEqual(['unverified', 'expired']);
    expect(await told(later(16))).toEqual([]);
    await settleHolds(later(17));
    expect(await told(later(17))).toEqual(both);
    await db().booking.updateMany({
      where: { items: { some: { resourceId: sample.east.id } } },
      data: { status: 'unverified', holdUntil: later(15) },
    });
    expect(await told(later(17))).toEqual(both);
  });
});

test('where one waits for Outlook, nothing is told before that is settled', async () => {
  await linkToCalendar(sample.east.id, sample.ada.id);
  await booked();
  expect(await statuses()).toEqual(['confirmed', 'pending_remote']);
  await tell();
  expect(await jobs()).not.toContain('visit_booked');
  await db().booking.updateMany({ where: { status: 'pending_remote' }, data: { status: 'confirmed' } });
  await tell();
  expect((await jobs()).filter((one) => one === 'visit_booked')).toHaveLength(1);
});

test('where the one that waits is cancelled, the others are told: nothing else asks for their mail', async () => {
  await linkToCalendar(sample.east.id, sample.ada.id);
  await booked();
  await db().$executeRaw`DELETE FROM pgboss.job`;
  const [, waiting] = await rows();
  const { publicId = '' } = waiting ?? {};
  const cancelled = await cancelBooking(guest, { publicId, key: bookingKey(publicId) }, now);
  expect(cancelled).toMatchObject({ ok: true });
  expect(await jobs()).toContain('visit');
  await tell();
  expect((await jobs()).filter((one) => one === 'visit_booked')).toHaveLength(1);
});

test('what only staff may see is no part of a guest’s basket, and says nothing of itself', async () => {
  await db().question.create({ data: { resourceId: sample.east.id, kind: 'line', label: 'Secret?', required: true } });
  await db().category.update({ where: { id: sample.meeting.id }, data: { access: 'staff' } });
  const [first, second] = two();
  if (!first || !second) throw new Error('two');
  const times = { start: first.start.toISOString(), end: first.end.toISOString() };
  const seen = await viewBasket(guest, { spaceId: first.resourceId, ...times, with: basketText([second]) }, now);
  expect(seen).toMatchObject({ ok: true, value: { others: [] } });
  expect(JSON.stringify(seen)).not.toMatch(/Secret|Hall/);
  expect(await book(two(), {})).toEqual({ ok: false, refusal: { code: 'not_found' } });
});

describe('cancelled', () => {
  const key = (publicId: string) => ({ publicId, key: bookingKey(publicId) });

  test('one by itself, the rest together with one mail; twice is refused', async () => {
    const publicId = await booked([...two(), span(sample.corner.id, '14:00', '15:00')]);
    expect(await cancelBooking(guest, key(publicId), now)).toMatchObject({ ok: true });
    expect(await statuses()).toEqual(['cancelled', 'confirmed', 'confirmed']);
    expect(await cancelVisit(guest, key(publicId), now)).toMatchObject({ ok: true });
    expect(await statuses()).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect((await jobs()).filter((one) => one.endsWith('cancelled'))).toEqual(['booking_cancelled', 'visit_cancelled']);
    expect(await cancelVisit(guest, key(publicId), now)).toMatchObject({ refusal: { code: 'booking_closed' } });
  });

  test('what is too late stays, and nobody else cancels it', async () => {
    const publicId = await booked();
    expect(await cancelVisit(guest, { publicId }, now)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await cancelVisit(guest, { publicId, key: bookingKey('another') }, now)).toMatchObject({ ok: false });
    const halfPastNine = moment('2026-11-23', '09:30');
    expect(await cancelVisit(guest, key(publicId), halfPastNine)).toMatchObject({ ok: true });
    expect(await statuses()).toEqual(['confirmed', 'cancelled']);
    expect(await cancelVisit(guest, key(publicId), halfPastNine)).toMatchObject({
      refusal: { code: 'too_late_to_cancel' },
    });
  });
});
