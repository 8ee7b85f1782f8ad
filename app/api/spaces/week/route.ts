import { currentActor } from '@/lib/auth/actor';
import { etagOf } from '@/lib/etag';
import { refusalStatus } from '@/lib/refusal-status';
import { viewSpaceWeek } from '@/lib/usecases/view-space-week';

/** Seven days of a space, `?space=…&date=…`, for a page that keeps itself up to date. Unchanged: 304. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const wish = { spaceId: asked.get('space') ?? undefined, date: asked.get('date') || undefined };
  const answer = await viewSpaceWeek(await currentActor(), wish, new Date());
  if (!answer.ok) {
    const { code } = answer.refusal;
    return Response.json({ code }, { status: refusalStatus[code], headers: { 'cache-control': 'no-store' } });
  }
  const body = JSON.stringify(answer.value);
  const etag = etagOf(body);
  const headers = { 'cache-control': 'private, no-cache', etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}
