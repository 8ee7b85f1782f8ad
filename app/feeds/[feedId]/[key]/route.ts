import { readFeed } from '@/lib/usecases/read-feed';

type Params = { params: Promise<{ feedId: string; key: string }> };

/** What calendar programs subscribe to. Whoever has it already, as it is, is told so in a word. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { feedId, key } = await params;
  const answer = await readFeed({ id: feedId, key: key.replace(/\.ics$/, '') }, new Date());
  if (!answer.ok) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  const { text, etag, changedAt } = answer.value;
  const headers = {
    etag,
    'last-modified': changedAt.toUTCString(),
    'cache-control': 'private, no-cache',
    'x-robots-tag': 'noindex',
  };
  if (isKnown(request.headers, etag, changedAt)) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="feed-${Number(feedId)}.ics"`,
    },
  });
}

/** By its name where one is given, else by its time, which has seconds only (RFC 9110 §13). */
function isKnown(headers: Headers, etag: string, changedAt: Date): boolean {
  const names = headers.get('if-none-match');
  if (names !== null)
    return names.split(',').some((name) => name.trim().replace(/^W\//, '') === etag || name.trim() === '*');
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return !Number.isNaN(since) && Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}
