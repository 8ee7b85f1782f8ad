import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { db, transaction } from '@/lib/db/client';
import { demandFullRead } from '@/lib/db/links';
import type { Tenant } from '../tenant-control';
import type { Verdict } from '../two-sides/verdict';
import { untilSettled } from './settled';

const BOUND_MS = 180_000;

/** What sweeps have put right so far. */
export async function corrections(): Promise<number> {
  const { _sum } = await db().calendarLink.aggregate({ _sum: { corrections: true } });
  return _sum.corrections ?? 0;
}

/** The plain listing of every six hours and every day, now: by the rows that say when the last one was. */
export async function sweepAll(): Promise<void> {
  await db().$executeRaw`
    UPDATE calendar_link SET last_sweep_at = now() - interval '2 days', last_near_sweep_at = now() - interval '2 days',
      next_pull_at = now() WHERE state <> 'unlinked'`;
  const late = async () => {
    const [row] = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM calendar_link
      WHERE state <> 'unlinked' AND last_sweep_at < now() - interval '1 day'`;
    return row?.count ?? 0;
  };
  await until(async () => (await late()) === 0, 'every calendar to be swept');
}

/** Every calendar is read whole, as after a pause; and every subscription knocks twice more, once with a forged secret. */
export async function replayAmiss(tenant: Tenant): Promise<Verdict> {
  const before = await contents();
  const { subscriptions } = await tenant.call<{ subscriptions: { id: string }[] }>('GET', '/subscriptions');
  for (const { id: subscriptionId } of subscriptions) {
    const items = [{ subscriptionId }, { subscriptionId }, { subscriptionId, clientState: 'forged' }];
    await tenant.call('POST', '/notifications', { items });
  }
  await readAllAnew();
  const { left } = await untilSettled(BOUND_MS);
  const after = await contents();
  const changed = [...before].filter(([name, hash]) => after.get(name) !== hash).map(([name]) => `${name} changed`);
  const unsettled = left ? [`still under way: ${JSON.stringify(left)}`] : [];
  const looked = subscriptions.length * 3 + (await db().calendarLink.count());
  return {
    invariant: 'I9 replay',
    looked,
    at: 'knocks and full readings once more',
    wrong: [...changed, ...unsettled],
  };
}

async function readAllAnew(): Promise<void> {
  const links = await db().calendarLink.findMany({ where: { state: { not: 'unlinked' } }, select: { id: true } });
  await transaction((tx) =>
    demandFullRead(
      tx,
      links.map(({ id }) => id),
    ),
  );
}

/** A whole reading that comes back empty is believed by nobody: the blocks stay while it is doubted (I17). */
export async function emptyReadingAmiss(tenant: Tenant): Promise<Verdict> {
  const [link] = await db().$queryRaw<{ id: number; mailbox: string; count: number }[]>`
    SELECT link.id, link.mailbox_address AS mailbox, count(*)::int AS count
    FROM calendar_link link JOIN busy_block ON busy_block.link_id = link.id
    WHERE link.state = 'live' GROUP BY link.id ORDER BY 3 DESC LIMIT 1`;
  if (!link) return { invariant: 'I17', looked: 0, at: 'calendars read as empty', wrong: ['no calendar has blocks'] };
  const where = { mailbox: link.mailbox, operation: 'calendarView.delta' };
  await tenant.call('POST', '/faults', { where, effect: 'empty_listing' });
  await transaction((tx) => demandFullRead(tx, [link.id]));
  let fewest = link.count;
  const look = async () => {
    fewest = Math.min(fewest, await db().busyBlock.count({ where: { linkId: link.id } }));
    const { faults } = await tenant.call<{ faults: unknown[] }>('GET', '/faults');
    const row = await db().calendarLink.findUniqueOrThrow({ where: { id: link.id } });
    return faults.length === 0 && row.dirtySeq === row.pulledSeq && row.state === 'live';
  };
  await until(look, 'the empty reading to be read again');
  const wrong = fewest < link.count ? [`of ${link.count} blocks ${fewest} were left meanwhile`] : [];
  return { invariant: 'I17', looked: link.count, at: 'blocks of a calendar once read as empty', wrong };
}

/** What the tables say, without the moments at which they were written. */
async function contents(): Promise<Map<string, string>> {
  const texts = await db().$queryRaw<{ name: string; text: string | null }[]>`
    SELECT 'bookings' AS name, string_agg(concat_ws(' ', id, status, status_reason, version), ',' ORDER BY id) AS text
      FROM booking
    UNION ALL SELECT 'occupancy', string_agg(concat_ws(' ', booking_id, resource_id, starts_at, ends_at, active), ','
      ORDER BY id) FROM occupancy
    UNION ALL SELECT 'mirrors', string_agg(concat_ws(' ', link_id, booking_id, remote_id, epoch, state), ','
      ORDER BY link_id, booking_id) FROM booking_mirror
    UNION ALL SELECT 'blocks', string_agg(concat_ws(' ', link_id, remote_id, starts_at, ends_at), ','
      ORDER BY link_id, remote_id) FROM busy_block
    UNION ALL SELECT 'cases', string_agg(concat_ws(' ', id, kind, state, resolution), ',' ORDER BY id) FROM sync_conflict`;
  return new Map(
    texts.map(({ name, text }) => [
      name,
      createHash('sha1')
        .update(text ?? '')
        .digest('hex'),
    ]),
  );
}

async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + BOUND_MS; Date.now() < end; await wait(300)) if (await done()) return;
  throw new Error(`waited in vain for ${what}`);
}
