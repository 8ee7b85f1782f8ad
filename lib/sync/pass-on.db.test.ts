import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { everyDay } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookWithTeam } from '@/lib/usecases/book-with-team';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { ADA, half, outlookEdits } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** A patron to whom it is all the same whom they meet is not refused while somebody is free. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const BEN = 'ben.okafor@library.example';

/** Ada and Ben, each with a calendar of their own, in one group; Ada comes first in the fair order. */
async function two() {
  const { linkId } = await there.librarian();
  const { librarian, desks } = there.sample();
  const account = await db().person.create({ data: { name: 'Ben', email: BEN, role: 'staff' } });
  const ben = await db().resource.create({
    data: {
      ...{ kind: 'person', categoryId: desks.id, personId: account.id, name: 'Ben', slug: 'ben' },
      availability: { create: [everyDay(540, 720)] },
    },
  });
  await db().appointmentGroup.create({
    data: {
      ...{ name: 'Help', slug: 'help' },
      members: { create: [{ resourceId: librarian.id }, { resourceId: ben.id }] },
    },
  });
  await there.empty(BEN);
  const connectionId = await tenant.connect(BEN, 'own', account.id);
  const bensLink = await tenant.link(ben.id, connectionId, BEN);
  await drainPull(there.world());
  return { ada: librarian.id, ben: ben.id, adasLink: linkId, bensLink };
}

async function ask(more: object = {}) {
  const wish = { group: 'help', kind: '30-', start: half.start.toISOString(), name: 'Rosa', email: 'rosa@example.org' };
  const placed = await bookWithTeam({ kind: 'guest' }, { ...wish, ...more }, there.world().clock());
  if (!placed.ok) throw new Error(placed.refusal.code);
  return placed.value;
}

/** Whom the booking is with, whose time it closes, and who has it in their calendar. */
async function now() {
  const booking = await db().booking.findFirstOrThrow({
    include: { items: true, appointment: true, occupancy: { where: { active: true, pad: false } } },
    orderBy: { id: 'desc' },
  });
  return {
    status: booking.status,
    with: booking.items.map(({ resourceId }) => resourceId),
    closed: booking.occupancy.map(({ resourceId }) => resourceId),
    events: [(await there.mine(ADA)).length, (await there.mine(BEN)).length],
    appointment: booking.appointment,
  };
}
const mails = async () =>
  (
    await db().$queryRaw<{ template: string }[]>`
      SELECT data->>'template' AS template FROM pgboss.job WHERE name IN ('mail', 'staff_mail') ORDER BY created_on`
  ).map(({ template }) => template);

test.each([
  ['written to', true],
  ['only read', false],
])(
  'a meeting that was not read yet, in a calendar that is %s: the next in the fair order has it',
  async (_, writes) => {
    const { ada, ben, adasLink } = await two();
    await db().calendarLink.update({ where: { id: adasLink }, data: { writes } });
    const { publicId } = await ask();
    expect(await now()).toMatchObject({ status: 'pending_remote', with: [ada] });
    await there.foreign(ADA, half);
    await drainPush(there.world());
    const after = await now();
    expect(after).toMatchObject({ status: 'confirmed', with: [ben], closed: [ben], events: [0, 1] });
    expect(after.appointment).toMatchObject({
      ...{ resourceId: ben, chosenBy: 'fair', others: null },
      fairness: { own: 0, free: 1, tied: 1, passedOver: 1 },
    });
    expect((await mails()).toSorted()).toEqual(['appointment_booked', 'booking_confirmed']);
    expect(await there.audits()).toMatchObject([{ linkId: adasLink, kind: 'taken', answer: 'next' }]);
    expect((await db().booking.findUniqueOrThrow({ where: { publicId } })).status).toBe('confirmed');
    // Nothing comes back with the next reading, and nobody is asked about anything.
    await there.look();
    expect(await now()).toMatchObject({ status: 'confirmed', with: [ben], events: [0, 1] });
    expect(await there.cases()).toEqual([]);
  },
);

test('one that was written while ours was: ours goes from that calendar, and into the next', async () => {
  const { ben } = await two();
  await ask();
  const world = {
    ...there.world(),
    fetch: (async (...request: Parameters<typeof fetch>) => {
      const answer = await fetch(...request);
      const isWrite = request[1]?.method === 'POST' && String(request[0]).endsWith('/events');
      if (isWrite && (await there.mine(BEN)).length === 0 && (await tenant.events(ADA)).length < 2)
        await there.foreign(ADA, half);
      return answer;
    }) as typeof fetch,
  };
  await drainPush(world);
  expect(await now()).toMatchObject({ status: 'confirmed', with: [ben], closed: [ben], events: [0, 1] });
});

test('the next one’s calendar is only read: it is looked at before anything is promised', async () => {
  const { bensLink } = await two();
  await db().calendarLink.update({ where: { id: bensLink }, data: { writes: false } });
  await ask();
  await there.foreign(ADA, half);
  await there.foreign(BEN, half);
  await drainPush(there.world());
  expect(await now()).toMatchObject({ status: 'cancelled', closed: [], events: [0, 0] });
});

test('nobody is left: refused, and in no calendar; so is whoever was named', async () => {
  const { ada } = await two();
  await ask();
  await there.foreign(ADA, half);
  await there.foreign(BEN, half);
  await drainPush(there.world());
  expect(await now()).toMatchObject({ status: 'cancelled', closed: [], events: [0, 0], appointment: { others: null } });
  await there.empty(BEN);
  await db().busyBlock.deleteMany();
  await ask({ with: 'ada-park' });
  await drainPush(there.world());
  expect(await now()).toMatchObject({ status: 'cancelled', with: [ada], closed: [], events: [0, 0] });
});

test('somebody else has the next one’s time by then: they are passed over too, and nobody has two at once', async () => {
  const { ada, ben } = await two();
  await ask();
  await ask({ with: 'ben', email: 'sam@example.org' });
  await there.foreign(ADA, half);
  await drainPush(there.world());
  const bookings = await db().booking.findMany({ include: { items: true }, orderBy: { id: 'asc' } });
  expect(bookings.map(({ status, items }) => [status, items.map(({ resourceId }) => resourceId)])).toEqual([
    ['cancelled', [ada]],
    ['confirmed', [ben]],
  ]);
});
