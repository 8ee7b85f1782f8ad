import { type MeetingChange, rewriteAppointment } from '@/lib/db/appointments';
import type { BookingRecord } from '@/lib/db/booking-rows';
import type { Tx } from '@/lib/db/client';
import { appointmentFrom } from './appointment-of';
import type { JudgedMove } from './judge-move';

/** With a move: what the appointment is for and where from now on. A meeting online keeps its link while it stays there. */
export async function rewriteMeeting(
  tx: Tx,
  { id, appointment }: Pick<BookingRecord, 'id' | 'appointment'>,
  { wish }: Pick<JudgedMove, 'wish'>,
  meeting: MeetingChange | undefined,
): Promise<void> {
  if (!wish || !appointment || !meeting) return;
  const { kindId, kindName, directions, ...where } = appointmentFrom(appointment.resourceId, wish, {
    ...{ chosenBy: appointment.chosenBy, fairness: null },
  });
  const { placeId, placeKind, placeName, link, teams } = where;
  await rewriteAppointment(tx, id, {
    directions,
    ...(meeting.kindId !== undefined && { kindId, kindName }),
    ...(meeting.placeId !== undefined && { placeId, placeKind, placeName, link, teams }),
  });
}
