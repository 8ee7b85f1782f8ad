import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { viewScrubReport } from '@/lib/usecases/view-scrub-report';

export async function GET(): Promise<Response> {
  const answer = await viewScrubReport(await currentActor());
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  return new Response(answer.value, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="removed.csv"',
      'cache-control': 'private, no-store',
    },
  });
}
