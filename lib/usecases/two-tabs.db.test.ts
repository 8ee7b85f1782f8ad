import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { closeQueue, queue } from '@/lib/db/queue';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { seal } from '@/lib/seal';
import { chooseCalendar } from './choose-calendar';
import { disconnectConnection } from './disconnect-connection';

/** "My calendar" is open twice, and is used in both while patrons book. */
testDatabase();

const CALENDARS = ['main', 'teaching', 'family'];
const now = new Date('2026-11-20T12:00:00Z');
let sample: Sample;
let ada: Person;
let connectionId: number;

beforeAll(async () => {
  sample = await sampleLibrary();
  ada = { kind: 'person', id: sample.ada.id, name: 'Ada', email: 'ada@library.example', role: 'staff', locale: 'en' };
  await queue();
});
afterAll(closeQueue);

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE integration, sync_connection, calendar_link, booking CASCADE`;
  const secretEnc = seal('secret', INTEGRATION_SECRET);
  const app = { accountType: 'AzureADMultipleOrgs', clientId: 'app', state: 'active' } as const;
  await db().integration.create({ data: { id: 1, ...app, secretEnc } });
  const calendars = CALENDARS.map((id) => ({ id, name: id, canEdit: true, isDefault: id === 'main' }));
  const account = { tenantId: 't', principalOid: 'ada-oid', principalName: 'ada@library.example' };
  const scopes = ['User.Read', 'Calendars.ReadWrite'];
  const connection = { purpose: 'own' as const, ownerId: ada.id, ...account, scopes, calendars };
  connectionId = (await db().syncConnection.create({ data: connection })).id;
});

const choose = (calendarId: string) => chooseCalendar(ada, { calendarId, writes: 'on', reads: 'on' }, now);
const openLinks = () => db().calendarLink.findMany({ where: { state: { not: 'unlinked' } } });
/** How many transactions wait for a lock that another has. */
async function waiting(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.count ?? 0;
}

test('several choices at once follow one another: one calendar is written to, that of the last', async () => {
  const answers = await Promise.all(CALENDARS.map(choose));
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
  const last = await db().auditEntry.findFirstOrThrow({ where: { act: 'calendar.chosen' }, orderBy: { id: 'desc' } });
  const links = (await openLinks()).map(({ id, writes }) => [`link:${id}`, writes]);
  expect(links.filter(([, writes]) => writes)).toEqual([[last.subject, true]]);
});

test('a choice waits for whoever books before it holds anything that they may want', async () => {
  const { quiet, librarian } = sample;
  const when = { startsAt: new Date('2026-11-24T15:00:00Z'), endsAt: new Date('2026-11-24T16:00:00Z') };
  // Whatever waits for Outlook is settled by a choice, and its room locked for that.
  const items = { create: { resourceId: quiet.id, ...when } };
  const booking = { publicId: 'waits234', status: 'pending_remote', holdUntil: when.startsAt } as const;
  await db().booking.create({ data: { ...booking, patronName: 'Rosa', patronEmail: 'rosa@example.org', items } });
  expect(quiet.id).toBeLessThan(librarian.id);
  let chosen: ReturnType<typeof choose> | undefined;
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM resource WHERE id = ${quiet.id} FOR UPDATE`;
    chosen = choose('main');
    await expect.poll(waiting).toBe(1);
    expect(await tx.$queryRaw`SELECT id FROM resource WHERE id = ${librarian.id} FOR UPDATE SKIP LOCKED`).toHaveLength(
      1,
    );
  });
  expect(await chosen).toMatchObject({ ok: true });
});

test('disconnected in one tab while a calendar is chosen in the other: no calendar stays with an account that is gone', async () => {
  let [chosen, ended, isEnded]: [unknown, unknown, boolean] = [null, null, false];
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM resource WHERE id = ${sample.librarian.id} FOR UPDATE`;
    chosen = choose('main');
    await expect.poll(waiting).toBe(1);
    ended = disconnectConnection(ada, { connectionId, keepBlocksUntil: '' }, now).finally(() => {
      isEnded = true;
    });
    await expect.poll(async () => isEnded || (await waiting()) === 2).toBe(true);
  });
  expect(await Promise.all([chosen, ended])).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await db().syncConnection.findMany()).toMatchObject([{ status: 'disabled' }]);
  expect(await openLinks()).toEqual([]);
  expect(await choose('main')).toMatchObject({ refusal: { code: 'not_found' } });
});
