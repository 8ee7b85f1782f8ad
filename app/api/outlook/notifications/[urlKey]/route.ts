import { log } from '@/lib/log';
import { observe } from '@/lib/metrics';
import { receiveNotification } from '@/lib/usecases/receive-notification';

export const dynamic = 'force-dynamic';

const LONGEST_TOKEN = 2_048;
const LARGEST_BODY = 1_000_000;
/** Microsoft counts answers over three seconds as slow, and slows down in turn (graph-calendar §6.4). */
const PATIENCE_MS = 2_500;

type Props = { params: Promise<{ urlKey: string }> };

/**
 * Change and lifecycle notifications. Answers at once: the validation token without asking anything, else 202 once the
 * knock is stored, and 5xx when it could not be stored, which makes Microsoft repeat it (graph-calendar §6.4).
 */
export async function POST(request: Request, props: Props): Promise<Response> {
  const began = performance.now();
  const response = await answer(request, props);
  observe('webhook_ack_seconds', (performance.now() - began) / 1_000, { status: response.status });
  return response;
}

async function answer(request: Request, { params }: Props): Promise<Response> {
  const token = new URL(request.url).searchParams.get('validationToken');
  if (token !== null) return token.length <= LONGEST_TOKEN ? echo(token) : new Response(null, { status: 400 });

  const body = await readJson(request);
  if (body === undefined) return new Response(null, { status: 400 });
  try {
    const { urlKey } = await params;
    const isBatch = await inTime(receiveNotification(urlKey, body, new Date()));
    return new Response(null, { status: isBatch ? 202 : 400 });
  } catch (err) {
    log.error({ error: err instanceof Error ? err.name : 'unknown' }, 'a notification could not be stored');
    return new Response(null, { status: 503, headers: { 'Retry-After': '10' } });
  }
}

/** A database that answers too late counts as away: the same knock again does no harm. */
async function inTime<T>(stored: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), PATIENCE_MS);
  });
  try {
    return await Promise.race([stored, late]);
  } finally {
    clearTimeout(timer);
    stored.catch(() => undefined);
  }
}

/** As plain text, never to be sniffed into anything else: whoever calls chooses these words. */
const echo = (token: string) =>
  new Response(token, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
  });

/** Undefined: too large, or no JSON. */
async function readJson(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY) return undefined;
  try {
    const text = await textUpTo(request, LARGEST_BODY);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A body may be longer than it says, or not say. */
async function textUpTo(request: Request, limit: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
