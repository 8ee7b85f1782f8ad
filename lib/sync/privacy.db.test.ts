import pino from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { openTokens } from '@/lib/db/connection-tokens';
import { storeMetrics } from '@/lib/db/metrics';
import { testDatabase } from '@/lib/db/test-database';
import { log } from '@/lib/log';
import { viewMetrics } from '@/lib/usecases/view-metrics';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { half, outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import { testTenant, utc } from './tenant.test-data';

/** I12: what people write in Outlook, and what opens their mailboxes, is in no row, no log and no figure. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const WORD = 'Telltale';
const telling = {
  subject: `${WORD} surgery`,
  body: { contentType: 'text', content: `${WORD} body` },
  location: { displayName: `${WORD} clinic` },
  attendees: [
    { emailAddress: { address: 'telltale.guest@elsewhere.example', name: `${WORD} Guest` }, type: 'required' },
  ],
};

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  // The logger itself, masks and all; only the end of the line is ours.
  log.level = 'trace';
  Object.assign(log, { [pino.symbols.streamSym]: { write: (line: string) => lines.push(line) } });
});

/** Every row of every table, the queue's too, as text. */
async function everyRow(): Promise<{ table: string; text: string }[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db().$queryRawUnsafe<{ table: string; text: string }[]>(
        `SELECT '${name}' AS "table", to_jsonb(t)::text AS text FROM ${name} t`,
      ),
    ),
  );
  return rows.flat();
}

const holding = (rows: readonly { table: string; text: string }[], word: string) =>
  rows.filter(({ text }) => text.toLowerCase().includes(word.toLowerCase())).map(({ table }) => table);

test('a story of meetings, edits, conflicts, refusals and bugs leaves no word of anybody’s behind', {
  timeout: 60_000,
}, async () => {
  await there.room();
  const world = there.world();
  await there.foreign(STUDY, span(780, 840), { ...telling, sensitivity: 'private' });
  const weekly = {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', numberOfOccurrences: 3, startDate: slot.start.toISOString().slice(0, 10) },
  };
  await there.foreign(STUDY, span(900, 930), { ...telling, recurrence: weekly });
  await there.book(slot);
  // Over what was promised, and written into what is ours.
  await there.foreign(STUDY, slot, telling);
  await there.change(STUDY, { ...telling, start: utc(half.start), end: utc(half.end) });
  await there.look();
  // An answer that quotes a meeting, one that is cut in the middle of it, a way that breaks with its words.
  const quoting = {
    status: 400,
    body: { error: { code: 'ErrorInvalidRequest', message: `${WORD} surgery is invalid` } },
  };
  await tenant.fault({ operation: 'event.create' }, quoting);
  await there.book(span(600 + 120, 600 + 150));
  await tenant.fault({ operation: 'calendarView.delta' }, { cutBodyAt: 400 });
  await there.look();
  const breaking: typeof fetch = async () => {
    throw new Error(`${WORD} proxy said: telltale.guest@elsewhere.example`);
  };
  there.pass(360_000);
  await drainPull({ ...there.world(), fetch: breaking });
  // A row that cannot be read.
  const garbling: typeof fetch = async (...request) => {
    const answer = await fetch(...request);
    const text = (await answer.text()).replaceAll(/"end":\{[^}]*\}/g, `"end":"${WORD}"`);
    return new Response(answer.status === 204 ? null : text, { status: answer.status, headers: answer.headers });
  };
  await there.look();
  await there.foreign(STUDY, span(960, 990), telling);
  there.pass(360_000);
  await drainPull({ ...there.world(), fetch: garbling });
  await drainPush(world);
  await storeMetrics(db());

  const rows = await everyRow();
  // It did happen: there is something that could have told.
  const tables = new Set(rows.map(({ table }) => table));
  for (const table of [
    'remote_event',
    'busy_block',
    'sync_conflict',
    'sync_log',
    'skipped_item',
    'metric_sample',
    'audit_entry',
  ])
    expect(tables).toContain(`public.${table}`);
  expect(lines.length).toBeGreaterThan(3);
  expect(holding(rows, WORD)).toEqual([]);
  expect(lines.filter((line) => line.toLowerCase().includes('telltale'))).toEqual([]);
  expect(await viewMetrics(new Date())).not.toMatch(/telltale/i);

  // Nor what the patron wrote, nor what opens a mailbox.
  expect(lines.filter((line) => line.includes('Rosa') || line.includes('rosa@'))).toEqual([]);
  const connection = await db().syncConnection.findFirstOrThrow();
  const tokens = openTokens(connection.id, connection.tokenEnc ?? '');
  for (const secret of [tokens.accessToken, tokens.refreshToken ?? 'none', 'deltatoken']) {
    expect(holding(rows, secret)).toEqual([]);
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  }
});
