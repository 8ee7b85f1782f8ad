import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import {
  BREAKER,
  claimProbe,
  clearFailures,
  countFailure,
  mailboxKey,
  readGate,
  shutGate,
  tenantKey,
} from '@/lib/db/gates';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { emptyRows } from './empty-rows.test-data';
import {
  buryPushJob,
  claimPushLink,
  letPushJobWait,
  nextPushJob,
  postponePushJob,
  releasePushLease,
} from './push-jobs';

testDatabase();
afterAll(closeQueue);

const now = moment('2026-12-01', '09:00');
const later = (ms: number) => new Date(now.getTime() + ms);
let linkId: number;

beforeEach(async () => {
  await emptyRows();
  const sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
});

/** A due job about the given hours. */
async function job(from: string, to: string, priority = 10) {
  const booking = await db().booking.create({
    data: { publicId: crypto.randomUUID(), status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
  });
  const [startsAt, endsAt] = [moment('2026-12-02', from), moment('2026-12-02', to)];
  const data = { linkId, bookingId: booking.id, priority, startsAt, endsAt, runAfter: now };
  await db().pushJob.create({ data });
  return booking.id;
}

const next = async (at = now) => (await nextPushJob(db(), linkId, at))?.bookingId ?? null;
const jobOf = async (bookingId: number) => {
  const { attempts, lastClass, asked, priority, askedAt } = await db().pushJob.findFirstOrThrow({
    where: { bookingId },
  });
  return { linkId, bookingId, attempts, lastClass, asked, priority, askedAt };
};

describe('the order of a calendar’s jobs', () => {
  test('a patron who waits comes first, but never past an older job about the same time', async () => {
    const cancelling = await job('10:00', '11:00');
    const overlapping = await job('10:30', '11:30', 0);
    const elsewhere = await job('14:00', '15:00', 0);
    expect(await next()).toBe(elsewhere);
    await db().pushJob.delete({ where: { linkId_bookingId: { linkId, bookingId: elsewhere } } });
    expect(await next()).toBe(cancelling);
    await db().pushJob.delete({ where: { linkId_bookingId: { linkId, bookingId: cancelling } } });
    expect(await next()).toBe(overlapping);
  });

  test('back to back is not the same time', async () => {
    await job('10:00', '11:00');
    const after = await job('11:00', '12:00', 0);
    expect(await next()).toBe(after);
  });

  test('a job in backoff holds back those that meet it and nobody else', async () => {
    const failing = await job('10:00', '11:00');
    const meets = await job('10:30', '11:30', 0);
    const apart = await job('13:00', '14:00');
    await postponePushJob(db(), await jobOf(failing), later(60_000), 'unavailable');
    expect(await next()).toBe(apart);
    await db().pushJob.delete({ where: { linkId_bookingId: { linkId, bookingId: apart } } });
    expect(await next()).toBeNull();
    expect(await claimPushLink(db(), 'test', now)).toBeNull();
    expect(await next(later(60_000))).toBe(failing);
    await buryPushJob(db(), await jobOf(failing), now, 'rejected');
    expect(await next()).toBe(meets);
  });

  test('throttled, or waiting for a second look, it holds back those that meet it as well', async () => {
    const throttled = await job('10:00', '11:00');
    const looking = await job('12:00', '13:00');
    const apart = await job('14:00', '15:00');
    await job('10:00', '11:00', 0);
    await job('12:00', '13:00', 0);
    await postponePushJob(db(), await jobOf(throttled), later(30_000), 'throttled');
    await letPushJobWait(db(), await jobOf(looking), later(10_000), true);
    expect(await next()).toBe(apart);
    await db().pushJob.delete({ where: { linkId_bookingId: { linkId, bookingId: apart } } });
    expect(await next()).toBeNull();
    expect(await next(later(10_000))).toBe(looking);
    expect(await jobOf(looking)).toMatchObject({ attempts: 0, lastClass: 'unanswered' });
  });

  test('only failures of one kind in a row are counted together; a wait in between counts for nothing', async () => {
    const failing = await job('10:00', '11:00');
    const attempts = async () => (await jobOf(failing)).attempts;
    for (const kind of ['unavailable', 'unavailable', 'rejected']) {
      await postponePushJob(db(), await jobOf(failing), later(1_000), kind);
    }
    expect(await attempts()).toBe(1);
    await letPushJobWait(db(), await jobOf(failing), later(10_000), true);
    await postponePushJob(db(), await jobOf(failing), later(1_000), 'rejected');
    expect(await attempts()).toBe(2);
  });

  test('a job that only waits, or was set aside, holds back nobody', async () => {
    const watching = await job('10:00', '11:00');
    const meets = await job('10:00', '11:00', 0);
    await letPushJobWait(db(), await jobOf(watching), later(3_600_000), false);
    expect(await next()).toBe(meets);
  });
});

describe('gates', () => {
  const keys = [mailboxKey('a'), tenantKey('t'), 'app'];
  const shutUntil = async (at = now) => (await readGate(db(), keys, at)).shutUntil;

  test('five failures inside a minute open a mailbox’s breaker; one probe goes through each half minute', async () => {
    for (let i = 0; i < BREAKER.mailbox - 1; i++) await countFailure(db(), keys[0] ?? '', later(i * 1_000));
    expect(await shutUntil(later(5_000))).toBeNull();
    await countFailure(db(), keys[0] ?? '', later(5_000));
    expect(await shutUntil(later(5_000))).toEqual(later(5_000 + BREAKER.probeEveryMs));
    const due = later(5_000 + BREAKER.probeEveryMs);
    expect(await readGate(db(), keys, due)).toMatchObject({ shutUntil: null, probes: [keys[0]] });
    const claims = await Promise.all([1, 2, 3].map(() => claimProbe(db(), keys[0] ?? '', due)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    await clearFailures(db(), [keys[0] ?? ''], due);
    expect(await readGate(db(), keys, due)).toMatchObject({ shutUntil: null, probes: [], shaky: [] });
  });

  test('failures spread over longer than a minute open nothing', async () => {
    for (let i = 0; i < 10; i++) await countFailure(db(), keys[0] ?? '', later(i * 20_000));
    expect(await shutUntil(later(200_000))).toBeNull();
  });

  test('a tenant takes twenty', async () => {
    for (let i = 0; i < BREAKER.others - 1; i++) await countFailure(db(), keys[1] ?? '', later(i * 100));
    expect(await shutUntil(later(2_000))).toBeNull();
    await countFailure(db(), keys[1] ?? '', later(2_000));
    expect(await shutUntil(later(2_000))).not.toBeNull();
  });

  test('an earlier wait never shortens a later one, and a shut gate hides the mailbox’s work', async () => {
    await job('10:00', '11:00');
    await shutGate(db(), tenantKey('tenant'), later(30_000), now);
    await shutGate(db(), tenantKey('tenant'), later(10_000), now);
    expect(await claimPushLink(db(), 'test', later(20_000))).toBeNull();
    const lease = await claimPushLink(db(), 'test', later(30_000));
    expect(lease).toMatchObject({ linkId });
    if (lease) await releasePushLease(db(), lease);
  });

  test('an open breaker hides the mailbox’s work until its probe is due', async () => {
    await job('10:00', '11:00');
    const { mailboxOid } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
    for (let i = 0; i < BREAKER.mailbox; i++) await countFailure(db(), mailboxKey(mailboxOid), now);
    expect(await claimPushLink(db(), 'test', later(1_000))).toBeNull();
    expect(await claimPushLink(db(), 'test', later(BREAKER.probeEveryMs))).toMatchObject({ linkId });
  });
});
