import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addDays } from '@/lib/time/zone';
import { MONDAY, NOW, peopleOf } from './availability.test-data';
import { copyWeek } from './copy-week';
import { viewAvailability } from './view-availability';

testDatabase();

let sample: Sample;
let ada: Actor;
let ben: Actor;

beforeAll(async () => {
  sample = await sampleLibrary();
  const people = await peopleOf(sample);
  [ada, ben] = [people.ada.actor, people.ben.actor];
});
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE absence, availability_rule, audit_entry CASCADE`;
  await db().availabilityRule.create({
    data: {
      ...{ resourceId: sample.librarian.id, repeat: 'weekly', weekdays: [1, 3], fromDate: day(MONDAY) },
      ...{ untilDate: day(addDays(MONDAY, 6)), startsMinute: 540, endsMinute: 720 },
    },
  });
});
afterAll(closeQueue);

const day = (date: string) => new Date(`${date}T00:00:00Z`);
const rules = () => db().availabilityRule.findMany({ where: { repeat: 'dates' }, orderBy: { id: 'asc' } });
const next = (more: Record<string, unknown> = {}) => ({ week: addDays(MONDAY, 2), to: 'next', weeks: '2', ...more });

async function looked(form: Record<string, unknown>, actor = ada) {
  const answer = await copyWeek(actor, form, NOW);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

test('is shown first, then saved as chosen dates of one rule; a second time it adds nothing', async () => {
  const shown = await looked(next());
  expect([shown.saved, shown.add.length, (await rules()).length]).toEqual([false, 4, 0]);
  expect(await looked(next({ shown: shown.seen }))).toMatchObject({ saved: true });
  const dates = [7, 9, 14, 16].map((days) => day(addDays(MONDAY, days)));
  expect(await rules()).toMatchObject([{ dates, startsMinute: 540, endsMinute: 720 }]);
  expect(await db().auditEntry.findMany()).toMatchObject([{ act: 'availability.copied' }]);
  const again = await looked(next());
  expect(again).toMatchObject({ saved: false, add: [], already: 4 });
  expect(await looked(next({ shown: again.seen }))).toMatchObject({ saved: false });
  // Another week goes to the same rule.
  const more = { week: MONDAY, to: 'week', other: addDays(MONDAY, 25) };
  await looked({ ...more, shown: (await looked(more)).seen });
  expect((await rules()).map((rule) => rule.dates.length)).toEqual([6]);
  const answer = await viewAvailability(ada, { date: addDays(MONDAY, 21) }, NOW);
  if (!answer.ok || !answer.value.week) throw new Error('no week');
  expect(answer.value.week.days.map(({ available }) => available.length)).toEqual([1, 0, 1, 0, 0, 0, 0]);
});

test('a date that was taken out of the copies is put back by copying again', async () => {
  await looked(next({ shown: (await looked(next())).seen }));
  const [copied] = await rules();
  const out = day(addDays(MONDAY, 7));
  await db().availabilityRule.update({ where: { id: copied?.id ?? 0 }, data: { skippedDates: [out] } });
  const shown = await looked(next());
  expect(shown.add.map(({ date }) => date)).toEqual([addDays(MONDAY, 7)]);
  await looked(next({ shown: shown.seen }));
  expect(await rules()).toMatchObject([{ skippedDates: [] }]);
});

test('what was shown is what is saved: a change meanwhile is shown anew', async () => {
  const { seen } = await looked(next());
  await db().availabilityRule.updateMany({ data: { startsMinute: 600 } });
  const answer = await looked(next({ shown: seen }));
  expect([answer.saved, answer.add[0]?.startsMinute, (await rules()).length]).toEqual([false, 600, 0]);
});

test('is refused for somebody else, and at the field that makes no sense', async () => {
  const { seen } = await looked(next());
  const theirs = next({ person: sample.librarian.id, shown: seen });
  expect(await copyWeek(ben, theirs, NOW)).toEqual({ ok: false, refusal: { code: 'not_allowed' } });
  for (const [more, fields] of [
    [{ weeks: '13' }, { weeks: 'out_of_range' }],
    [{ weeks: '' }, { weeks: 'required' }],
    [{ to: 'week', other: '' }, { other: 'required' }],
    [{ to: 'somewhere' }, { to: 'required' }],
  ])
    expect(await copyWeek(ada, next(more), NOW)).toEqual({ ok: false, refusal: { code: 'invalid', fields } });
  expect(await rules()).toEqual([]);
});
