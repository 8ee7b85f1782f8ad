import { type Actor, can, type Person } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { noteAgreed, noteRefusal } from '@/lib/db/calendar-wishes';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { type ConnectAttempt, readConnectAttempt, takeConnectAttempt } from '@/lib/db/connect-attempts';
import { connectionById, connectionOfAccount, ownConnection, writeConnection } from '@/lib/db/connections';
import { integrationSettings, lockIntegration, recordCheck } from '@/lib/db/integration';
import { tryWritingNow } from '@/lib/db/link-pauses';
import { openLinksOfConnection } from '@/lib/db/link-rows';
import { demandFullRead } from '@/lib/db/links';
import { missingScopes } from '@/lib/graph/oauth';
import { log } from '@/lib/log';
import { ok, type Result, refuse } from '@/lib/result';
import { hashToken } from '@/lib/seal';
import { mayConnect } from '@/lib/sync/connection-state';
import { chooseCalendar } from './choose-calendar';
import { mayWaitForAdmin } from './may-wait-for-admin';
import { type MicrosoftAccount, readMicrosoftAccount } from './read-microsoft-account';
import { refuseRedirect } from './refuse-redirect';

/** The redirect's parameters, as they came. */
export type CallbackQuery = URLSearchParams;

export type Finished = {
  /** The page to return to; null: nothing in the answer tells which (no valid state of this person's). */
  backTo: string | null;
  /** `chosen`: the calendar that it was for is chosen now. */
  result: Result<{ connectionId: number; missing: string[]; chosen: boolean }>;
};

/**
 * The way back from Microsoft (entra-oauth §2.4): a code, an error, or nothing at all. Without a state that this person
 * began, that is not used and not expired, nothing changes. Microsoft is asked outside any transaction.
 */
export async function finishOutlookConnection(actor: Actor, query: CallbackQuery, now: Date): Promise<Finished> {
  const found = await attemptOf(actor, query.get('state'), now);
  if (!found.ok) return { backTo: null, result: found };
  const { attempt, person } = found.value;
  const backTo = attempt.purpose === 'own' ? '/desk/calendar' : `/admin/spaces/${attempt.resourceId ?? ''}`;
  if (attempt.expiresAt <= now) return { backTo, result: refuse({ code: 'callback_expired' }) };
  return { backTo, result: await redeem(person, attempt, query, now) };
}

async function attemptOf(
  actor: Actor,
  state: string | null,
  now: Date,
): Promise<Result<{ attempt: ConnectAttempt; person: Person }>> {
  if (actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  const attempt = state ? await readConnectAttempt(db(), hashToken(state)) : null;
  const forgotten = !attempt || attempt.isTest || attempt.usedAt !== null || attempt.personId !== actor.id;
  if (forgotten) {
    log.info(
      { personId: actor.id, known: attempt !== null, used: attempt?.usedAt != null, at: now },
      'callback refused',
    );
    return refuse({ code: 'callback_invalid' });
  }
  return ok({ attempt, person: actor });
}

async function redeem(
  person: Person,
  attempt: ConnectAttempt,
  query: CallbackQuery,
  now: Date,
): Promise<Finished['result']> {
  const act = attempt.purpose === 'own' ? 'connect_own_calendar' : 'manage_spaces';
  if (!can(person, act)) return refuse({ code: 'not_allowed' });
  const integration = await integrationSettings(db());
  if (!integration) return refuse({ code: 'integration_missing' });
  if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  const secrets = await takeConnectAttempt(db(), attempt.stateHash, now);
  if (!secrets) return refuse({ code: 'callback_invalid' });

  const isRefused = query.has('error') || !query.get('code');
  const account = isRefused
    ? await refuseRedirect(query, now)
    : await readMicrosoftAccount(integration.settings, query, secrets, now);
  if (!account.ok) {
    if (attempt.wish && mayWaitForAdmin(account.refusal)) await noteRefusal(db(), person.id, now);
    return account;
  }
  const stored = await inTransaction((tx) => store(tx, person, attempt, account.value, now));
  return stored.ok ? choose(person, attempt, stored.value, now) : stored;
}

type Stored = { connectionId: number; missing: string[] };

/** What was asked for before the way to Microsoft is done after it, as far as Microsoft has agreed. */
async function choose(
  person: Person,
  { wish }: ConnectAttempt,
  stored: Stored,
  now: Date,
): Promise<Finished['result']> {
  if (!wish?.calendarId || stored.missing.length > 0) return ok({ ...stored, chosen: false });
  const { calendarId, writes, reads, removeEvents } = wish;
  const ticks = Object.entries({ writes, reads, removeEvents }).flatMap(([name, on]) => (on ? [[name, 'on']] : []));
  const chosen = await chooseCalendar(person, { calendarId, ...Object.fromEntries(ticks) }, now);
  return chosen.ok ? ok({ ...stored, chosen: true }) : chosen;
}

/** Who connected before comes back to the row, links and mirrors they had; anybody else is asked, never swapped in. */
async function store(
  tx: Tx,
  person: Person,
  { purpose, connectionId: awaited, wish }: ConnectAttempt,
  account: MicrosoftAccount,
  now: Date,
): Promise<Result<Stored>> {
  const integration = await lockIntegration(tx);
  if (!integration || !mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  const { tenantId, principalOid, principalName, calendars, tokens } = account;
  const known = await connectionOfAccount(tx, purpose, tenantId, principalOid);
  if (purpose === 'own') {
    const current = await ownConnection(tx, person.id);
    if (current && current.id !== known?.id)
      return refuse({ code: 'other_account', expected: current.principalName, given: principalName });
    if (known && known.status !== 'disabled' && known.ownerId !== person.id)
      return refuse({ code: 'calendar_taken', by: known.ownerName });
  }
  const before = awaited === null ? null : await connectionById(tx, awaited);
  if (before && before.id !== known?.id)
    return refuse({ code: 'other_account', expected: before.principalName, given: principalName });
  const ownerId = purpose === 'rooms' && known && known.status !== 'disabled' ? known.ownerId : person.id;
  const row = { purpose, ownerId, tenantId, principalOid, principalName, calendars, scopes: tokens.scopes };
  const connectionId = await writeConnection(tx, known?.id ?? null, row, tokens, now);
  // A real sign-in proves redirect URI, account type, consent and secret together (entra-oauth §4.5).
  await recordCheck(tx, 'verified', now);
  const linkIds = (await openLinksOfConnection(tx, connectionId)).map(({ id }) => id);
  await demandFullRead(tx, linkIds);
  await tryWritingNow(tx, linkIds, now);
  if (wish) await noteAgreed(tx, person.id);
  const access = purpose === 'rooms' ? 'rooms' : wish && !wish.writes ? 'own_reading' : 'own';
  const missing = missingScopes(access, tokens.scopes);
  await audit(tx, {
    ...{ personId: person.id, act: 'connection.made', subject: `connection:${connectionId}` },
    detail: { purpose, revived: known !== null, missing },
  });
  return ok({ connectionId, missing });
}
