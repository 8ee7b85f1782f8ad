import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { localDateOf, wallTime } from '@/lib/time/zone';
import { bookSpace } from '@/lib/usecases/book-space';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();
const CEDAR = 'cedar@library.example';
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
];

let sample: Sample;
let aheadMs = 0;
beforeEach(async () => {
  aheadMs = 0;
  sample = await sampleLibrary();
  const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  await tenant.link(sample.quiet.id, connectionId, CEDAR, 'it@library.example');
});

const at = (minute: number) => wallTime(localDateOf(new Date(), ZONE), 1440 + minute, ZONE);

/** Both directions, until nothing is left to do; six minutes pass each time. */
async function settle() {
  for (let round = 0; round < 4; round++) {
    aheadMs += 360_000;
    const world = { clock: () => new Date(Date.now() + aheadMs), sleep: async () => undefined };
    await drainPush(world);
    await drainPull(world);
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

const timesOf = (events: { start: { dateTime: string }; end: { dateTime: string } }[]) =>
  events.map(({ start, end }) => `${start.dateTime.slice(0, 16)} ${end.dateTime.slice(0, 16)}`).sort();

describe('both calendars agree in the end', () => {
  test.each(SWITCHES)('%j', async (behaviour) => {
    await tenant.behaviour(behaviour);
    await settle();
    const kept = await book(600);
    const dropped = await book(660);
    await tenant.fault({ operation: 'event.create' }, 'reset_after_commit');
    await tenant.create(CEDAR, { start: utc(at(780)), end: utc(at(810)) });
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
    aheadMs += 86_400_000;
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
    const blocks = (await db().busyBlock.findMany()).map(({ startsAt, endsAt }) => ({
      start: { dateTime: startsAt.toISOString() },
      end: { dateTime: endsAt.toISOString() },
    }));
    expect(timesOf(blocks)).toEqual(timesOf(all.filter(({ transactionId }) => !transactionId)));
    expect(blocks).toHaveLength(5);
    expect(await db().pushJob.count()).toBe(0);
  });
});
