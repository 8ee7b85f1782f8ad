import { z } from 'zod';
import { arriveByClient } from '@/lib/usecases/arrive-by-client';
import { cancelByClient } from '@/lib/usecases/cancel-by-client';
import { moveByClient } from '@/lib/usecases/move-by-client';
import { answered, refused, TROUBLE } from '../api-answer';
import { endpoint } from '../endpoint';
import { dateTime, flag } from '../params';
import { ARRIVAL_SENTENCES, sayArrivalRefusal } from '../say-arrival-refusal';
import { sayCancel } from '../say-cancel';
import { MOVE_SENTENCES, sayMoveRefusal } from '../say-move-refusal';
import { sayInstant } from '../say-time';
import { bookingIds } from './bookings';

const moment = z
  .preprocess((given) => given || undefined, z.string('Invalid value.').pipe(dateTime('Invalid Date.')))
  .meta({ description: 'ISO 8601' });

/** libcal-api §4.12. */
export const moveBooking = endpoint({
  method: 'POST',
  path: '/space/booking/{id}/update/datetime',
  scope: 'sp_w',
  tag: 'Bookings',
  summary: 'Move a booking to another time',
  description: 'Calendars of the space are asked live before. A booking that is to be there already is left as it is.',
  params: { id: 'of one booking' },
  query: z.looseObject({
    ...{ start: moment, to: moment },
    send_email: flag(false).meta({ description: 'the patron is told' }),
    check_in_required: flag(false).meta({ description: 'taken, and without effect: the location says so' }),
    admin: flag(false).meta({ description: 'as staff move: beyond the rules for patrons' }),
  }),
  answer: z.array(z.object({ booking_id: z.string(), start: z.string(), to: z.string() })),
  refusals: Object.values(MOVE_SENTENCES),
  run: async ({ params, query, caller, now }) => {
    const { start, to, send_email: tell, admin: beyondRules } = query;
    const moved = await moveByClient(caller.actor, { publicId: params.id, start, to, tell, beyondRules }, now);
    if (!moved.ok) return refused(sayMoveRefusal(moved.refusal));
    const { publicId, timeZone, start: from, end } = moved.value;
    return answered([{ booking_id: publicId, start: sayInstant(from, timeZone), to: sayInstant(end, timeZone) }]);
  },
});

/** libcal-api §4.13. */
export const cancelBookings = endpoint({
  method: 'POST',
  path: '/space/cancel/{ids}',
  scope: 'sp_w',
  tag: 'Bookings',
  summary: 'Cancel bookings; each id is answered for itself',
  description: 'The id of a visit cancels all of it that may still be cancelled. The patron is told by mail.',
  params: { ids: 'one id, or several with commas' },
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
    for (const id of given) {
      const cancelled = await cancelByClient(caller.actor, { id }, now);
      answers.push({
        booking_id: id,
        ...(cancelled.ok ? { cancelled: true } : { cancelled: false, ...sayCancel(cancelled.refusal) }),
      });
    }
    return answered(answers);
  },
});

const MOST_IDS = 100;

const given = z.preprocess((value) => value || undefined, z.string('Invalid value.').trim().max(64, 'Invalid value.'));

/** What LibCal cannot process is a 500 there (libcal-api §1). */
const notArrived = (sentence: string) => refused(sentence, sentence === TROUBLE ? 500 : 400);

/** libcal-api §4.17. */
export const checkInByCode = endpoint({
  method: 'POST',
  path: '/space/checkin',
  scope: 'sp_w',
  tag: 'Bookings',
  summary: 'Check in to a booking by its code',
  query: z.looseObject({ code: given, id: given.meta({ description: 'of the booking' }) }),
  answer: z.object({ checkinTime: z.string() }),
  refusals: Object.values(ARRIVAL_SENTENCES.in),
  run: async ({ query: { code, id: publicId }, caller, now }) => {
    const answer = await arriveByClient(caller.actor, { what: 'in', publicId, code }, now);
    if (!answer.ok || answer.value.done !== 'now') return notArrived(sayArrivalRefusal('in', answer));
    return answered({ checkinTime: sayInstant(answer.value.at, answer.value.timeZone) });
  },
});

export const checkOut = endpoint({
  method: 'POST',
  path: '/space/checkout',
  scope: 'sp_w',
  tag: 'Bookings',
  summary: 'Check out of a booking; early, the rest of its time is free at once',
  query: z.looseObject({ id: given.meta({ description: 'of the booking' }), code: given.optional() }),
  answer: z.object({ checkoutTime: z.string() }),
  refusals: Object.values(ARRIVAL_SENTENCES.out),
  run: async ({ query: { code, id: publicId }, caller, now }) => {
    const answer = await arriveByClient(caller.actor, { what: 'out', publicId, code }, now);
    if (!answer.ok || answer.value.done !== 'now') return notArrived(sayArrivalRefusal('out', answer));
    return answered({ checkoutTime: sayInstant(answer.value.at, answer.value.timeZone) });
  },
});
