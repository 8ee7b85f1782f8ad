import type { Call } from '../router';
import type { User } from '../store/directory';
import type { AccessToken } from '../store/issued';
import { type Prefer, readPrefer } from './prefer';
import { badRequest, unauthorized, unreadableBody } from './problem';

/** A Graph request whose bearer is known. */
export type GraphCall = Call & { prefer: Prefer; token: AccessToken; me: User | null };

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
  return { ...call, prefer: readPrefer(request.headers.get('prefer')), token, me };
}

export function mustBeDelegated(g: GraphCall): User {
  if (!g.me) throw badRequest('/me request is only valid with delegated authentication flow.');
  return g.me;
}

export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (!text.trim())
    throw unreadableBody(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  try {
    return JSON.parse(text);
  } catch {
    throw unreadableBody(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

export function contextOf(call: Call, what: string): string {
  return `${call.origin}/v1.0/$metadata#${what}`;
}
