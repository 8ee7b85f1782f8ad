import { currentActor } from '@/lib/auth/actor';
import { refusalStatus } from '@/lib/refusal-status';
import { takeOwnCalendar } from '@/lib/usecases/view-own-data';

export async function GET(): Promise<Response> {
  const answer = await takeOwnCalendar(await currentActor(), new Date());
  if (!answer.ok) return new Response(null, { status: refusalStatus[answer.refusal.code] });
  return new Response(answer.value, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="my-bookings.ics"',
      'cache-control': 'private, no-store',
    },
  });
}
