import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { exportStatistics } from '@/lib/usecases/export-statistics';

type Props = { params: Promise<{ file: string }> };

/** `/admin/statistics/spaces.csv?from&to&location`. The mark at its beginning tells spreadsheets that it is UTF-8. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const [, table = ''] = /^([\w-]+)\.csv$/.exec((await params).file) ?? [];
  const asked = { ...Object.fromEntries(new URL(request.url).searchParams), table };
  const answer = await exportStatistics(await currentActor(), asked, new Date());
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  return new Response(`\ufeff${answer.value}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${table}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
