import { expect, test } from 'vitest';
import { db, inTransaction } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { refuse } from '@/lib/result';

testDatabase();

test('a refusal rolls the transaction back', async () => {
  const answer = await inTransaction(async (tx) => {
    await tx.library.create({ data: { name: 'Undone' } });
    return refuse({ code: 'not_allowed' });
  });
  expect(answer).toEqual({ ok: false, refusal: { code: 'not_allowed' } });
  expect(await db().library.count()).toBe(0);
});
