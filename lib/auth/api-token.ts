import 'server-only';
import { z } from 'zod';
import { sameText, signature } from '@/lib/seal';

/** How long a token counts; clients keep it for as long as `expires_in` says (libcal-api §2). */
export const TOKEN_SECONDS = 3600;

/** Milliseconds: a token of the very second in which others were made void is told from them. */
const claims = z.strictObject({ client: z.number().int().positive(), from: z.number().int(), until: z.number().int() });

/** Whose token it is, and when it was given. */
export type ApiTokenClaims = { clientId: number; givenAt: Date };

const sign = (body: string) => signature(body, 'api-token');

/**
 * A bearer token: who, from when, until when, vouched for by AUTH_SECRET. No row is written for it; that the client still
 * exists, and whether tokens of that time count, is asked of the client's row at each request.
 */
export function apiToken(clientId: number, now: Date): string {
  const from = now.getTime();
  const said = JSON.stringify({ client: clientId, from, until: from + TOKEN_SECONDS * 1_000 });
  const body = Buffer.from(said).toString('base64url');
  return `${body}.${sign(body)}`;
}

/** Null: not ours, changed, or over. */
export function readApiToken(token: string, now: Date): ApiTokenClaims | null {
  const [body = '', mark = '', ...more] = token.split('.');
  if (more.length > 0 || !sameText(sign(body), mark)) return null;
  const read = claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  if (!read.success || read.data.until <= now.getTime()) return null;
  return { clientId: read.data.client, givenAt: new Date(read.data.from) };
}
