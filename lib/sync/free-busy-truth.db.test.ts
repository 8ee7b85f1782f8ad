import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { remoteEventsOfLink } from '@/lib/db/remote-events';
import { resources } from '@/lib/db/resources';
import { everyDay, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import type { ShowAsPolicy } from '@/lib/show-as';
import { type Interval, merge, overlaps } from '@/lib/time/interval';
import { addDays, datesBetween, localDateOf, startOfDay, wallTime } from '@/lib/time/zone';
import { personOffers } from '@/lib/usecases/person-offers';
import { drainPull } from '@/lib/worker/drain.test-data';
import { busyTime } from './busy';
import { ALL_CLOSERS, icsAnswerOf, inWords, wrongPolicies } from './every-policy.test-data';
import { busyAmong, expandIcs } from './expand-ics.test-data';
import { randomCalendar } from './random-calendar.test-data';
import { testTenant } from './tenant.test-data';

/**
 * What is closed, and what is offered, under each answer to Outlook's words: held against an expansion of the calendar file
 * by a library that knows nothing of Outlook or Carrel. A year ahead, so both clock changes lie in it whenever this runs.
 */
testDatabase();
const tenant = testTenant();

const ZONE = 'America/New_York';
const ADA = 'librarian@library.example';
const today = localDateOf(new Date(), ZONE);
const DAYS_AHEAD = 370;
const window: Interval = {
  start: startOfDay(addDays(today, 1), ZONE),
  end: startOfDay(addDays(today, DAYS_AHEAD), ZONE),
};

let sample: Sample;
let linkId: number;
beforeEach(async () => {
  sample = await sampleLibrary();
  await db().category.update({ where: { id: sample.desks.id }, data: { windowDays: DAYS_AHEAD } });
  const connectionId = await tenant.connect(ADA, 'own', sample.ada.id);
  linkId = await tenant.link(sample.librarian.id, connectionId, ADA);
});

async function empty() {
  for (const { immutableId } of await tenant.events(ADA))
    await tenant.control('DELETE', `/mailboxes/${ADA}/events/${encodeURIComponent(immutableId)}?scope=series`);
}

describe('random recurring calendars across both clock changes', () => {
  const APART: ShowAsPolicy = {
    inPerson: { free: false, tentative: true, workingElsewhere: true, busy: true, oof: true, allDay: 'as_shown' },
    online: { free: true, tentative: false, workingElsewhere: false, busy: true, oof: false, allDay: 'never' },
  };

  test.each([1, 2])(
    'seed %i: every policy closes what the file says, and what is open then is offered',
    async (seed) => {
      await empty();
      const text = randomCalendar(seed, today);
      const { refused } = await tenant.control<{ refused: unknown[] }>('POST', `/mailboxes/${ADA}/import`, text);
      expect(refused).toEqual([]);
      await db().calendarLink.update({ where: { id: linkId }, data: { showAsPolicy: APART } });
      await drainPull();
      const times = expandIcs(text, window, ZONE);
      const rows = await remoteEventsOfLink(db(), linkId);
      expect(wrongPolicies(rows, times, window, ZONE)).toEqual([]);

      const truth = {
        in_person: busyAmong(times, icsAnswerOf(APART.inPerson)),
        online: busyAmong(times, icsAnswerOf(APART.online)),
      };
      expect(truth.in_person.length).toBeGreaterThan(100);
      const blocks = (await db().busyBlock.findMany()).map(({ startsAt, endsAt, ...modes }) => ({
        ...{ start: startsAt, end: endsAt, ...modes },
      }));
      expect(
        inWords(
          blocks.filter(({ inPerson }) => inPerson),
          window,
        ),
      ).toEqual(inWords(truth.in_person, window));
      expect(
        inWords(
          blocks.filter(({ online }) => online),
          window,
        ),
      ).toEqual(inWords(truth.online, window));
      for (const mode of ['in_person', 'online'] as const)
        expect(await offered(mode), mode).toEqual(expectedStarts(truth[mode]));
    },
  );

  /** Starts on offer, from tomorrow on: she is there from nine to twelve every day, at her desk and online. */
  async function offered(mode: 'in_person' | 'online'): Promise<string[]> {
    const { id: resourceId } = sample.librarian;
    if ((await db().appointmentPlace.count()) === 0) {
      const desk = await db().appointmentPlace.create({ data: { resourceId, kind: 'desk', name: 'Desk' } });
      const call = await db().appointmentPlace.create({
        data: { resourceId, kind: 'online', name: 'Call', position: 1 },
      });
      await db().availabilityRule.deleteMany({});
      const places = { create: [{ placeId: desk.id }, { placeId: call.id }] };
      await db().availabilityRule.create({ data: { resourceId, ...everyDay(540, 720), places } });
    }
    const people = await resources(db(), { ids: [resourceId] });
    const [found] = await personOffers(db(), { people, frame: window, patron: null, filter: { mode } }, new Date());
    return (found?.offers ?? []).map(({ start }) => start.toISOString());
  }

  const expectedStarts = (closed: readonly Interval[]) => {
    const taken = merge([...closed]);
    return datesBetween(addDays(today, 1), addDays(today, DAYS_AHEAD - 1)).flatMap((date) =>
      [540, 570, 600, 630, 660, 690].flatMap((minute) => {
        const slot = { start: wallTime(date, minute, ZONE), end: wallTime(date, minute + 30, ZONE) };
        return taken.some((one) => overlaps(one, slot)) ? [] : [slot.start.toISOString()];
      }),
    );
  };
});

test('the sixth status, which nobody knows: it closes time under every policy', async () => {
  await empty();
  const at = (hour: number) => ({ dateTime: `${addDays(today, 2)}T${hour}:00:00`, timeZone: ZONE });
  await tenant.create(ADA, { start: at(10), end: at(11), showAs: 'unknown' });
  await drainPull();
  const [row] = await remoteEventsOfLink(db(), linkId);
  expect(row).toMatchObject({ showAs: 'unknown' });
  for (const closers of ALL_CLOSERS) {
    const policy = { inPerson: closers, online: closers };
    expect(row && busyTime(row, policy, ZONE)).toMatchObject({ inPerson: true, online: true });
  }
});
