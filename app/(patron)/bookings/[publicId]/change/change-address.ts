import type { AppointmentChangeView } from '@/lib/usecases/view-appointment-change';

type Other = { from?: string; start?: Date };

/** The page of changes as it is, but for what is named. */
export function changeAddress(view: AppointmentChangeView, link: string | undefined, other: Other = {}): string {
  const { booking, appointment, kind, placeId, from } = view;
  const query = new URLSearchParams({ ...(link && { key: link }), from: other.from ?? from });
  if (kind.id !== null && kind.id !== appointment.kindId) query.set('kindId', String(kind.id));
  if (placeId !== null) query.set('placeId', String(placeId));
  if (other.start) query.set('start', other.start.toISOString());
  return `/bookings/${booking.publicId}/change?${query}`;
}
