import { currentActor } from '@/lib/auth/actor';
import { buildId } from '@/lib/build-id';
import { etagOf } from '@/lib/etag';
import { refusalStatus } from '@/lib/refusal-status';
import { viewDoor } from '@/lib/usecases/view-door';

type Context = { params: Promise<{ spaceId: string }> };

/** What a door's tablet asks every half minute: the rest of the day; 304 while nothing has changed. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const key = new URL(request.url).searchParams.get('key') ?? undefined;
  const answer = await viewDoor(await currentActor(), { ...(await params), key }, new Date());
  if (!answer.ok) {
    const { code } = answer.refusal;
    return Response.json({ code }, { status: refusalStatus[code], headers: { 'cache-control': 'no-store' } });
  }
  const body = JSON.stringify({ view: answer.value, version: buildId() });
  const etag = etagOf(body);
  const headers = { 'cache-control': 'private, no-cache', etag, 'content-type': 'application/json' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
