import { z } from 'zod';
import type { Listed } from '@/lib/usecases/view-space-bookings';
import { visitHandle } from '@/lib/visit-handle';
import { namesOf } from './say-name';
import { sayStatus } from './say-status';
import { sayInstant } from './say-time';

/** What a client wants beside the rest. */
export type Extras = { formAnswers?: boolean; checkInStatus?: boolean; internalNotes?: boolean };

/** A booking as LibCal's clients read it (libcal-api §4.10), one space or seat each. */
export const bookingAnswer = z.looseObject({
  bookId: z.string().meta({ description: 'what booking, cancel and check-in take' }),
  id: z.int().meta({ description: 'a number of our own; 0 for busy time' }),
  eid: z.int().meta({ description: 'the space; of a seat, what holds it' }),
  cid: z.int(),
  lid: z.int(),
  fromDate: z.string(),
  toDate: z.string(),
  created: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  account: z.string().meta({ description: 'what the program gave; the e-mail address where it gave nothing' }),
  status: z.string(),
  location_name: z.string(),
  category_name: z.string(),
  item_name: z.string(),
  event: z.null(),
  nickname: z.string(),
  check_in_code: z.string(),
  check_in_status: z.enum(['-', 'in', 'out']).optional(),
  seat_id: z.int().optional(),
  seat_name: z.string().optional(),
  internal_notes: z.array(z.object({ name: z.string(), created: z.string(), note: z.string() })).optional(),
  cancelled: z.string().optional().meta({ description: 'when, on rows that were given back' }),
  visit_id: z.string().optional().meta({ description: 'ours: of the bookings that one request made' }),
});

export type BookingAnswer = z.input<typeof bookingAnswer>;

export function sayBooking(row: Listed, extras: Extras = {}): BookingAnswer {
  const { container, isSeat, start, end, timeZone } = row;
  const at = (instant: Date) => sayInstant(instant, timeZone);
  const where = {
    ...{ eid: container?.id ?? row.resourceId, cid: row.categoryId, lid: row.locationId },
    ...{ fromDate: at(start), toDate: at(end) },
  };
  const named = {
    ...{ location_name: row.locationName, category_name: row.categoryName, item_name: container?.name ?? row.name },
    event: null,
    ...(isSeat && { seat_id: row.resourceId, seat_name: row.name }),
  };
  if (row.kind !== 'booking') {
    const nobody = { firstName: '', lastName: '', email: '', account: '', nickname: '', check_in_code: '' };
    const status = row.kind === 'outlook' ? 'Remote Booking' : 'Unavailable';
    const about = extras.checkInStatus && { check_in_status: '-' as const };
    return { bookId: `busy_${row.id}`, id: 0, ...where, created: at(start), ...nobody, status, ...named, ...about };
  }
  return {
    ...{ bookId: row.publicId, id: row.bookingId, ...where, created: at(row.createdAt) },
    ...namesOf(row.patronName, row.givenName),
    ...{ email: row.patronEmail, account: row.account || row.patronEmail, status: sayStatus(row), ...named },
    ...{ nickname: row.nickname, check_in_code: row.checkInCode ?? '' },
    ...(extras.checkInStatus && { check_in_status: checkInStatusOf(row) }),
    ...(extras.formAnswers && Object.fromEntries(row.answers.flatMap(asField))),
    ...(extras.internalNotes && { internal_notes: notesOf(row, at) }),
    ...cancelledOf(row, at),
    ...(row.visitId && { visit_id: visitHandle(row.visitId) }),
  };
}

type Booked = Extract<Listed, { kind: 'booking' }>;
type At = (instant: Date) => string;

const checkInStatusOf = ({ checkedInAt, checkedOutAt }: Booked) => (checkedOutAt ? 'out' : checkedInAt ? 'in' : '-');

const asField = ({ questionId, answer }: Booked['answers'][number]): [string, string][] =>
  questionId === undefined ? [] : [[`q${questionId}`, answer]];

/** There is one note, whoever wrote of it last; who, and when, is in the log alone. */
const notesOf = ({ staffNote, createdAt }: Booked, at: At) =>
  staffNote === '' ? [] : [{ name: '', created: at(createdAt).slice(0, 10), note: staffNote }];

function cancelledOf({ status, cancelledAt, settledAt }: Booked, at: At) {
  const isGone = status === 'cancelled' || status === 'expired' || status === 'released';
  const when = cancelledAt ?? settledAt;
  return isGone && when ? { cancelled: at(when) } : {};
}
