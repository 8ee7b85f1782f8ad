import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { listCalendars } from '@/lib/graph/probe';
import { localDateOf, wallTime } from '@/lib/time/zone';
import { bookSpace } from '@/lib/usecases/book-space';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { accessToken } from './access-token';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();
const CEDAR = 'cedar@library.example';
const ADA = 'librarian@library.example';
const ZONE = 'America/New_York';

/** What Microsoft's documents leave open (sync-design §14, V1–V10): the end must be the same under either answer. */
const SWITCHES: object[] = [
  {},
  { duplicateTransactionStatus: 409 },
  { transactionAfterDelete: 'refused' },
  { staleIfMatchStatus: 409 },
  { ifMatchOnDelete: 'honoured' },
  { markerFilterDelayMs: 5_000 },
  { announceDeletedOccurrences: true },
  { deltaReturnsTransactionId: true },
  { etagChurn: 'off' },
  { emptyFirstDeltaPage: true },
  { outOfWindowRows: 'row' },
  { sparseOccurrences: false },
  { deltaRepeatsRows: true },
  { malformedDeltaTokenStatus: 400 },
  { iCalUIdOfOccurrences: 'distinct' },
  { deltaOnOtherCalendars: false },
  { viewsSeeWritesAfterMs: 2_000 },
  { viewsSeeWritesAfterMs: 30_000 },
  { attendantSeesWritesAfterMs: 30_000, attendantDelayMs: 0 },
  { attendantDelayMs: 60_000 },
  { attendantDelayMs: 60_000, attendantShowsPending: false },
];

let sample: Sample;
let aheadMs = 0;
let connectionId = 0;
let roomLinkId = 0;
beforeEach(async () => {
  aheadMs = 0;
  sample = await sampleLibrary();
  connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  roomLinkId = await tenant.link(sample.quiet.id, connectionId, CEDAR, 'it@library.example');
});

/** A calendar of the librarian's beside her default one, which only closes her time (V4). */
async function consultations(): Promise<number> {
  const own = await tenant.connect(ADA, 'own', sample.ada.id);
  await tenant.control('POST', `/mailboxes/${ADA}/calendars`, { name: 'Consultations' });
  const graph = { graphOrigin: process.env.MICROSOFT_GRAPH_URL ?? '' };
  const calendars = await listCalendars(graph, await accessToken(own, new Date()));
  const calendar = calendars.find(({ name }) => name === 'Consultations');
  const linkId = await tenant.link(sample.librarian.id, own, ADA);
  const beside = { calendarId: calendar?.id ?? '', calendarName: 'Consultations', isDefaultCalendar: false };
  await db().calendarLink.update({ where: { id: linkId }, data: { ...beside, writes: false } });
  return linkId;
}

/** Time goes on for both sides alike. */
async function pass(ms: number) {
  aheadMs += ms;
  await tenant.control('POST', '/clock', { now: new Date(Date.now() + aheadMs).toISOString() });
}
const world = () => ({ clock: () => new Date(Date.now() + aheadMs), sleep: async () => undefined });

const at = (minute: number) => wallTime(localDateOf(new Date(), ZONE), 1440 + minute, ZONE);

/** Both directions, until nothing is left to do; six minutes pass each time. */
async function settle() {
  for (let round = 0; round < 4; round++) {
    await pass(360_000);
    await drainPush(world());
    await drainPull(world());
  }
}

