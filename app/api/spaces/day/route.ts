import { createHash } from 'node:crypto';
import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { viewSpaceDay } from '@/lib/usecases/view-space-day';

/**
 * What the day grid draws, for a page that keeps itself up to date: `?location=…&date=…`. As seen by whoever asks; names
 * nobody. Unchanged since the last answer: 304.
 */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const wish = { locationId: asked.get('location') || undefined, date: asked.get('date') || undefined };
  const answer = await viewSpaceDay(await currentActor(), wish, new Date());
  if (!answer.ok) {
    const { code } = answer.refusal;
    return Response.json({ code }, { status: refusalStatus[code], headers: { 'cache-control': 'no-store' } });
  }
  const view = answer.value;
  // The present moment goes on by itself: it is no change.
  const body = JSON.stringify({
    date: view?.date ?? null,
    startAt: view?.day?.startAt ?? null,
    minutes: view?.day?.minutes ?? 0,
    spaces: (view?.spaces ?? []).map(({ id, open, taken, offers }) => ({ id, open, taken, offers })),
  });
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { 'cache-control': 'private, no-cache', etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}
