import { refusalStatus } from '@/lib/refusal-status';
import { viewBookingState } from '@/lib/usecases/view-booking';

/** What a booking's page asks while its calendar is being written. Names nobody; the id itself is the secret. */
export async function GET(request: Request, { params }: { params: Promise<{ publicId: string }> }): Promise<Response> {
  const answer = await viewBookingState(await params);
  if (!answer.ok) {
    const { code } = answer.refusal;
    return Response.json({ code }, { status: refusalStatus[code], headers: { 'cache-control': 'no-store' } });
  }
  const { status, statusReason, calendar } = answer.value;
  const etag = `"${[status, statusReason, calendar].join('.')}"`;
  const headers = { 'cache-control': 'no-cache', etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return Response.json({ status, statusReason, calendar }, { headers });
}
