import { openApi } from '@/lib/api/open-api';
import { env } from '@/lib/env';

export const dynamic = 'force-dynamic';

/** The description of the API for programs, of this library's own address. Other sites' tools may read it. */
export function GET(): Response {
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' };
  return Response.json(openApi(env().PUBLIC_URL), { headers });
}
