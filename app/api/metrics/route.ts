import { timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { viewMetrics } from '@/lib/usecases/view-metrics';

export const dynamic = 'force-dynamic';

/** Prometheus. Without METRICS_TOKEN in the environment there is nothing here (design §3). */
export async function GET(request: Request): Promise<Response> {
  const { METRICS_TOKEN: token } = env();
  if (!token) return new Response(null, { status: 404 });
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (!same(given, token)) {
    return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  try {
    return new Response(await viewMetrics(new Date()), {
      headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' },
    });
  } catch (err) {
    log.error({ error: err instanceof Error ? err.name : 'unknown' }, 'metrics: the database is away');
    return new Response(null, { status: 503 });
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
