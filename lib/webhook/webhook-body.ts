import type { ToldBooking } from '@/lib/db/told-booking';
import type { WebhookEvent } from '@/lib/db/webhooks';

type Told = {
  /** Of the message: the same at every try. */
  id: string;
  event: WebhookEvent;
  /** When it happened; the booking is as it is now. */
  at: Date;
  booking: ToldBooking;
  withPatron: boolean;
};

/**
 * What a webhook gets, as docs/api.md describes it: ids and facts. Who booked only where an admin ticked that, and never what
 * they wrote: no note, no nickname, no answers. Instants are UTC, so that no program needs to know the library's clock.
 */
export function webhookBody({ id, event, at, booking, withPatron }: Told): string {
  const { appointment, items, patronName, patronEmail } = booking;
  const [first] = items;
  return JSON.stringify({
    id,
    event: `booking.${event}`,
    occurred_at: at,
    booking: {
      booking_id: booking.publicId,
      kind: appointment ? 'appointment' : 'space',
      status: booking.status,
      version: booking.version,
      cause: booking.cause,
      blocked: booking.isBlock,
      created: booking.createdAt,
      cancelled: booking.cancelledAt,
      start: new Date(Math.min(...items.map(({ start }) => start.getTime()))),
      end: new Date(Math.max(...items.map(({ end }) => end.getTime()))),
      time_zone: first?.timeZone,
      lid: first?.locationId,
      location_name: first?.locationName,
      items: items.map(({ resourceId, categoryId, ...item }) => ({
        ...{ kind: item.kind, id: resourceId, cid: categoryId, name: item.name, start: item.start, end: item.end },
      })),
      ...(appointment && {
        appointment: {
          user_id: appointment.resourceId,
          category_id: appointment.kindId,
          category_name: appointment.kindName,
          online: appointment.placeKind === 'online',
        },
      }),
      ...(withPatron && { patron: { name: patronName, email: patronEmail } }),
    },
  });
}
