import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { remoteEventsOfLink } from '@/lib/db/remote-events';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import type { ShowAsPolicy } from '@/lib/show-as';
import { formOfPolicy } from '@/lib/show-as-form';
import { addDays, localDateOf } from '@/lib/time/zone';
import { saveFreeBusy } from '@/lib/usecases/save-free-busy';
import { drainPull } from '@/lib/worker/drain.test-data';
import { busyTime } from './busy';
import { ALL_CLOSERS, icsAnswerOf, inWords, someClosers, wrongPolicies } from './every-policy.test-data';
import { busyAmong, expandIcs } from './expand-ics.test-data';
import { offeredStarts } from './offered-starts.test-data';
import { randomCalendar } from './random-calendar.test-data';
import { testTenant } from './tenant.test-data';

/**
 * What is closed, and what is offered, under each answer to Outlook's words: held against an expansion of the calendar file
 * by a library that knows nothing of Outlook or Carrel. A year ahead, so both clock changes lie in it whenever this runs.
 * Other calendars each time; `CALENDAR_SEED` brings those of a failure back, on the same day.
 */
testDatabase();
const tenant = testTenant();

const ZONE = 'America/New_York';
const ADA = 'librarian@library.example';
const SEED = Number(process.env.CALENDAR_SEED ?? Date.now() % 1_000_000);
const today = localDateOf(new Date(), ZONE);
const starts = offeredStarts(today, 370, ZONE);
const { frame } = starts;

let sample: Sample;
let ada: Person;
let linkId: number;
beforeEach(async () => {
  sample = await sampleLibrary();
  ada = { kind: 'person', id: sample.ada.id, name: 'Ada Park', email: sample.ada.email, role: 'staff', locale: 'en' };
  await starts.arrange(sample);
  const connectionId = await tenant.connect(ADA, 'own', sample.ada.id);
  linkId = await tenant.link(sample.librarian.id, connectionId, ADA);
});

async function empty() {
  for (const { immutableId } of await tenant.events(ADA))
    await tenant.control('DELETE', `/mailboxes/${ADA}/events/${encodeURIComponent(immutableId)}?scope=series`);
}

describe('random recurring calendars across both clock changes', { timeout: 60_000 }, () => {
  const APART: ShowAsPolicy = {
    inPerson: { free: false, tentative: true, workingElsewhere: true, busy: true, oof: true, allDay: 'as_shown' },
    online: { free: true, tentative: false, workingElsewhere: false, busy: true, oof: false, allDay: 'never' },
  };
  const closersOf = (number: number) => ALL_CLOSERS[number % ALL_CLOSERS.length] ?? APART.inPerson;
  /** That one, and one more that is another for each seed. */
  const policiesOf = (seed: number): ShowAsPolicy[] => [
    APART,
    { inPerson: closersOf(seed * 7), online: closersOf(seed * 11 + 48) },
  ];

  // Between them they meet every policy.
  const SEEDS = [SEED, SEED + 1].map((seed, place) => ({ seed, place }));
  test.each(SEEDS)(
    'CALENDAR_SEED=$seed: what the file says is closed, and the rest is offered',
    async ({ seed, place }) => {
      await empty();
      const text = randomCalendar(seed, today);
      const { refused } = await tenant.control<{ refused: unknown[] }>('POST', `/mailboxes/${ADA}/import`, text);
      expect(refused).toEqual([]);
      const times = expandIcs(text, frame, ZONE);
      for (const policy of policiesOf(seed)) {
        expect(await saveFreeBusy(ada, formOfPolicy(policy, true))).toMatchObject({ ok: true });
        await drainPull();
        const blocks = (await db().busyBlock.findMany()).map(({ startsAt: start, endsAt: end, ...modes }) => ({
          ...{ start, end, ...modes },
        }));
        for (const [mode, closers] of [
          ['in_person', policy.inPerson],
          ['online', policy.online],
        ] as const) {
          const truth = busyAmong(times, icsAnswerOf(closers));
          if (closers === APART.inPerson) expect(truth.length).toBeGreaterThan(100);
          const closed = blocks.filter(({ inPerson, online }) => (mode === 'online' ? online : inPerson));
          const about = `${mode} ${JSON.stringify(closers)}`;
          expect(inWords(closed, frame), about).toEqual(inWords(truth, frame));
          expect(await starts.offered(sample, mode), about).toEqual(starts.expected(truth));
        }
      }
      const read = { rows: await remoteEventsOfLink(db(), linkId), times, frame, timeZone: ZONE };
      expect(wrongPolicies(someClosers(place, SEEDS.length), read)).toEqual([]);
    },
  );
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
