import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { outlookEdits, STUDY, span } from '@/lib/sync/outlook-edits.test-data';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { bookSpace } from './book-space';
import { changeSpaceLink } from './change-space-link';
import { remindAboutConnections } from './remind-about-connections';

/** A calendar that is paused: by a person, by lost rights to read, by lost rights to write (sync-design §4.3, §11). */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
const HOUR = 3_600_000;

const admin = (): Actor => ({
  ...{ kind: 'person', id: there.adminId(), role: 'admin', name: 'Morgan', email: 'm@library.example', locale: 'en' },
});
const change = (state: 'enabled' | 'disabled') =>
  changeSpaceLink(admin(), { spaceId: there.sample().quiet.id, state }, there.world().clock());
const link = () => db().calendarLink.findFirstOrThrow();
const denied = (where: object, times = 1) =>
  tenant.fault({ mailbox: STUDY, ...where }, { status: 403, body: { error: { code: 'ErrorAccessDenied' } } }, times);
/** What admins heard of paused calendars: the day each mail counts. */
const mails = async () =>
  (
    await db().$queryRaw<{ day: number; personId: number }[]>`
      SELECT (data->>'day')::int AS day, (data->>'personId')::int AS "personId" FROM pgboss.job
      WHERE name = 'connection_mail' AND data->>'template' = 'calendar_paused' ORDER BY created_on`
  ).map(({ day, personId }) => [day, personId]);
/** The room, with a token that outlives the hours these tests let pass. */
async function room(): Promise<void> {
  await there.room();
  await db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date(Date.now() + 24 * HOUR) } });
}
/** The world, with something done by somebody at the first request that matches. */
function meanwhile(matches: (method: string, url: string) => boolean, deed: () => Promise<unknown>, after = false) {
  let done = false;
  return {
    ...there.world(),
    fetch: (async (...request: Parameters<typeof fetch>) => {
      const mine = !done && matches(request[1]?.method ?? 'GET', String(request[0]));
      if (mine) done = true;
      if (mine && !after) await deed();
      const answer = await fetch(...request);
      if (mine && after) await deed();
      return answer;
    }) as typeof fetch,
  };
}

describe('disabled by a person', () => {
  test('while a round reads, whatever it ends with: it stays disabled', async () => {
    await room();
    there.pass(10 * 60_000);
    await drainPull(
      meanwhile(
        (_, url) => url.includes('calendarView'),
        () => change('disabled'),
      ),
    );
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'by_person' });
    await change('enabled');
    await denied({ method: 'GET' });
    await drainPull(
      meanwhile(
        (_, url) => url.includes('calendarView'),
        () => change('disabled'),
      ),
    );
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'by_person' });
    expect(await claimPullLink(db(), 'test', there.pass(2 * HOUR), 0)).toBe(null);
  });

  test('while bookings are being written: the one in hand is the last', async () => {
    await room();
    await db().booking.deleteMany();
    await db().calendarLink.updateMany({ data: { state: 'degraded', lastPullOkAt: there.world().clock() } });
    for (const from of [540, 600, 660, 720]) {
      const { start, end } = span(from, from + 30);
      const wish = { spaceId: there.sample().quiet.id, start: start.toISOString(), end: end.toISOString() };
      const who = { name: 'Rosa', email: `r${from}@example.org` };
      expect(await bookSpace({ kind: 'guest' }, { ...wish, ...who }, new Date())).toMatchObject({ ok: true });
    }
    const since = await tenant.mark();
    await drainPush(
      meanwhile(
        (method) => method === 'POST',
        () => change('disabled'),
        true,
      ),
    );
    const posts = (await tenant.asked(since)).filter(({ operation }) => operation === 'event.create');
    expect(posts).toHaveLength(1);
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'by_person' });
    await change('enabled');
    await drainPull(there.world());
    there.pass(60_000);
    await drainPush(there.world());
    expect(await there.mine(STUDY)).toHaveLength(4);
  });
});

describe('paused since Microsoft refuses', () => {
  test('reading: told at once, then after one, three and seven days; the next good reading ends it', async () => {
    await room();
    there.pass(10 * 60_000);
    await denied({ method: 'GET' });
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'access_denied' });
    expect(await mails()).toEqual([[0, there.adminId()]]);
    await denied({ method: 'GET' });
    there.pass(HOUR + 60_000);
    await drainPull(there.world());
    expect(await mails()).toHaveLength(1);
    const begun = (await link()).brokenAt?.getTime() ?? 0;
    for (const days of [0.9, 1.1, 1.2, 3.1, 7.1, 30]) {
      await remindAboutConnections(new Date(begun + days * 24 * HOUR));
    }
    expect(await mails()).toEqual([0, 1, 3, 7].map((day) => [day, there.adminId()]));
    there.pass(HOUR + 60_000);
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'live', stateReason: null, brokenAt: null, reminders: 0 });
  });

  test('it can be tried again at once, or disabled for good', async () => {
    await room();
    there.pass(10 * 60_000);
    await denied({ method: 'GET' });
    await drainPull(there.world());
    expect(await change('disabled')).toMatchObject({ ok: true });
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'by_person', brokenAt: null });
    await change('enabled');
    await denied({ method: 'GET' });
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'access_denied' });
    await change('enabled');
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'live' });
  });

  test('writing: readings do not end it, one write an hour is tried, the first that succeeds ends it', async () => {
    await room();
    await denied({ operation: 'event.create' }, 2);
    await there.book(span(600, 630));
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'write_denied' });
    expect(await mails()).toEqual([[0, there.adminId()]]);
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'write_denied' });
    const since = await tenant.mark();
    await db().booking.updateMany({ data: { status: 'confirmed', holdUntil: null } });
    await there.book(span(660, 690));
    there.pass(30 * 60_000);
    await drainPush(there.world());
    await drainPull(there.world());
    expect(await tenant.asked(since)).toEqual([]);
    there.pass(31 * 60_000);
    await drainPush(there.world());
    expect((await tenant.asked(since)).map(({ operation }) => operation)).toEqual(['event.create']);
    there.pass(HOUR + 60_000);
    await drainPush(there.world());
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'live', stateReason: null, brokenAt: null });
    expect(await there.mine(STUDY)).toHaveLength(2);
    expect(await mails()).toHaveLength(1);
  });
});
