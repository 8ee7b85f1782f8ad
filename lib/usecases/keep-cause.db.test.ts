import { beforeEach, expect, test } from 'vitest';
import { caseSeen } from '@/lib/booking/case-seen';
import { caseById } from '@/lib/db/cases';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { linkToCalendar, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { keepCause } from './keep-cause';
import { makePerson } from './stand-in.test-data';
import { countCases } from './view-cases';

testDatabase();

const NOW = new Date('2026-10-05T15:00:00Z');
const at = (hour: number) => new Date(NOW.getTime() + hour * 3_600_000).toISOString();
let shown: [number, string][];

/** One series over three times of a room, as the page shows it. */
beforeEach(async () => {
  await emptyRows();
  const sample = await sampleLibrary();
  const linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  shown = [];
  for (const hour of [1, 25, 49]) {
    const side = { start: at(hour), end: at(hour + 1), showAs: 'busy' };
    const { id } = await db().syncConflict.create({
      data: {
        ...{
          linkId,
          resourceId: sample.quiet.id,
          kind: 'foreign_over_booking',
          caseKey: 'series',
          remoteId: `r${hour}`,
        },
        evidence: { ours: side, theirs: side },
      },
    });
    const found = await caseById(db(), id);
    if (found) shown.push([id, caseSeen(found)]);
  }
});

const open = () => db().syncConflict.count({ where: { state: 'open' } });

test('all of one cause are left as they are by one press, each on record by whom', async () => {
  const staff = await makePerson('staff', 'staff@library.example');
  expect(await countCases(staff)).toBe(1);
  expect(await keepCause(staff, { cases: JSON.stringify(shown) }, NOW)).toEqual({
    ok: true,
    value: { kept: 3, left: 0 },
  });
  expect(await db().syncConflict.count({ where: { resolution: 'kept', resolvedBy: staff.id } })).toBe(3);
  expect(await db().auditEntry.count({ where: { act: 'conflict.settled', personId: staff.id } })).toBe(3);
  expect(await countCases(staff)).toBe(0);
});

test('what was decided meanwhile stays as it is, and nothing of it is for patrons', async () => {
  const staff = await makePerson('staff', 'staff@library.example');
  const patron = await makePerson('patron', 'patron@library.example');
  const cases = JSON.stringify(shown);
  expect(await keepCause(patron, { cases }, NOW)).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await open()).toBe(3);
  const [first] = shown;
  await db().syncConflict.update({ where: { id: first?.[0] ?? 0 }, data: { state: 'resolved', resolution: 'over' } });
  expect(await keepCause(staff, { cases }, NOW)).toEqual({ ok: true, value: { kept: 2, left: 1 } });
  expect(await keepCause(staff, { cases }, NOW)).toMatchObject({ refusal: { code: 'case_closed' } });
  expect(await db().syncConflict.count({ where: { resolution: 'over' } })).toBe(1);
});
