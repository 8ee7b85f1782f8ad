import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import {
  MICROSOFT_PROBLEMS,
  type MicrosoftProblem,
  ownerOf,
  problemOfName,
  problemOfReason,
} from '@/lib/microsoft-problems';
import { accessToken } from '@/lib/sync/access-token';
import { activateIntegration } from './activate-integration';
import { connectOutlook } from './connect-outlook';
import { finishOutlookConnection } from './finish-outlook-connection';
import { probeRegistration } from './probe-registration';
import { saveIntegration } from './save-integration';
import { makePerson, type RegisteredApp, standIn } from './stand-in.test-data';

/** Each refusal of entra-oauth §3.6 as the stand-in gives it: what becomes of the connection, and what pages say. */
testDatabase();
const microsoft = standIn();
const now = new Date();

let admin: Person;
let app: RegisteredApp;
let connectionId: number;

beforeEach(async () => {
  await emptyRows();
  const sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
  app = await microsoft.register();
  await saveIntegration(
    admin,
    { clientId: app.clientId, secret: app.secret.value, tenant: app.tenantId, accountType: 'AzureADMyOrg' },
    now,
  );
  await activateIntegration(admin, now);
  const ada = { ...admin, id: sample.ada.id, name: 'Ada Park', email: sample.ada.email, role: 'staff' as const };
  const begun = await connectOutlook(ada, { purpose: 'own', writes: 'on', reads: 'on' }, now);
  const back = begun.ok ? await microsoft.answerAs(begun.value.redirectTo, 'librarian@library.example') : null;
  const { result } = await finishOutlookConnection(ada, back ?? new URLSearchParams(), now);
  connectionId = result.ok ? result.value.connectionId : 0;
});

const identity = (action: string, more: object = {}) => microsoft.control('/identity', { action, ...more });
const ALL = (Object.keys(MICROSOFT_PROBLEMS) as MicrosoftProblem[]).flatMap((problem) => {
  const { kind, codes } = MICROSOFT_PROBLEMS[problem];
  return codes.map((code) => ({ problem, kind, code }));
});
/** One of each class and owner: a refresh costs more than a question. */
const ONE_OF_EACH = [...new Map(ALL.map((one) => [`${one.kind} ${ownerOf(one.problem)}`, one])).values()];
const STATUS = { admin: 'app_error', person: 'needs_reauth', policy: 'needs_reauth', retry: 'active', bug: 'active' };

test('at a refresh each class stops what it must stop and nothing else, and is known again by whoever looks', async () => {
  expect(ONE_OF_EACH.length).toBeGreaterThan(8);
  for (const { problem, kind, code } of ONE_OF_EACH) {
    const status = 'active' as const;
    await db().syncConnection.updateMany({ data: { status, statusReason: null, tokenExpiresAt: now } });
    await db().integration.updateMany({ data: { alarmedAt: null, checkCode: null } });
    await identity('fail_next', { grant: 'refresh_token', code });
    await expect(accessToken(connectionId, now), String(code)).rejects.toThrow();
    const row = await db().syncConnection.findUniqueOrThrow({ where: { id: connectionId } });
    const { checkCode } = await db().integration.findFirstOrThrow();
    expect([code, row.status]).toEqual([code, STATUS[kind]]);
    if (kind === 'person' || kind === 'policy')
      expect([code, problemOfReason(row.statusReason)]).toEqual([code, problem]);
    expect([code, problemOfName(checkCode)]).toEqual([code, kind === 'admin' ? problem : null]);
  }
});

test('at a test of the settings each number that is not a passing trouble is told by name', async () => {
  expect(ALL.length).toBeGreaterThan(60);
  const stored = { ...app, cloud: 'global', accountType: 'AzureADMyOrg', tenant: app.tenantId } as const;
  for (const { kind, code } of ALL) {
    await identity('fail_next', { grant: 'client_credentials', code });
    const probe = await probeRegistration({ ...stored, credential: { kind: 'secret', secret: app.secret.value } }, now);
    const outcome = kind === 'retry' ? 'unreachable' : expect.not.stringMatching(/verified|unreachable/);
    expect([code, probe]).toEqual([code, expect.objectContaining({ outcome, microsoftCode: `AADSTS${code}` })]);
  }
});

test('an expired secret marks the integration, not two hundred people', async () => {
  const one = await db().syncConnection.findUniqueOrThrow({ where: { id: connectionId } });
  const { id: _, calendars, ...same } = one;
  const rows = Array.from({ length: 199 }, (_, at) => ({
    ...same,
    calendars: calendars ?? [],
    principalOid: `oid-${at}`,
  }));
  await db().syncConnection.createMany({ data: rows.map((row) => ({ ...row, ownerId: admin.id, purpose: 'rooms' })) });
  await db().syncConnection.updateMany({ data: { tokenExpiresAt: now } });
  await identity('expire_secret', { clientId: app.clientId });
  await expect(accessToken(connectionId, now)).rejects.toThrow('app_error');
  const states = await db().syncConnection.groupBy({ by: ['status'], _count: true });
  expect(states).toEqual([{ status: 'app_error', _count: 200 }]);
  const mails = await db().$queryRaw<{ template: string }[]>`
    SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'connection_mail'`;
  // One admin is one mail; nobody else hears of it.
  expect(mails).toEqual([{ template: 'registration_refused' }]);
  expect(await db().integration.findFirst()).toMatchObject({
    checkOutcome: 'secret_expired',
    checkCode: 'AADSTS7000222',
  });
});
