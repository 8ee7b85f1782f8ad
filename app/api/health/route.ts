import { log } from '@/lib/log';
import { viewHealth } from '@/lib/usecases/view-health';

export const dynamic = 'force-dynamic';

/** 200 while the database answers, whatever else is wrong; 503 when it does not (design §3). */
export async function GET(): Promise<Response> {
  try {
    return Response.json(await viewHealth(new Date()), { headers: { 'Cache-Control': 'no-store' } });
  } catch (err) {
    log.error({ error: err instanceof Error ? err.name : 'unknown' }, 'health: the database is away');
    return Response.json(
      { status: 'down', database: 'down' },
      { status: 503, headers: { 'Cache-Control': 'no-store' } },
    );
  }
}
