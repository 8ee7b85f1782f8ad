import { z } from 'zod';
import type { ApiCaller } from '@/lib/auth/api-caller';
import {
  viewChangedSpaceBookings,
  viewNamedSpaceBookings,
  viewSpaceBookings,
} from '@/lib/usecases/view-space-bookings';
import { answered, refused } from '../api-answer';
import { endpoint } from '../endpoint';
import { date, dateTime, flag, id, idOrNone, ids, optional, pages, whole } from '../params';
import { bookingAnswer, sayBooking } from '../say-booking';

const bookings = z.array(bookingAnswer);

const extras = { form_answers: flag(false), check_in_status: flag(false), internal_notes: flag(false) };
const extrasOf = (query: { form_answers: boolean; check_in_status: boolean; internal_notes: boolean }) => ({
  formAnswers: query.form_answers,
  checkInStatus: query.check_in_status,
  internalNotes: query.internal_notes,
});

/** libcal-api §4.10. */
export const listBookings = endpoint({
  method: 'GET',
  path: '/space/bookings',
  scope: 'sp_r',
  tag: 'Bookings',
  summary: 'Bookings of spaces, a page of them, in order of start',
  description:
    'Bookings that take time of the dates asked for; dates that are past are served as well. A page past the end is empty.',
  query: z.looseObject({
    eid: optional(ids()).meta({ description: 'spaces; of a container its seats too' }),
    seat_id: optional(ids()),
    cid: optional(ids()).meta({ description: 'categories' }),
    lid: idOrNone().meta({ description: 'a location' }),
    email: optional(z.string().max(254)).meta({ description: 'of one patron' }),
    date: optional(date('invalid "date" value')).meta({ description: 'today unless given' }),
    days: optional(whole(0, 365, 'invalid "days" value')).meta({ description: 'so many days more; 0 unless given' }),
    ...pages,
    ...extras,
    include_tentative: flag(true),
    include_denied: flag(false),
    include_cancel: flag(true),
    include_remote: flag(false).meta({ description: 'busy time of linked calendars, and time that staff blocked' }),
  }),
  answer: bookings,
  refusals: ['invalid "date" value', 'invalid "page" value, must be >= 1'],
  run: async ({ query, caller, now }) => {
    const { eid, seat_id, cid, lid, email, days = 0, page, limit } = query;
    const found = await viewSpaceBookings(
      caller.actor,
      {
        ...{ spaceIds: some(eid), seatIds: some(seat_id), categoryIds: some(cid), locationId: lid, email },
        ...{ date: query.date ?? null, days, page, limit, tentative: query.include_tentative },
        ...{ denied: query.include_denied, cancelled: query.include_cancel, taken: query.include_remote },
      },
      now,
    );
    if (!found.ok) return refused('invalid "eid" value');
    return answered(found.value.map((row) => sayBooking(row, extrasOf(query))));
  },
});

/** An empty list names nothing. */
const some = (list: number[] | undefined) => (list && list.length > 0 ? list : undefined);

/** libcal-api §4.9. */
export const namedBookings = endpoint({
  method: 'GET',
  path: '/space/booking/{ids}',
  scope: 'sp_r',
  tag: 'Bookings',
  summary: 'Bookings by their ids; cancelled ones, and what is not there, are left out',
  params: { ids: 'one id, or several with commas' },
  query: z.looseObject(extras),
  answer: bookings,
  refusals: ['must supply at least 1 booking id'],
  run: async ({ params, query, caller }) => {
    const given = bookingIds(params.ids);
    if (given.length === 0) return refused('must supply at least 1 booking id');
    const found = await viewNamedSpaceBookings(caller.actor, { ids: given.filter((id) => /^\w{1,64}$/.test(id)) });
    if (!found.ok) return refused('too many booking ids requested');
    return answered(found.value.map((row) => sayBooking(row, extrasOf(query))));
  },
});

export const bookingIds = (text = '') => [
  ...new Set(
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];

/** libcal-api §4.11. */
export const updatedBookings = endpoint({
  method: 'GET',
  path: '/space/bookings/updates',
  scope: 'sp_r',
  tag: 'Bookings',
  summary: 'Bookings made, changed, cancelled, checked in or out since a moment of the last 24 hours',
  description:
    'Each as it is now. What was written in the half minute before the moment may be told once more: nothing is left out, ' +
    'however many write at the same time.',
  query: z.looseObject({
    date: z
      .preprocess((given) => given ?? '', dateTime('Invalid Date.'))
      .meta({ description: 'ISO 8601 with an offset' }),
    lid: optional(id('Invalid ID.')),
    gid: optional(id('Invalid ID.')).meta({ description: 'a category' }),
    eid: optional(id('Invalid ID.')),
    internal_notes: flag(false),
  }),
  answer: bookings,
  refusals: ['Invalid Date.', 'Invalid ID.'],
  run: async ({ query, caller, now }) => {
    const { date: since, lid, gid, eid } = query;
    if (!('at' in since)) return refused('Invalid Date.');
    const found = await changed(caller, { since: since.at, locationId: lid, categoryIds: gid, spaceIds: eid }, now);
    if (!found.ok) return refused('Invalid Date.');
    const how = { checkInStatus: true, internalNotes: query.internal_notes };
    return answered(found.value.map((row) => sayBooking(row, how)));
  },
});

type Where = { since: Date; locationId?: number; categoryIds?: number; spaceIds?: number };

const changed = ({ actor }: ApiCaller, { categoryIds, spaceIds, ...where }: Where, now: Date) =>
  viewChangedSpaceBookings(actor, { ...where, categoryIds: listOf(categoryIds), spaceIds: listOf(spaceIds) }, now);

const listOf = (id: number | undefined) => (id === undefined ? undefined : [id]);
