import { z } from 'zod';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { bookAppointmentByClient } from '@/lib/usecases/book-appointment-by-client';
import { cancelAppointmentByClient } from '@/lib/usecases/cancel-appointment-by-client';
import { answered, refused } from '../api-answer';
import { endpoint } from '../endpoint';
import { APPOINTMENT_SENTENCES, bookAppointmentBody, readAppointment } from '../read-appointment';
import { sayAppointmentRefusal } from '../say-appointment-refusal';
import { sayCancel } from '../say-cancel';
import { bookingIds } from './bookings';

/** Ours: LibCal has no call that makes an appointment. In the manner of `/space/reserve`. */
export const bookAppointment = endpoint({
  method: 'POST',
  path: '/appointments/book',
  scope: 'ap_w',
  tag: 'Appointments',
  summary: 'Book an appointment with somebody',
  description:
    'Not in LibCal. As /space/reserve: the program answers for who the patron is. A room that belongs to the place is booked ' +
    'with it, or nothing is. The answer waits for the calendars of both, 3.5 s at most.',
  body: bookAppointmentBody,
  answer: z.union([z.object({ booking_id: z.string() }), z.object({ success: z.string() })]),
  refusals: Object.values(APPOINTMENT_SENTENCES),
  run: async ({ body, caller: { actor }, now }) => {
    const wish = readAppointment(body);
    if (!wish.ok) return wish;
    const booked = await bookAppointmentByClient(actor, wish.value, now);
    if (!booked.ok) return refused(sayAppointmentRefusal(booked.refusal));
    if (booked.value === null) return answered({ success: APPOINTMENT_SENTENCES.rehearsed });
    const status = await awaitBooking(booked.value);
    if (status === 'cancelled') return refused(APPOINTMENT_SENTENCES.from);
    return answered({ booking_id: booked.value });
  },
});

export const cancelAppointments = endpoint({
  method: 'POST',
  path: '/appointments/cancel/{ids}',
  scope: 'ap_w',
  tag: 'Appointments',
  summary: 'Cancel appointments; each id is answered for itself',
  description: 'Not in LibCal. As /space/cancel. The patron is told by mail.',
  params: { ids: '`booking_id`s, with commas' },
  answer: z.array(
    z.object({
      booking_id: z.string(),
      cancelled: z.boolean(),
      error: z.string().optional(),
      code: z.int().optional(),
    }),
  ),
  refusals: ['must supply at least 1 booking id', 'too many booking ids requested'],
  run: async ({ params, caller, now }) => {
    const given = bookingIds(params.ids);
    if (given.length === 0) return refused('must supply at least 1 booking id');
    if (given.length > MOST_IDS) return refused('too many booking ids requested');
    const answers = [];
    for (const publicId of given) {
      const cancelled = await cancelAppointmentByClient(caller.actor, { publicId }, now);
      answers.push({
        booking_id: publicId,
        ...(cancelled.ok ? { cancelled: true } : { cancelled: false, ...sayCancel(cancelled.refusal) }),
      });
    }
    return answered(answers);
  },
});

const MOST_IDS = 100;
