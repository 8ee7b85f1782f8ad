import { currentActor } from '@/lib/auth/actor';
import { etagOf } from '@/lib/etag';
import { refusalStatus } from '@/lib/refusal-status';
import { viewTeam } from '@/lib/usecases/view-team';

const ASKED = ['group', 'subject', 'location', 'kind', 'where', 'with', 'from', 'weeks'];

/**
 * The free times of a group, a subject or a location, as its page shows them: `?group=…&kind=…&from=…&weeks=4`. As seen by
 * whoever asks; says when somebody is free, and of nobody why not. Unchanged since the last answer: 304.
 */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const wish = Object.fromEntries(ASKED.map((name) => [name, asked.get(name) ?? undefined]));
  const answer = await viewTeam(await currentActor(), wish, new Date());
  if (!answer.ok) {
    const { code } = answer.refusal;
    return Response.json({ code }, { status: refusalStatus[code], headers: { 'cache-control': 'no-store' } });
  }
  const { timeZone, kinds, kind, days, nextFree } = answer.value;
  const body = JSON.stringify({
    ...{ timeZone, kinds, kind: kind?.key ?? null, nextFree },
    days: days.map(({ date, slots }) => ({ date, times: slots.map(({ start }) => start) })),
  });
  const etag = etagOf(body);
  const headers = { 'cache-control': 'private, no-cache', etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}
