import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { type PullLease, renewPullLease } from '@/lib/db/cursors';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { emptyRows } from './empty-rows.test-data';
import { claimPushLink, type Lease, renewPushLease } from './push-jobs';

testDatabase();
afterAll(closeQueue);

const now = moment('2026-12-01', '09:00');
const later = (ms: number) => new Date(now.getTime() + ms);
let links: number[];

/** Two calendars of one mailbox, each with a booking to be written. */
beforeEach(async () => {
  await emptyRows();
  const { quiet, librarian, ada } = await sampleLibrary();
  links = [await linkToCalendar(quiet.id, ada.id), await linkToCalendar(librarian.id, ada.id)];
  for (const linkId of links) {
    const ofOne = { mailboxOid: 'shared', calendarId: `calendar ${linkId}` };
    await db().calendarLink.update({ where: { id: linkId }, data: ofOne });
    const { id: bookingId } = await db().booking.create({
      data: { publicId: crypto.randomUUID(), status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
    });
    const [startsAt, endsAt] = [moment('2026-12-02', '10:00'), moment('2026-12-02', '11:00')];
    await db().pushJob.create({ data: { linkId, bookingId, priority: 10, startsAt, endsAt, runAfter: now } });
  }
});

type Lane = {
  claim: (owner: string, at: Date) => Promise<Lease | PullLease | null>;
  renew: (lease: Lease, at: Date) => Promise<Date | null>;
  /** So that the other link is the only one that comes into question. */
  leaveOut: (linkId: number) => Promise<unknown>;
};

const lanes: [string, Lane][] = [
  [
    'push',
    {
      claim: (owner, at) => claimPushLink(db(), owner, at),
      renew: (lease, at) => renewPushLease(db(), lease, at),
      leaveOut: (linkId) => db().pushJob.deleteMany({ where: { linkId } }),
    },
  ],
  [
    'pull',
    {
      claim: (owner, at) => claimPullLink(db(), owner, at, 0),
      renew: (lease, at) => renewPullLease(db(), lease, at),
      leaveOut: (id) => db().calendarLink.update({ where: { id }, data: { state: 'closing' } }),
    },
  ],
];

describe.each(lanes)('who stood still longer than a lease: %s', (_, { claim, renew, leaveOut }) => {
  const claimed = async (owner: string, at: Date): Promise<Lease> => {
    const lease = await claim(owner, at);
    if (!lease) throw new Error('nobody may claim');
    return lease;
  };

  test('and was overtaken at the same mailbox has lost the lane, until the other is done', async () => {
    const still = await claimed('first', now);
    await leaveOut(still.linkId);
    const other = await claimed('second', later(70_000));
    expect(other.linkId).not.toBe(still.linkId);
    expect(await renew(still, later(71_000))).toBeNull();
    expect(await renew(other, later(72_000))).toEqual(later(132_000));
    expect(await renew(still, later(100_000))).toBeNull();
    expect(await renew(still, later(133_000))).toEqual(later(193_000));
  });

  test('and was overtaken by nobody goes on', async () => {
    const still = await claimed('first', now);
    expect(await renew(still, later(70_000))).toEqual(later(130_000));
    expect(await claim('second', later(71_000))).toBeNull();
  });

  test('in the same instant as another claims: a lane holds one of them', async () => {
    for (let round = 0; round < 15; round++) {
      const at = later(round * 600_000);
      const still = await claimed('first', at);
      const awake = later(round * 600_000 + 70_000);
      const claims = ['a', 'b', 'c'].map((owner) => claim(owner, awake));
      const renewed = await renew(still, awake);
      const others = (await Promise.all(claims)).filter((lease) => lease && lease.linkId !== still.linkId);
      expect(others.length + (renewed ? 1 : 0)).toBeLessThanOrEqual(1);
    }
  });
});
