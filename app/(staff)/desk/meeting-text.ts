import type { getTranslations } from 'next-intl/server';
import type { DeskBooking } from '@/lib/usecases/view-desk-today';

type Words = Awaited<ReturnType<typeof getTranslations<'appointmentBooking'>>>;

/** What an appointment is for and where, beside the person; beside the room whom it is with. Empty: it is none. */
export function meetingText({ appointment, resourceId }: Pick<DeskBooking, 'appointment' | 'resourceId'>, t: Words) {
  if (!appointment) return '';
  const { kindName, placeName, personId, personName } = appointment;
  if (resourceId !== personId) return t('roomOf', { name: personName });
  return placeName ? t('at', { kind: kindName || t('kind'), place: placeName }) : kindName;
}
