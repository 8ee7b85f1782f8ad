import { currentActor } from '@/lib/auth/actor';
import { etagOf } from '@/lib/etag';
import { refusalStatus } from '@/lib/refusal-status';
import { type SpaceDay, viewSpaceDay } from '@/lib/usecases/view-space-day';

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
  const { body, etag } = drawn(answer.value);
  const headers = { 'cache-control': 'private, no-cache', etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}

/** By the list of spaces, which is the same as long as nothing of it has changed: then neither has what is sent. */
const known = new WeakMap<object, { body: Uint8Array<ArrayBuffer>; etag: string }>();

function drawn(view: SpaceDay | null): { body: Uint8Array<ArrayBuffer>; etag: string } {
  const before = view && known.get(view.spaces);
  if (before) return before;
  // The present moment goes on by itself: it is no change.
  const text = JSON.stringify({
    date: view?.date ?? null,
    startAt: view?.day?.startAt ?? null,
    minutes: view?.day?.minutes ?? 0,
    spaces: (view?.spaces ?? []).map(({ id, open, taken, offers }) => ({ id, open, taken, offers })),
  });
  const made = { body: new TextEncoder().encode(text), etag: etagOf(text) };
  if (view) known.set(view.spaces, made);
  return made;
}
