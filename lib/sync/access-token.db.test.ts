import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { connectionsToRefresh, openTokens } from '@/lib/db/connection-tokens';
import { isBlockedByPolicy } from '@/lib/db/connections';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { GraphFailure } from '@/lib/graph/failure';
import { IdentityFailure, type refreshTokens } from '@/lib/graph/oauth';
import { accessToken, ConnectionUnusable } from './access-token';
import { testTenant } from './tenant.test-data';

testDatabase();
const tenant = testTenant();

let sample: Sample;
let connectionId: number;

beforeEach(async () => {
  sample = await sampleLibrary();
  connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
});

const expire = () => db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date() } });
const stored = () => db().syncConnection.findUniqueOrThrow({ where: { id: connectionId } });
const refreshes = async (since: number) => (await tenant.asked(since)).filter(({ path }) => path.endsWith('/token'));
const failing =
  (failure: IdentityFailure): typeof refreshTokens =>
  async () => {
    throw failure;
  };

describe('a token that is still good', () => {
  test('is used as it is', async () => {
    const since = await tenant.mark();
    const token = await accessToken(connectionId, new Date());
    expect(token).toBe(openTokens(connectionId, (await stored()).tokenEnc ?? '').accessToken);
    expect(await refreshes(since)).toEqual([]);
  });

  test('but refused by Graph is refreshed once', async () => {
    const rejected = await accessToken(connectionId, new Date());
    const newer = await accessToken(connectionId, new Date(), { rejected });
    expect(newer).not.toBe(rejected);
    expect(await accessToken(connectionId, new Date())).toBe(newer);
  });
});

describe('a token at its end', () => {
  beforeEach(expire);

  test('twenty at once make one refresh, and all get the same token', async () => {
    const since = await tenant.mark();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => accessToken(connectionId, new Date())));
    expect(new Set(tokens).size).toBe(1);
    expect(await refreshes(since)).toHaveLength(1);
    expect(await stored()).toMatchObject({ tokenVersion: 1, status: 'active' });
  });

  test('the lock holds over processes: whoever waits finds the new token', async () => {
    let running = 0;
    let most = 0;
    const slow: typeof refreshTokens = async (_, refreshToken, scopes, now) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 150));
      running -= 1;
      return {
        accessToken: `new ${Math.random()}`,
        refreshToken,
        scopes,
        expiresAt: new Date(now.getTime() + 3_600_000),
      };
    };
    // Each forced call sees another version, so nothing in this process makes them wait for one another.
    await Promise.all([
      accessToken(connectionId, new Date(), { refresh: slow }),
      db().$executeRaw`SELECT 1`.then(() => accessToken(connectionId, new Date(), { refresh: slow, force: true })),
    ]);
    expect(most).toBe(1);
  });

  test('a new token is never overwritten by an older one', async () => {
    const overtaken: typeof refreshTokens = async (_, refreshToken, scopes) => {
      // Somebody reconnects while the answer is on its way; the version is the judge.
      return { accessToken: 'stale', refreshToken, scopes, expiresAt: new Date(Date.now() + 3_600_000) };
    };
    await accessToken(connectionId, new Date(), { refresh: overtaken });
    expect((await stored()).tokenVersion).toBe(1);
  });
});

describe('what a refusal means', () => {
  beforeEach(expire);

  test('a dead grant: this person must reconnect', async () => {
    const refresh = failing(new IdentityFailure('person', 'invalid_grant', { code: 50173 }));
    await expect(accessToken(connectionId, new Date(), { refresh })).rejects.toThrow(ConnectionUnusable);
    expect(await stored()).toMatchObject({ status: 'needs_reauth', statusReason: 'invalid_grant 50173' });
  });

  test('an expired secret: the registration’s fault, nobody is asked to reconnect', async () => {
    const refresh = failing(new IdentityFailure('admin', 'invalid_client', { code: 7000222 }));
    await expect(accessToken(connectionId, new Date(), { refresh })).rejects.toThrow(ConnectionUnusable);
    expect(await stored()).toMatchObject({ status: 'app_error' });
  });

  test.each([
    [53003, 'invalid_grant', 'blocked_by_policy'],
    [50057, 'invalid_grant', 'unexpected'],
  ])(
    'the application itself is refused (%i): admins are told, nobody can sign in for it',
    async (code, error, check) => {
      await db().syncConnection.updateMany({ data: { mode: 'app', tokenEnc: null } });
      const refuse = (async () =>
        Response.json(
          { error, error_codes: [code], error_description: `AADSTS${code}: no` },
          { status: 400 },
        )) as typeof fetch;
      await expect(accessToken(connectionId, new Date(), { fetch: refuse })).rejects.toMatchObject({
        reason: 'app_error',
      });
      expect(await stored()).toMatchObject({ status: 'app_error', brokenAt: expect.any(Date) });
      expect(await db().integration.findFirst()).toMatchObject({ checkOutcome: check, alarmedAt: expect.any(Date) });
      expect(await connectionsToRefresh(db(), new Date(0))).toEqual([connectionId]);
    },
  );

  test('the organisation’s rules refuse a person: said as what it is, since signing in again will not help', async () => {
    await expire();
    const refresh = failing(new IdentityFailure('policy', 'invalid_grant', { code: 53003 }));
    await expect(accessToken(connectionId, new Date(), { refresh })).rejects.toMatchObject({ reason: 'needs_reauth' });
    const row = await stored();
    expect(row).toMatchObject({ status: 'needs_reauth', statusReason: 'policy invalid_grant 53003' });
    expect(isBlockedByPolicy(row)).toBe(true);
  });

  test('trouble on the way: nothing changes', async () => {
    const refresh = failing(new IdentityFailure('retry', 'unreachable'));
    const before = await stored();
    await expect(accessToken(connectionId, new Date(), { refresh })).rejects.toThrow(GraphFailure);
    expect(await stored()).toEqual(before);
  });

  test('sessions revoked at Microsoft, over the wire', async () => {
    await tenant.control('POST', '/identity', { action: 'revoke_sessions', upn: 'it@library.example' });
    await expect(accessToken(connectionId, new Date())).rejects.toThrow(ConnectionUnusable);
    expect(await stored()).toMatchObject({ status: 'needs_reauth' });
  });

  test('a disconnected one has no token at all', async () => {
    await db().syncConnection.update({ where: { id: connectionId }, data: { status: 'disabled', tokenEnc: null } });
    await expect(accessToken(connectionId, new Date())).rejects.toThrow(ConnectionUnusable);
  });
});
