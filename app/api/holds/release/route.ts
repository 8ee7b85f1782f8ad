import { currentVisitor } from '@/lib/auth/visitor';
import { env } from '@/lib/env';
import { isCrossSite } from '@/lib/is-cross-site';
import { releaseHold } from '@/lib/usecases/release-hold';

/** A page that is left lets go of what it held: the body is the hold's id. Only the visitor's own goes. */
export async function POST(request: Request): Promise<Response> {
  if (isCrossSite(request.headers, env().PUBLIC_URL)) return new Response(null, { status: 403 });
  await releaseHold(await currentVisitor(), { hold: await request.text() });
  return new Response(null, { status: 204 });
}
