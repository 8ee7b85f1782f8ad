import { beforeEach, expect, test } from 'vitest';
import { insertBooking } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { settleHolds } from './settle-holds';

testDatabase();
let sample: Sample;
beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
});

test('one row that always goes wrong holds back no other', async () => {
  const now = new Date();
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const hold = (publicId: string, holdUntil: Date, hour: number) => {
    const item = { resourceId: sample.quiet.id, start: ago(-hour * 60), end: ago(-hour * 60 - 30) };
    return insertBooking(db(), {
      ...{
        publicId,
        status: 'hold',
        statusReason: null,
        cause: 'user',
        holdUntil,
        settledAt: null,
        createdAt: ago(30),
      },
      ...{ personId: null, patronName: 'Rosa', patronEmail: 'r@example.org', note: '', locale: 'en' },
      ...{ items: [item], occupancy: [] },
    });
  };
  await hold('aaaaaaaa', ago(20), 1);
  await hold('bbbbbbbb', ago(10), 2);
  await db().$executeRawUnsafe(`CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.public_id = 'aaaaaaaa' THEN RAISE 'broken row'; END IF; RETURN NEW; END $$`);
  await db().$executeRaw`CREATE TRIGGER refuse_one BEFORE UPDATE ON booking FOR EACH ROW EXECUTE FUNCTION refuse_one()`;
  expect(await settleHolds(now)).toMatchObject({ expired: 1 });
  const rows = await db().booking.findMany({ orderBy: { publicId: 'asc' }, select: { status: true } });
  expect(rows).toEqual([{ status: 'hold' }, { status: 'expired' }]);
});
