import { z } from 'zod';
import { type Actor, can, type Person } from '@/lib/auth/can';
import { outlookRedirectUri } from '@/lib/clouds';
import { rememberWish } from '@/lib/db/calendar-wishes';
import { db, inTransaction } from '@/lib/db/client';
import { addConnectAttempt, dropExpiredAttempts, type OwnWish } from '@/lib/db/connect-attempts';
import { connectionById, ownConnection } from '@/lib/db/connections';
import { integrationSettings } from '@/lib/db/integration';
import { resourceById, resources } from '@/lib/db/resources';
import { type Access, buildAuthorizeUrl, newConsent, scopesFor } from '@/lib/graph/oauth';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { hashToken } from '@/lib/seal';
import { mayConnect } from '@/lib/sync/connection-state';
import { tickField } from './registration-fields';

const id = z.coerce.number().int().positive();

export const connectOutlookInput = z.discriminatedUnion('purpose', [
  z
    .object({
      purpose: z.literal('own'),
      /** Appointments are to be written to Outlook: only then is the permission to write asked for. */
      writes: tickField,
      reads: tickField,
      /** The calendar that this is for: with these switches it is chosen on the way back. */
      calendarId: z.string().min(1).max(2000, 'too_long').optional(),
      removeEvents: tickField,
    })
    // Microsoft would ask for permissions that nothing is done with.
    .refine(({ writes, reads }) => writes || reads, { path: ['writes'], error: 'no_direction' }),
  z.object({ purpose: z.literal('rooms'), resourceId: id, reconnectId: id.optional() }),
]);

type Input = z.output<typeof connectOutlookInput>;

/** What stays on Microsoft's page (entra-oauth §2.5) never comes back: such attempts run out. */
const ATTEMPT_MS = 15 * 60_000;

/**
 * Begins a consent bound to this person and single use; answers where the browser must go. Of one's own calendar no more
 * is asked for than it needs: to read it, or, where appointments are to be written, to write too. Who is connected already
 * is asked by Microsoft for what is new only (incremental consent, entra-oauth §3.2).
 */
export async function connectOutlook(actor: Actor, raw: unknown, now: Date): Promise<Result<{ redirectTo: string }>> {
  const input = parse(connectOutlookInput, raw);
  if (!input.ok) return input;
  const wanted = input.value;
  const act = wanted.purpose === 'own' ? 'connect_own_calendar' : 'manage_spaces';
  if (actor.kind !== 'person' || !can(actor, act)) return refuse({ code: 'not_allowed' });

  const integration = await integrationSettings(db());
  if (!integration) return refuse({ code: 'integration_missing' });
  if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  if (!(await hasPlace(wanted, actor))) return refuse({ code: 'not_found' });

  const loginHint = await accountBefore(wanted, actor);
  const { state, codeVerifier, codeChallenge, nonce } = await newConsent();
  const redirectTo = buildAuthorizeUrl(integration.settings, {
    redirectUri: outlookRedirectUri(),
    scopes: scopesFor(accessOf(wanted)),
    ...{ state, codeChallenge, nonce },
    ...(loginHint ? { loginHint } : { prompt: 'select_account' as const }),
  });

  return inTransaction(async (tx) => {
    await dropExpiredAttempts(tx, new Date(now.getTime() - 24 * 60 * 60_000));
    const attempt = {
      stateHash: hashToken(state),
      personId: actor.id,
      purpose: wanted.purpose,
      resourceId: wanted.purpose === 'rooms' ? wanted.resourceId : null,
      connectionId: wanted.purpose === 'rooms' ? (wanted.reconnectId ?? null) : null,
      wish: wishOf(wanted),
      isTest: false,
      expiresAt: new Date(now.getTime() + ATTEMPT_MS),
    };
    await addConnectAttempt(tx, attempt, { codeVerifier, nonce });
    if (attempt.wish) await rememberWish(tx, actor.id, { writes: attempt.wish.writes, reads: attempt.wish.reads });
    return ok({ redirectTo });
  });
}

const accessOf = (wanted: Input): Access =>
  wanted.purpose === 'rooms' ? 'rooms' : wanted.writes ? 'own' : 'own_reading';

function wishOf(wanted: Input): OwnWish | null {
  if (wanted.purpose === 'rooms') return null;
  const { writes, reads, calendarId = null, removeEvents } = wanted;
  return { writes, reads, calendarId, removeEvents };
}

/** A calendar of one's own needs an appointment page to serve; rooms need the space to return to. */
async function hasPlace(wanted: Input, actor: Person): Promise<boolean> {
  if (wanted.purpose === 'rooms') return (await resourceById(db(), wanted.resourceId))?.kind === 'space';
  return (await resources(db(), { kind: 'person' })).some(({ personId }) => personId === actor.id);
}

/** Reconnecting means the same account: it is offered, while a new connection shows Microsoft's picker (§2.3). */
async function accountBefore(wanted: Input, actor: Person): Promise<string | null> {
  if (wanted.purpose === 'own') return (await ownConnection(db(), actor.id))?.principalName ?? null;
  const before = wanted.reconnectId ? await connectionById(db(), wanted.reconnectId) : null;
  return before?.purpose === 'rooms' ? before.principalName : null;
}
