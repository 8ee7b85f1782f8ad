import type { Call } from '../router';
import { PERSONAL_TENANT_ID, type User } from '../store/directory';
import type { AccessToken } from '../store/issued';
import { type Prefer, readPrefer } from './prefer';
import { badRequest, tooLarge, unauthorized, unreadableBody } from './problem';

/** A Graph request whose bearer is known. */
export type GraphCall = Call & { prefer: Prefer; token: AccessToken; me: User | null };

export const MOST_BYTES = 4 * 1024 * 1024;
const bytesSent = new WeakMap<Request, number>();

export function enterGraph(call: Call): GraphCall {
  const { world, request, note } = call;
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (!bearer) throw unauthorized('Access token is empty.');
  const token = world.issued.accessTokens.get(bearer.trim());
  if (!token) throw unauthorized('IDX14100: JWT is not well formed, there are no dots (.).');
  note.appId = token.clientId;
  const me = token.userId ? (world.directory.users.get(token.userId) ?? null) : null;
  note.user = me?.upn ?? null;
  if (token.expiresAt <= world.clock.now()) throw unauthorized('Lifetime validation failed, the token is expired.');
  const prefer = readPrefer(request.headers.get('prefer'));
  if (me?.tenantId === PERSONAL_TENANT_ID) meetPersonalAccount(call, me, prefer);
  return { ...call, prefer, token, me };
}

/** A personal account goes by a short id of its own, and may not know immutable ids. */
export function personalIdOf(user: User): string {
  return user.id.replaceAll('-', '').slice(0, 16);
}

function meetPersonalAccount({ params, world }: Call, me: User, prefer: Prefer): void {
  if (params.user?.toLowerCase() === personalIdOf(me)) params.user = me.id;
  if (world.behaviour.get('personalImmutableIds') === 'given') return;
  prefer.idKind = 'rest';
  prefer.applied = prefer.applied.filter((one) => !one.startsWith('IdType'));
}

export function mustBeDelegated(g: GraphCall): User {
  if (!g.me) throw badRequest('/me request is only valid with delegated authentication flow.');
  return g.me;
}

/** At most 4 MB. */
export async function readText(request: Request): Promise<string> {
  const text = await request.text();
  const bytes = Buffer.byteLength(text);
  bytesSent.set(request, bytes);
  if (bytes > MOST_BYTES) throw tooLarge();
  return text;
}

/** At most 4 MB, named as JSON by its Content-Type. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  try {
    if (text.trim() && /json/i.test(request.headers.get('content-type') ?? '')) return JSON.parse(text);
  } catch {
    // Told below.
  }
  throw unreadableBody(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
}

/** How much of a body was read, for the limit on uploads. */
export function bytesSentBy(request: Request): number {
  return bytesSent.get(request) ?? 0;
}

export function contextOf(call: Call, what: string): string {
  return `${call.origin}/v1.0/$metadata#${what}`;
}
