import { z } from 'zod';
import { API_SCOPES } from '@/lib/api-scopes';
import { type Actor, can, type Person } from '@/lib/auth/can';
import { type ApiClientKeys, changeApiClient, createApiClient, lockApiClient } from '@/lib/db/api-clients';
import { type AuditAct, audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { hashToken, randomToken } from '@/lib/seal';
import { DAY_MS } from '@/lib/time/interval';

const fields = {
  name: z.string().trim().min(1, 'required').max(100, 'too_long'),
  scopes: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : (value ?? [])),
    z.array(z.enum(API_SCOPES)).min(1, 'required'),
  ),
  perMinute: z.coerce
    .number('not_whole_number')
    .int('not_whole_number')
    .min(1, 'out_of_range')
    .max(100_000, 'out_of_range')
    .default(600),
};

export const newApiClient = z.object(fields);
const changedClient = z.object({ ...fields, clientId: z.coerce.number().int().positive() });
const named = z.object({ clientId: z.coerce.number().int().positive() });
const renewal = named.extend({
  /** For how long the present secret counts beside the new one. */
  former: z.enum(['none', 'day', 'week']).default('day'),
});

const FORMER_DAYS = { none: 0, day: 1, week: 7 } as const;

/** Shown once: only its hash is kept. */
export type ShownSecret = { clientId: number; secret: string };

const ended = { ok: false, refusal: { code: 'not_found' } } as const;

/** Lets a program in. The secret is in the answer and nowhere else. */
export async function makeApiClient(actor: Actor, raw: unknown, now: Date): Promise<Result<ShownSecret>> {
  const input = parse(newApiClient, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => ok(await writeApiClient(tx, actor.id, input.value, now)));
}

/** The deed itself, for the command line too (`personId` null). */
export async function writeApiClient(
  tx: Tx,
  personId: number | null,
  client: z.output<typeof newApiClient>,
  now: Date,
): Promise<ShownSecret> {
  const secret = randomToken();
  const clientId = await createApiClient(tx, { ...client, secretHash: hashToken(secret) }, now);
  const { name, scopes, perMinute } = client;
  const detail = { name, scopes, perMinute };
  await audit(tx, { personId, act: 'api_client.made', subject: `api_client:${clientId}`, detail });
  return { clientId, secret };
}

/** Another name, other scopes or another pace, from the next request on. */
export async function changeClient(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(changedClient, raw);
  if (!input.ok) return input;
  const { clientId, ...after } = input.value;
  return onClient(actor, clientId, 'changed', async (tx, client) => {
    await changeApiClient(tx, clientId, after);
    const { name, scopes, perMinute } = client;
    return { value: undefined, detail: { before: { name, scopes, perMinute }, after } };
  });
}

/** A new secret beside the present one, so that its programs are changed one after the other. */
export async function renewApiSecret(actor: Actor, raw: unknown, now: Date): Promise<Result<ShownSecret>> {
  const input = parse(renewal, raw);
  if (!input.ok) return input;
  const { clientId, former } = input.value;
  return onClient(actor, clientId, 'secret_renewed', async (tx, client) => {
    const secret = randomToken();
    const formerUntil = new Date(now.getTime() + FORMER_DAYS[former] * DAY_MS);
    // Where somebody else may have the secret, they may have a token too.
    const kept =
      former === 'none'
        ? { formerHash: null, formerUntil: null, tokensValidFrom: now }
        : { formerHash: client.secretHash, formerUntil };
    await changeApiClient(tx, clientId, { secretHash: hashToken(secret), ...kept });
    return { value: { clientId, secret }, detail: { former } };
  });
}

/** Every token that was given before is void: programs ask for a new one with their secret. */
export async function endApiTokens(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(named, raw);
  if (!input.ok) return input;
  const { clientId } = input.value;
  return onClient(actor, clientId, 'tokens_ended', async (tx) => {
    await changeApiClient(tx, clientId, { tokensValidFrom: now });
    return { value: undefined, detail: {} };
  });
}

/** Out for good, from the next request on; what it booked stays. */
export async function revokeApiClient(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(named, raw);
  if (!input.ok) return input;
  const { clientId } = input.value;
  return onClient(actor, clientId, 'revoked', async (tx, client) => {
    const over = { revokedAt: now, tokensValidFrom: now, formerHash: null, formerUntil: null };
    await changeApiClient(tx, clientId, over);
    return { value: undefined, detail: { name: client.name } };
  });
}

type Act = Extract<AuditAct, `api_client.${string}`> extends `api_client.${infer A}` ? A : never;
type Done<T> = { value: T; detail: Record<string, string | object> };

async function onClient<T>(
  actor: Actor,
  clientId: number,
  act: Act,
  work: (tx: Tx, client: ApiClientKeys) => Promise<Done<T>>,
): Promise<Result<T>> {
  if (!isAdmin(actor)) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const client = await lockApiClient(tx, clientId);
    if (!client || client.revokedAt) return ended;
    const { value, detail } = await work(tx, client);
    await audit(tx, { personId: actor.id, act: `api_client.${act}`, subject: `api_client:${clientId}`, detail });
    return { ok: true, value };
  });
}

const isAdmin = (actor: Actor): actor is Person => actor.kind === 'person' && can(actor, 'manage_api');