async function book(minute: number) {
  const wish = { spaceId: sample.quiet.id, start: at(minute).toISOString(), minutes: 30 };
  const answer = await bookSpace(
    { kind: 'guest' },
    { ...wish, name: 'R', email: `r${minute}@example.org` },
    new Date(),
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const asRead = (start: Date, end: Date) => ({
  start: { dateTime: start.toISOString() },
  end: { dateTime: end.toISOString() },
});
const blocksOf = async (linkId: number) =>
  (await db().busyBlock.findMany({ where: { linkId } })).map(({ startsAt, endsAt }) => asRead(startsAt, endsAt));
const timesOf = (events: { start: { dateTime: string }; end: { dateTime: string } }[]) =>
  events.map(({ start, end }) => `${start.dateTime.slice(0, 16)} ${end.dateTime.slice(0, 16)}`).sort();

describe('both calendars agree in the end', () => {
  test.each(SWITCHES)('%j', async (behaviour) => {
    await tenant.behaviour(behaviour);
    const besideLinkId = await consultations();
    await settle();
    const kept = await book(600);
    const dropped = await book(660);
    await tenant.fault({ operation: 'event.create' }, 'reset_after_commit');
    await tenant.create(CEDAR, { start: utc(at(780)), end: utc(at(810)) });
    const times = { start: utc(at(990)), end: utc(at(1_020)) };
    await tenant.create(ADA, {
      ...times,
      attendees: [{ type: 'resource', emailAddress: { address: CEDAR, name: 'Cedar' } }],
    });
    await tenant.control('POST', `/mailboxes/${ADA}/events?calendar=Consultations`, { subject: 'C', ...times });
    const series = await tenant.create(CEDAR, {
      ...{ start: utc(at(840)), end: utc(at(870)) },
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: {
          type: 'numbered',
          startDate: localDateOf(at(840), ZONE),
          numberOfOccurrences: 4,
          recurrenceTimeZone: 'UTC',
        },
      },
    });
    await settle();

    const [mine] = (await tenant.events(CEDAR)).filter(({ transactionId }) => transactionId);
    await tenant.remove(CEDAR, mine?.immutableId ?? '');
    await cancelBooking({ kind: 'guest' }, dropped, new Date());
    await tenant.change(CEDAR, series.immutableId, { start: utc(at(900)), end: utc(at(930)) });
    await tenant.fault({ operation: '*delta*' }, 'gone');
    await settle();
    // The day's full reading finds what delta did not tell.
    await pass(86_400_000);
    await settle();

    const window = `startDateTime=${at(0).toISOString()}&endDateTime=${at(1440 * 6).toISOString()}`;
    const { value: all } = await tenant.control<{ value: Awaited<ReturnType<typeof tenant.events>> }>(
      'GET',
      `/mailboxes/${CEDAR}/events?${window}`,
    );
    const ours = all.filter(({ transactionId }) => transactionId);
    expect(timesOf(ours)).toEqual([`${at(600).toISOString().slice(0, 16)} ${at(630).toISOString().slice(0, 16)}`]);
    expect(await db().booking.findUnique({ where: { publicId: kept.publicId } })).toMatchObject({
      status: 'confirmed',
    });
    const blocks = await blocksOf(roomLinkId);
    expect(timesOf(blocks)).toEqual(timesOf(all.filter(({ transactionId }) => !transactionId)));
    // Somebody's event, a series of four, and a meeting that the room accepted.
    expect(blocks).toHaveLength(6);
    expect(timesOf(await blocksOf(besideLinkId))).toEqual(timesOf([asRead(at(990), at(1_020))]));
    expect(await db().pushJob.count()).toBe(0);
  });
});

test.each(['mailbox', 'app'])(
  'eight rooms at once, four requests allowed by %s (V10): each is read in the end',
  {
    timeout: 60_000,
  },
  async (concurrencyScope) => {
    await tenant.behaviour({ concurrencyScope });
    type Tenants = { tenants: { rooms: { upn: string }[] }[] };
    const { tenants } = await tenant.control<Tenants>('GET', '');
    const others = tenants[0]?.rooms.filter(({ upn }) => upn !== CEDAR).slice(0, 7) ?? [];
    expect(others).toHaveLength(7);
    for (const { upn } of others) {
      const { id } = await db().resource.create({ data: { kind: 'space', categoryId: sample.study.id, name: upn } });
      await tenant.link(id, connectionId, upn, 'it@library.example');
    }
    const since = await tenant.mark();
    // Slow answers hold their places.
    await tenant.fault({ path: '/calendarView' }, { delayMs: 100 }, 200);
    for (let round = 0; round < 3; round++) {
      await pass(360_000);
      await Promise.all(others.map(({ upn }) => drainPull(world(), upn)));
      // Before a minute is over only those are due again that were told to wait.
      await pass(50_000);
      await drainPull(world());
    }
    const refused = (await tenant.asked(since)).filter(({ status }) => status === 429);
    expect(refused.length > 0).toBe(concurrencyScope === 'app');
    const links = await db().calendarLink.findMany();
    expect(links.map(({ state, pullFailures }) => [state, pullFailures])).toEqual(links.map(() => ['live', 0]));
  },
);
