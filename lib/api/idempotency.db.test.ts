import { beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { dropOldRequests } from '@/lib/db/api-requests';
import { db, inTransaction } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { ok, type Result, refuse } from '@/lib/result';
import { answered, refused } from './api-answer';
import { apiClient, askApi } from './ask-api.test-data';
import { endpoint } from './endpoint';

testDatabase();

const NOW = new Date('2026-12-01T10:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const DAY = 86_400_000;
let token = '';
let worked = 0;
/** What the endpoint does around its write: dies, fails, waits. */
let before: () => Promise<void> = async () => undefined;
let after: () => Promise<void> = async () => undefined;

/** A write like any other: a use case's transaction, and something to be said of it. */
async function write(name: string): Promise<Result<{ id: number; at: Date; gone?: undefined }>> {
  const nothing = await inTransaction(async () => refuse({ code: 'not_found' }));
  if (nothing.ok) throw new Error('refusals are no steps');
  return inTransaction(async (tx) => {
    if (name === 'refused') return refuse({ code: 'slot_taken' });
    const { id } = await tx.feature.create({ data: { name: `${name} ${worked}` } });
    return ok({ id, at: NOW, gone: undefined });
  });
}

const probe = endpoint({
  ...{ method: 'POST', path: '/probe', scope: 'sp_w', tag: 'Bookings', summary: '' },
  body: z.object({ name: z.string() }),
  answer: z.object({ zebra: z.string(), apple: z.int() }),
  run: async ({ body }) => {
    worked++;
    await before();
    const made = await write(body.name);
    await after();
    return made.ok ? answered({ zebra: made.value.at.toISOString(), apple: made.value.id }) : refused('taken');
  },
});

const ask = (key: string | null, name = 'Screen', more: { token?: string; now?: Date } = {}) =>
  askApi('POST', '/1.1/probe', {
    ...{ token, now: NOW, endpoints: [probe], body: { name }, ...more },
    headers: key === null ? {} : { 'idempotency-key': key },
  });
const rows = () => db().feature.count();

beforeAll(async () => {
  token = (await apiClient(['sp_w'], { now: NOW })).token;
});
beforeEach(async () => {
  await db().feature.deleteMany();
  await db().apiRequest.deleteMany();
  [before, after] = [async () => undefined, async () => undefined];
  worked = 0;
});

test('the same request again gets the same answer, word for word, and is not worked on', async () => {
  const first = await ask('abc');
  expect(first.status).toBe(200);
  const second = await ask('abc', 'Screen', { now: later(3_000_000) });
  expect([second.status, second.text]).toEqual([200, first.text]);
  expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
  expect([worked, await rows()]).toEqual([1, 1]);
  expect(await db().apiRequest.findMany({ select: { steps: true } })).toEqual([{ steps: [] }]);
  expect((await ask(null)).text).not.toBe(first.text);
});

test('an expected no is an answer too', async () => {
  expect(await ask('no', 'refused')).toMatchObject({ status: 400, text: 'taken' });
  expect(await ask('no', 'refused')).toMatchObject({ status: 400, text: 'taken' });
  expect(worked).toBe(1);
});

test('another request under the same key is refused; another client has keys of its own', async () => {
  await ask('abc');
  expect(await ask('abc', 'Board')).toMatchObject({
    status: 422,
    text: 'This Idempotency-Key came with another request before.',
  });
  const other = (await apiClient(['sp_w'], { now: NOW })).token;
  expect((await ask('abc', 'Board', { token: other })).status).toBe(200);
  expect(await rows()).toBe(2);
});

test('keys are free again after a day, and then forgotten', async () => {
  await ask('abc');
  await db().apiRequest.updateMany({ data: { createdAt: later(1 - DAY) } });
  expect((await ask('abc', 'Board')).status).toBe(422);
  await db().apiRequest.updateMany({ data: { createdAt: later(-DAY) } });
  expect((await ask('abc', 'Board')).status).toBe(200);
  expect(await rows()).toBe(2);
  expect(await dropOldRequests(db(), later(DAY - 1))).toMatchObject({ count: 0 });
  expect(await dropOldRequests(db(), later(DAY))).toMatchObject({ count: 1 });
});

test('twenty at once: one works, the others are told to wait or get its answer', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => ask('race')));
  const statuses = new Set(all.map(({ status }) => status));
  expect([...statuses].filter((status) => status !== 200 && status !== 409)).toEqual([]);
  expect(new Set(all.filter(({ status }) => status === 200).map(({ text }) => text)).size).toBe(1);
  expect([worked, await rows()]).toEqual([1, 1]);
});

test('whoever dies after the write leaves it: the next try answers for it and writes nothing', async () => {
  // Dead: neither an answer nor the end of the claim is ever written.
  let die: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    after = () => {
      resolve();
      return new Promise((_, reject) => {
        die = () => reject(new Error('dead'));
      });
    };
  });
  const lost = ask('crash');
  await reached;
  expect(await ask('crash')).toMatchObject({ status: 409 });
  after = async () => undefined;
  const next = await ask('crash', 'Screen', { now: later(60_000) });
  const { id } = await db().feature.findFirstOrThrow();
  expect(next.json).toEqual({ zebra: NOW.toISOString(), apple: id });
  expect([worked, await rows()]).toEqual([2, 1]);
  die();
  expect((await lost).status).toBe(500);
  expect((await ask('crash')).text).toBe(next.text);
});

test('whoever was taken for dead writes nothing any more', async () => {
  let go: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    before = () => {
      resolve();
      return new Promise((free) => {
        go = free;
      });
    };
  });
  const slow = ask('slow');
  await reached;
  before = async () => undefined;
  const next = await ask('slow', 'Screen', { now: later(60_000) });
  expect(next.status).toBe(200);
  go();
  expect((await slow).status).toBe(500);
  expect(await rows()).toBe(1);
  expect((await ask('slow')).text).toBe(next.text);
});

test('trouble of ours is no answer: it may be tried again at once', async () => {
  before = async () => {
    throw new Error('the disk is full');
  };
  expect((await ask('trouble')).status).toBe(500);
  before = async () => undefined;
  expect((await ask('trouble')).status).toBe(200);
  expect(await rows()).toBe(1);
});

test('keys that are none', async () => {
  for (const key of ['', 'a b', 'x'.repeat(201)])
    expect(await ask(key)).toMatchObject({ status: 400, text: 'invalid "Idempotency-Key" header' });
  expect(await rows()).toBe(0);
});
