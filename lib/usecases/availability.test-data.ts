import type { Actor, Role } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { moment, type Sample } from '@/lib/db/sample-library.test-data';
import type { Result } from '@/lib/result';
import { bookAppointment } from './book-appointment';
import type { AvailabilityChanged } from './change-availability';

/** A Friday, before the library opens; the Monday after it is MONDAY. */
export const NOW = moment('2026-11-20', '07:00');
export const MONDAY = '2026-11-23';

export const person = (id: number, role: Role): Actor => ({
  ...{ kind: 'person', id, name: 'P', email: `${role}@library.example`, locale: 'en' },
  role,
});

/** Ada of the sample; Ben, a colleague with an appointment page; Max, an admin without one. */
export async function peopleOf({ ada, desks, librarian }: Sample) {
  const account = (name: string, role: Role) =>
    db().person.create({ data: { name, email: `${name.toLowerCase()}@library.example`, role } });
  const [ben, max] = [await account('Ben', 'staff'), await account('Max', 'admin')];
  const page = await db().resource.create({
    data: { kind: 'person', categoryId: desks.id, personId: ben.id, name: 'Ben', slug: 'ben' },
  });
  return {
    ada: { actor: person(ada.id, 'staff'), resourceId: librarian.id },
    ben: { actor: person(ben.id, 'staff'), resourceId: page.id },
    admin: person(max.id, 'admin'),
  };
}

/** Half an hour with Ada. Answers the booking. */
export async function booked(date: string, time: string, name = 'Rosa', more: object = {}) {
  const email = `${name.toLowerCase()}@example.org`;
  const wanted = { slug: 'ada-park', start: moment(date, time).toISOString(), name, email, ...more };
  const answer = await bookAppointment({ kind: 'guest' }, wanted, NOW);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return db().booking.findUniqueOrThrow({ where: { publicId: answer.value.publicId } });
}

/** What was asked about, as a form would send it back. */
export function asked(answer: Result<AvailabilityChanged>) {
  if (!answer.ok || answer.value.saved) throw new Error(`nothing was asked: ${JSON.stringify(answer)}`);
  return { shown: answer.value.seen, ids: answer.value.affected.map(({ publicId }) => publicId) };
}

export const mails = () => db().$queryRaw<{ template: string; bookingId: number; words: string }[]>`
  SELECT data->>'template' AS template, (data->>'bookingId')::int AS "bookingId", words
  FROM pgboss.job JOIN booking_notice notice ON notice.id = (data->>'noticeId')::int WHERE name = 'mail' ORDER BY 2`;
