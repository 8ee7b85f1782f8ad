import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { exportSpaces } from '@/lib/usecases/import-spaces';

/** All spaces as a file that can be imported again. The mark at its beginning tells spreadsheets that it is UTF-8. */
export async function GET(): Promise<Response> {
  const answer = await exportSpaces(await currentActor());
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  return new Response(`\ufeff${answer.value}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="spaces.csv"',
      'cache-control': 'private, no-store',
    },
  });
}
