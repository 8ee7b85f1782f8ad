import { expect, test } from 'vitest';
import { db, rehearse, transaction } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { keptCatalogue } from './kept';

testDatabase();

const named = async (read: () => Promise<number>) => (await keptCatalogue(db()))('one', read);

test('what was read is kept until anybody writes of places', async () => {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT event_object_table AS name FROM information_schema.triggers WHERE trigger_name = 'catalogue_changed'`;
  expect(new Set(tables.map(({ name }) => name))).toEqual(
    new Set([
      ...['booking_limit', 'category', 'feature', 'group_allowance', 'hours_exception', 'hours_schedule', 'hours_span'],
      ...['location', 'patron_group', 'period', 'picture', 'resource', 'resource_feature', 'resource_part', 'zone'],
      ...['absence', 'appointment_group', 'appointment_group_member', 'appointment_kind', 'appointment_place'],
      ...['appointment_settings', 'availability_rule', 'availability_rule_place'],
    ]),
  );
  let reads = 0;
  const read = async () => ++reads;
  expect([await named(read), await named(read)]).toEqual([1, 1]);
  await transaction(async (tx) => {
    await tx.location.create({ data: { name: 'Kept elsewhere', timeZone: 'UTC' } });
    expect(await named(read)).toBe(1);
  });
  expect([await named(read), await named(read)]).toEqual([2, 2]);
});

test('what was only tried leaves everything as it was', async () => {
  const before = await named(async () => 7);
  await rehearse(async (tx) => tx.location.create({ data: { name: 'Never there', timeZone: 'UTC' } }));
  expect(await named(async () => 8)).toBe(before);
});

test('those who ask at once share one reading; one that failed is not kept', async () => {
  const kept = await keptCatalogue(db());
  let reads = 0;
  const slow = async () => {
    reads++;
    await db().$queryRaw`SELECT pg_backend_pid()`;
    return reads;
  };
  expect(await Promise.all([kept('shared', slow), kept('shared', slow)])).toEqual([1, 1]);
  await expect(kept('failing', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await kept('failing', async () => 'there')).toBe('there');
});
