import { db } from '@/lib/db/client';
import { type IntegrationRow, integrationSettings, readIntegration } from '@/lib/db/integration';
import { allOpenLinks } from '@/lib/db/link-rows';
import {
  endPreflight,
  type Preflight,
  type PreflightTokens,
  preflightTokens,
  readPreflight,
  savePreflight,
} from '@/lib/db/preflight';
import { GraphFailure } from '@/lib/graph/failure';
import {
  appToken,
  clockOffsetMs,
  IdentityFailure,
  type OAuthSettings,
  refreshTokens,
  scopesFor,
} from '@/lib/graph/oauth';
import { listCalendars } from '@/lib/graph/probe';
import { microsoftCode } from '@/lib/microsoft-problems';
import { clockLine, failed, type PreflightLine, passed, preflightAccess, unknown, withTheRest } from '@/lib/preflight';
import { testAddress } from './look-address';
import { lookAtTestRoom } from './look-at-test-room';
import { tryWebhook } from './try-webhook';

/** A test is for an answer in a minute or two: of hundreds of rooms, so many are looked at. */
const MOST_ROOMS = 50;

type Run = {
  test: Preflight;
  row: IntegrationRow;
  settings: OAuthSettings;
  tokens: PreflightTokens;
  tenantId: string;
  now: () => Date;
};

/**
 * What is left to ask after an admin signed in to test the settings: in the worker, since rooms are many. Each line is
 * stored as it is known; at the end the tokens are forgotten. Twice does no harm.
 */
export async function runPreflight(now: () => Date): Promise<void> {
  const test = await readPreflight(db());
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  const tokens = await preflightTokens(db());
  if (!test?.tenantId || test.finishedAt || !row || !stored || !tokens) return;
  const run: Run = { test, row, settings: stored.settings, tokens, tenantId: test.tenantId, now };
  const lines = [...test.lines];
  for (const ask of [refreshed, mailboxOf, roomsOf, webhookOf, clockOf]) {
    lines.push(...(await ask(run)));
    await savePreflight(db(), test.startedAt, lines);
  }
  await endPreflight(db(), test.startedAt, withTheRest(lines), now());
}

/** A refresh token outlives its use (entra-oauth §3.4): trying it costs nothing. */
async function refreshed({ settings, tokens, row, now }: Run): Promise<PreflightLine[]> {
  if (!tokens.refreshToken) return [unknown('refresh', 'earlier')];
  try {
    await refreshTokens(settings, tokens.refreshToken, scopesFor(preflightAccess(row)), now());
    return [passed('refresh')];
  } catch (error) {
    if (!(error instanceof IdentityFailure)) throw error;
    if (error.kind === 'retry') return [unknown('refresh', 'away')];
    const code = microsoftCode(error.code);
    return [failed('refresh', 'refused', code ? { code } : {})];
  }
}

async function mailboxOf({ tokens, test, tenantId }: Run): Promise<PreflightLine[]> {
  const graph = testAddress(test.principalOid, tenantId);
  try {
    const calendars = await listCalendars(graph, tokens.accessToken);
    return [calendars.some(({ canEdit }) => canEdit) ? passed('mailbox') : failed('mailbox', 'no_mailbox')];
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    const { kind, code } = error;
    if (kind === 'throttled' || kind === 'unavailable') return [unknown('mailbox', 'away')];
    return [failed('mailbox', 'no_mailbox', code ? { code } : {})];
  } finally {
    await graph.flush();
  }
}

async function roomsOf(run: Run): Promise<PreflightLine[]> {
  const { test, row, tenantId, now } = run;
  const linked = (await allOpenLinks(db())).filter(({ resourceKind }) => resourceKind === 'space');
  const rooms = [
    ...new Set([...(test.room ? [test.room] : []), ...linked.map(({ mailboxAddress }) => mailboxAddress)]),
  ];
  const checks = ['room_read', 'room_write', 'room_policy'] as const;
  if (rooms.length === 0) return checks.map((check) => unknown(check, 'no_room'));
  const token = await roomToken(run);
  if (typeof token !== 'string') return [token, ...checks.slice(1).map((check) => unknown(check, 'earlier'))];
  const lines: PreflightLine[] = [];
  for (const mailbox of rooms.slice(0, MOST_ROOMS)) {
    lines.push(...(await lookAtTestRoom({ mailbox, tenantId, token, mode: row.roomMode }, now())));
    await savePreflight(db(), test.startedAt, [...test.lines, ...lines]);
  }
  const left = rooms.length - MOST_ROOMS;
  return left > 0 ? [...lines, unknown('rooms_left', 'rooms_left', { count: left })] : lines;
}

/** Of whoever signed in, or of the application itself, as rooms are reached. A line: the application gets none. */
async function roomToken({ row, settings, tenantId, tokens, now }: Run): Promise<string | PreflightLine> {
  if (row.roomMode === 'delegated') return tokens.accessToken;
  try {
    return (await appToken({ ...settings, tenantSegment: tenantId }, now())).accessToken;
  } catch (error) {
    if (!(error instanceof IdentityFailure)) throw error;
    const code = microsoftCode(error.code);
    return error.kind === 'retry' ? unknown('room_read', 'away') : failed('room_read', 'refused', code ? { code } : {});
  }
}

/** A person's rights subscribe to their own mailbox, the application's to a room (sync-design F1). */
async function webhookOf(run: Run): Promise<PreflightLine[]> {
  const { test, row, tokens, tenantId, now } = run;
  const token = row.roomMode === 'app' ? await roomToken(run) : tokens.accessToken;
  const mailbox = row.roomMode === 'app' ? test.room : test.principalOid;
  if (typeof token !== 'string' || !mailbox)
    return [unknown('webhook', row.roomMode === 'app' ? 'no_room' : 'earlier')];
  return [await tryWebhook({ mailbox, tenantId, token }, now())];
}

const clockOf = async ({ settings, now }: Run): Promise<PreflightLine[]> => [
  clockLine(await clockOffsetMs(settings, now)),
];
