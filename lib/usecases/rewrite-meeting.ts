import { directionsFor } from '@/lib/booking/appointment';
import { appointmentFrom, type MeetingChange, rewriteAppointment } from '@/lib/db/appointments';
import type { BookingRecord } from '@/lib/db/booking-rows';
import type { Tx } from '@/lib/db/client';
import type { JudgedMove } from './judge-move';

/**
 * With a move: what the appointment is for and where from now on, and the directions of its new time. A meeting online keeps
 * its link while it stays there; of a place that is gone what was told stays.
 */
export async function rewriteMeeting(
  tx: Tx,
  { id, appointment }: Pick<BookingRecord, 'id' | 'appointment'>,
  { wish, items }: Pick<JudgedMove, 'wish' | 'items'>,
  meeting: MeetingChange = {},
): Promise<void> {
  const item = items.find(({ as }) => as && as !== 'room');
  const isGone = meeting.placeId === undefined && wish?.place.id !== appointment?.placeId;
  if (!wish || !appointment || !item || isGone) return;
  const { kindId, kindName, ...where } = appointmentFrom({ id: appointment.resourceId, subjects: [] }, wish, {
    ...{ chosenBy: appointment.chosenBy, fairness: null },
  });
  const { placeId, placeKind, placeName, link, teams } = where;
  await rewriteAppointment(tx, id, {
    directions: directionsFor(wish, item.facts, item.wanted),
    ...(meeting.kindId !== undefined && { kindId, kindName }),
    ...(meeting.placeId !== undefined && { placeId, placeKind, placeName, link, teams }),
  });
}
