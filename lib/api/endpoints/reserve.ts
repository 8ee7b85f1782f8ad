import { z } from 'zod';
import { awaitReserved } from '@/lib/usecases/await-reserved';
import { reserveSpaces } from '@/lib/usecases/reserve-spaces';
import { visitHandle } from '@/lib/visit-handle';
import { answered, refused } from '../api-answer';
import { endpoint } from '../endpoint';
import { readReserve, reserveBody } from '../read-reserve';
import { aboutItem, ITEM_SENTENCES, sayReserveRefusal } from '../say-reserve-refusal';

const REHEARSED = 'The booking would have been successful, but the test flag was set.';

/** libcal-api §4.8. */
export const reserve = endpoint({
  method: 'POST',
  path: '/space/reserve',
  scope: 'sp_w',
  tag: 'Bookings',
  summary: 'Book one space or several of a location, all or none',
  description:
    'Several bookings are one visit: booking_id is then an id of all of them, which cancel and booking take too, and ' +
    'booking_ids are theirs. Where the calendar of a room has to agree, the answer waits for it, 3.5 s at most; after that ' +
    'the id is given all the same, and the booking is tentative until the calendar has answered. The patron gets no mail ' +
    'that has to be confirmed: the program answers for who it is.',
  body: reserveBody,
  answer: z.union([
    z.object({
      booking_id: z.string(),
      booking_ids: z.array(z.string()).optional().meta({ description: 'ours: of several bookings, in their order' }),
    }),
    z.object({ success: z.string().meta({ description: 'instead of an id, where test was set' }) }),
  ]),
  refusals: [
    ...['no data provided', 'json syntax error', 'must supply start date for bookings'],
    ...['must supply first name of booking user', 'must supply last name of booking user'],
    ...['must supply email of booking user', 'must supply at least one booking'],
    ...Object.values(ITEM_SENTENCES).map((sentence) => `booking N ${sentence}`),
    'this exceeds the N minute booking limit …',
  ],
  run: async ({ body, caller: { actor }, now }) => {
    const wish = readReserve(body);
    if (!wish.ok) return wish;
    const reserved = await reserveSpaces(actor, wish.value, now);
    if (!reserved.ok) return refused(sayReserveRefusal(reserved));
    const { publicIds, visitId } = reserved.value;
    const [first] = publicIds;
    if (first === undefined) return answered({ success: REHEARSED });
    const taken = await awaitReserved(actor, reserved.value, now);
    if (taken !== null) return refused(aboutItem(taken, 'from'));
    return answered(
      visitId === null ? { booking_id: first } : { booking_id: visitHandle(visitId), booking_ids: publicIds },
    );
  },
});
