import { z } from 'zod';

const instant = z.iso.datetime().meta({ description: 'UTC' });

/** What a webhook gets (`webhookBody`), for the description of the API; tests hold the messages that are sent to it. */
export const webhookMessage = z.object({
  id: z.string().meta({ description: 'the same at every try, as in the header Carrel-Delivery' }),
  event: z.enum(['booking.created', 'booking.changed', 'booking.cancelled']),
  occurred_at: instant,
  booking: z.object({
    booking_id: z.string(),
    kind: z.enum(['space', 'appointment']),
    status: z.string(),
    version: z.int().meta({ description: 'messages may come out of order: keep the highest' }),
    cause: z.string(),
    blocked: z.boolean().meta({ description: 'staff closed the time; there is no patron' }),
    created: instant,
    cancelled: instant.nullable(),
    start: instant,
    end: instant,
    time_zone: z.string(),
    lid: z.int(),
    location_name: z.string(),
    items: z.array(
      z.object({
        kind: z.enum(['space', 'person']),
        id: z.int(),
        cid: z.int(),
        name: z.string(),
        start: instant,
        end: instant,
      }),
    ),
    appointment: z
      .object({
        user_id: z.int(),
        category_id: z.int().nullable(),
        category_name: z.string(),
        online: z.boolean(),
      })
      .optional(),
    patron: z
      .object({ name: z.string(), email: z.string() })
      .optional()
      .meta({ description: 'only where an admin ticked it' }),
  }),
});
