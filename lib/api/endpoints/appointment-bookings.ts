import { z } from 'zod';
import { type ListedAppointment, viewListedAppointments } from '@/lib/usecases/view-listed-appointments';
import { answered } from '../api-answer';
import { endpoint } from '../endpoint';
import { date, flag, idOrNone, whole } from '../params';
import { refusedBy } from '../refused-by';
import { namesOf } from '../say-name';
import { sayInstant } from '../say-time';

const DATE = 'invalid "date" value';

/** libcal-api §5.2. */
const appointmentAnswer = z.object({
  id: z.int(),
  booking_id: z.string().meta({ description: 'ours: what /appointments/cancel takes' }),
  fromDate: z.string(),
  toDate: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  account: z.string().optional(),
  userId: z.int(),
  location: z.string(),
  locationId: z.int(),
  group: z.string(),
  groupId: z.int(),
  categoryId: z.int().meta({ description: '0: of no kind' }),
  directions: z.string(),
  userShowedUp: z.enum(['true', 'false']).optional().meta({ description: 'a text, and only once it is over' }),
  cancelled: z.boolean().optional().meta({ description: 'with include_cancellations=1' }),
  answers: z
    .union([z.record(z.string(), z.string()), z.array(z.never()).max(0)])
    .meta({ description: 'an object; an empty array where nothing was asked' }),
});

export const appointmentBookings = endpoint({
  method: 'GET',
  path: '/appointments/bookings',
  scope: 'ap_r',
  tag: 'Appointments',
  summary: 'Appointments of some days, past ones too',
  query: z.object({
    ...{ user_id: idOrNone(), location_id: idOrNone(), group_id: idOrNone(), category_id: idOrNone() },
    email: z.string().trim().max(254).optional(),
    date: z.preprocess((value) => value || undefined, date(DATE).optional()),
    days: whole(0, 365).optional().default(7),
    include_cancellations: flag(false),
    limit: whole(1, 500).optional().default(20),
  }),
  answer: z.array(appointmentAnswer),
  refusals: [DATE],
  run: async ({ caller, query, now }) => {
    const { user_id: userId, location_id: locationId, group_id: groupId, category_id: kindId, ...more } = query;
    const { date: from, days, email, limit, include_cancellations: cancelled } = more;
    const filter = {
      userId,
      locationId,
      groupId,
      kindId,
      email: email || undefined,
      date: from,
      days,
      cancelled,
      limit,
    };
    const view = await viewListedAppointments(caller.actor, filter, now);
    if (!view.ok) return refusedBy(view.refusal);
    return answered(view.value.map((one) => sayAppointment(one, cancelled, now)));
  },
});

function sayAppointment(row: ListedAppointment, saysCancelled: boolean, now: Date): z.input<typeof appointmentAnswer> {
  const { timeZone, answers } = row;
  const isOver = row.end <= now && row.status !== 'cancelled';
  const said = answers.flatMap(({ questionId, answer }) =>
    questionId === undefined ? [] : [[`q${questionId}`, answer] as const],
  );
  return {
    ...{ id: row.bookingId, booking_id: row.publicId },
    ...{ fromDate: sayInstant(row.start, timeZone), toDate: sayInstant(row.end, timeZone) },
    ...{ ...namesOf(row.patronName, row.givenName), email: row.patronEmail },
    ...(row.account && { account: row.account }),
    ...{ userId: row.userId, location: row.locationName, locationId: row.locationId },
    ...{ group: row.groupName, groupId: row.groupId ?? 0, categoryId: row.kindId ?? 0, directions: row.directions },
    ...(isOver && { userShowedUp: row.noShowAt ? ('false' as const) : ('true' as const) }),
    ...(saysCancelled && { cancelled: row.status === 'cancelled' }),
    answers: said.length > 0 ? Object.fromEntries(said) : [],
  };
}
