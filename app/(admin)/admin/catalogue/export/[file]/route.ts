import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { exportTable } from '@/lib/usecases/import-table';

type Context = { params: Promise<{ file: string }> };

/** `spaces.csv`, `zones.csv` …: a table that can be imported again. The mark at its beginning tells spreadsheets that it is UTF-8. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { file } = await params;
  const kind = file.replace(/\.csv$/, '');
  const answer = await exportTable(await currentActor(), { kind });
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  return new Response(`\ufeff${answer.value}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${kind}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
