import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { exportAudit } from '@/lib/usecases/view-audit';

/** The mark at its beginning tells spreadsheets that it is UTF-8. */
export async function GET(request: Request): Promise<Response> {
  const answer = await exportAudit(await currentActor(), Object.fromEntries(new URL(request.url).searchParams));
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  return new Response(`\ufeff${answer.value}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'private, no-store',
    },
  });
}
