import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { viewBookingCalendar } from '@/lib/usecases/view-booking-calendar';

export async function GET(request: Request, { params }: { params: Promise<{ publicId: string }> }): Promise<Response> {
  const { publicId } = await params;
  const key = new URL(request.url).searchParams.get('key') ?? undefined;
  const answer = await viewBookingCalendar(await currentActor(), { publicId, key }, new Date());
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  return new Response(answer.value, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="booking-${publicId}.ics"`,
      'cache-control': 'private, no-store',
    },
  });
}
