import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { ADA, half, outlookEdits, span } from '@/lib/sync/outlook-edits.test-data';
import { testTenant, utc } from '@/lib/sync/tenant.test-data';
import { changeBooking } from './change-booking';

/** A case is answered as whoever answers it saw it, or not at all. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

/** Where nobody meets her: she is asked. */
const evening = span(1140, 1170);
const eleven = span(660, 690);
const now = () => there.pass(1_000);
const times = ({ start, end }: { start: Date; end: Date }) => ({ start: utc(start), end: utc(end) });
const onlyCase = () => db().syncConflict.findFirstOrThrow({ orderBy: { id: 'desc' } });

async function asked() {
  await there.librarian();
  const placed = await there.meet(half);
  await there.change(ADA, times(evening));
  await there.look();
  expect(await there.cases()).toMatchObject([{ kind: 'mirror_moved', state: 'open', policy: 'ask' }]);
  return placed;
}

test('the patron changes the time while she is asked about another: the case is over, and hers has the new time', async () => {
  const { publicId, key } = await asked();
  const wish = { publicId, key, start: eleven.start.toISOString() };
  expect(await changeBooking({ kind: 'guest' }, wish, now(), there.world())).toMatchObject({ ok: true });
  expect(await onlyCase()).toMatchObject({ state: 'resolved', resolution: 'superseded', resolvedBy: null });
  await there.look();
  expect(await there.startOf(ADA)).toEqual([eleven.start]);
  expect((await there.booking()).items).toMatchObject([{ startsAt: eleven.start, endsAt: eleven.end }]);
  expect(await there.cases()).toHaveLength(1);
});
