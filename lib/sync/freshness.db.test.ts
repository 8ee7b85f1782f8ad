import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { degradeStaleLinks } from '@/lib/db/freshness';
import { setChangeMode } from '@/lib/db/links';
import { testDatabase } from '@/lib/db/test-database';
import { trustOfLink } from '@/lib/db/trust-of-link.test-data';
import { activateIntegration } from '@/lib/usecases/activate-integration';
import { viewSpaceLink } from '@/lib/usecases/view-space-link';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { outlookEdits, slot } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** I11: a link is read within its bound, or shown as degraded, by nobody's doing but the clock's. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const MINUTE = 60_000;
const link = () => db().calendarLink.findFirstOrThrow();
const admin = () =>
  ({ kind: 'person', id: there.adminId(), name: '', email: '', role: 'admin', locale: 'en' }) as const;
const agreement = async () => {
  const view = await viewSpaceLink(admin(), { spaceId: there.sample().quiet.id }, there.world().clock());
  return view.ok ? view.value.link?.agreement : view.refusal.code;
};
/** What the workers' timer does. */
const tick = () => degradeStaleLinks(db(), there.world().clock());
const readAgain = () => drainPull(there.world());

describe('a calendar that nobody reads any more', () => {
  test('is degraded once its bound is over, shown so, booked with care, and live again when it is read', async () => {
    const linkId = await there.room();
    expect(await tick()).toEqual([]);
    expect(await agreement()).toBe('agreed');
    // Polled at least every five minutes and a half, with three minutes of slack.
    there.pass(9 * MINUTE);
    expect(await tick()).toEqual([linkId]);
    expect(await link()).toMatchObject({ state: 'degraded', stateReason: 'stale' });
    expect(await tick()).toEqual([]);
    expect(await agreement()).toBe('needs_person');
    expect(await trustOfLink(linkId, there.world().clock())).toBe('fresh');
    // Fast: promised at once, on what was read lately (§9).
    await there.book(slot);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    there.pass(7 * MINUTE);
    expect(await trustOfLink(linkId, there.world().clock())).toBe('stale');

    await readAgain();
    expect(await link()).toMatchObject({ state: 'live', stateReason: null });
    expect(await trustOfLink(linkId, there.world().clock())).toBe('live');
    await drainPush(there.world());
    expect(await agreement()).toBe('agreed');
    expect(await tick()).toEqual([]);
  });

  test('has a quarter of an hour and little more where Microsoft knocks', async () => {
    const linkId = await there.room();
    await setChangeMode(db(), linkId, 'webhook');
    await readAgain();
    there.pass(6 * MINUTE);
    await db().calendarLink.updateMany({ data: { nextPullAt: null } });
    await readAgain();
    // The safety round comes after 13.5 to 16.5 minutes.
    there.pass(16 * MINUTE);
    expect(await tick()).toEqual([]);
    there.pass(4 * MINUTE);
    expect(await tick()).toEqual([linkId]);
  });

  test('fails without an error that would say so: the bound does', async () => {
    const linkId = await there.room();
    await tenant.fault({ operation: 'calendarView.delta' }, { status: 429, headers: { 'Retry-After': '240' } }, 50);
    for (let minutes = 6; minutes <= 9; minutes += 3) {
      there.pass((minutes === 6 ? 6 : 3) * MINUTE);
      await readAgain();
    }
    // Told to wait is no failure.
    expect(await link()).toMatchObject({ state: 'live', pullFailures: 0 });
    expect(await tick()).toEqual([linkId]);
    await tenant.control('DELETE', '/faults');
    there.pass(5 * MINUTE);
    await readAgain();
    expect(await link()).toMatchObject({ state: 'live', stateReason: null });
  });

  test('was never read at all: it has a quarter of an hour to begin', async () => {
    const linkId = await there.room();
    await db().calendarLink.updateMany({ data: { state: 'backfilling', lastPullOkAt: null, freshUntil: null } });
    there.pass(14 * MINUTE);
    expect(await tick()).toEqual([]);
    there.pass(2 * MINUTE);
    expect(await tick()).toEqual([linkId]);
  });
});

describe('what is not late', () => {
  test('nothing, while the integration is off; and after its return there is time to read', async () => {
    await there.room();
    await db().integration.updateMany({ data: { state: 'inactive' } });
    there.pass(3 * 60 * MINUTE);
    expect(await tick()).toEqual([]);
    expect(await activateIntegration(admin(), there.world().clock())).toMatchObject({ ok: true });
    expect(await tick()).toEqual([]);
    expect((await link()).state).toBe('live');
    there.pass(16 * MINUTE);
    expect(await tick()).toHaveLength(1);
  });

  test('a calendar that a person disabled, even while a round was under way', async () => {
    await there.room();
    there.pass(6 * MINUTE);
    const disabling: typeof fetch = async (...request) => {
      await db().calendarLink.updateMany({ data: { state: 'paused', stateReason: 'by_person' } });
      return fetch(...request);
    };
    await drainPull({ ...there.world(), fetch: disabling });
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'by_person' });
    there.pass(60 * MINUTE);
    expect(await tick()).toEqual([]);
  });

  test('a round that ends while the clock strikes', async () => {
    const linkId = await there.room();
    there.pass(9 * MINUTE);
    const struck: number[] = [];
    const striking: typeof fetch = async (...request) => {
      struck.push(...(await tick()));
      return fetch(...request);
    };
    await there.foreign('study-1@library.example', slot);
    await drainPull({ ...there.world(), fetch: striking });
    expect(struck).toEqual([linkId]);
    expect(await link()).toMatchObject({ state: 'live', stateReason: null });
  });
});
