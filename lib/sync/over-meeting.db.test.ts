import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes, minutesIn } from '@/lib/time/interval';
import { localDateOf, wallMinute } from '@/lib/time/zone';
import { decideSeries } from '@/lib/usecases/decide-series';
import { proposeSeries } from '@/lib/usecases/propose-series';
import { outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import { testTenant, utc } from './tenant.test-data';

/** Staff book over a meeting knowingly (I4, decision 0023): both stand, and nobody is asked until one of the two moves. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const ZONE = 'America/New_York';
const clock = (at: Date) => {
  const minute = wallMinute(at, ZONE);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
};

test('over a meeting: promised at once and written, no case is opened by what is read, and one is once the meeting moves', async () => {
  await there.room({ foreign: 'outlook_wins' });
  const meeting = await there.foreign(STUDY, span(630, 690));
  await there.look();
  const staff = await db().person.create({ data: { name: 'Bo', email: 'bo@library.example', role: 'staff' } });
  const bo = { ...staff, kind: 'person' } as const;
  const now = there.world().clock();
  const asked = await proposeSeries(
    bo,
    {
      ...{ kind: 'book', spaces: String(there.sample().quiet.id), date: localDateOf(slot.start, ZONE), tell: 'on' },
      ...{ start: clock(slot.start), minutes: String(minutesIn(slot)), name: 'Rosa', email: 'rosa@example.org' },
    },
    now,
  );
  if (!asked.ok) throw new Error(asked.refusal.code);
  const form = { seriesId: String(asked.value.seriesId), 'choice-0': 'anyway', anyway: 'They leave early' };
  expect(await decideSeries(bo, form, now)).toMatchObject({ value: { state: 'booked' } });

  for (const _ of [1, 2]) await there.look();
  expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'kept', resolvedBy: staff.id }]);
  expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  const ours = (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);
  expect(ours).toMatchObject([{ showAs: 'busy' }]);

  // Nobody has agreed to that one: the space's own policy counts again.
  const later = { start: addMinutes(slot.start, 10), end: addMinutes(slot.end, 10) };
  await tenant.change(STUDY, meeting.immutableId, { start: utc(later.start), end: utc(later.end) });
  await there.look();
  expect(await there.cases()).toHaveLength(2);
  expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'displaced_in_outlook' });
});
