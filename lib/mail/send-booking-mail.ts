import { type BookingForMail, beforeForMail, bookingForMail, bookingsForMail } from '@/lib/db/booking-mail';
import { bookingNotice } from '@/lib/db/booking-notices';
import { caseBefore } from '@/lib/db/case-mail';
import { db } from '@/lib/db/client';
import { mailTemplate } from '@/lib/db/mail-templates';
import type { Mail } from '@/lib/db/outbox';
import { NEW_TIME_REFUSED, wasBefore } from '@/lib/db/was-before';
import type { Interval } from '@/lib/time/interval';
import { appointmentWordsOf } from './booking-mails';
import { composeBookingMail, type MailAlternative } from './compose-booking-mail';
import { isTimely } from './is-timely';
import type { Before } from './mail-rows';
import type { MailTry } from './mail-try';
import { sendAbout } from './send-about';

/**
 * How the caller finds what is free near a booking, or near the time it had `before`; asked only for messages that say
 * it.
 */
export type FindAlternatives = (bookingId: number, now: Date, before: Interval | null) => Promise<MailAlternative[]>;

const WITH_ALTERNATIVES: ReadonlySet<Mail['template']> = new Set([
  'booking_refused',
  'booking_unconfirmed',
  'booking_withdrawn',
  'booking_moved',
]);

/**
 * One mail job. A booking that is gone, whose patron's data were scrubbed, or that is past what the mail says, gets none.
 * Throws when it cannot leave.
 */
export async function sendBookingMail(
  mail: Mail,
  attempt: MailTry,
  find?: FindAlternatives,
  now = new Date(),
): Promise<void> {
  const { template, bookingId } = mail;
  const one = await bookingForMail(db(), bookingId);
  const booking = one && template === 'booking_lapsed' ? await lapsedTogether(bookingId, one, now) : one;
  if (!booking?.patronEmail || booking.items.length === 0) return;
  if (!isTimely(template, booking, now)) return;
  const notice = 'noticeId' in mail && mail.noticeId ? await bookingNotice(db(), mail.noticeId) : null;
  const before = template === 'booking_moved' && notice ? notice : await beforeOf(mail);
  // Whoever said no to a new time is shown what is free near the one they had.
  const isRefused = template === 'booking_cancelled' && booking.statusReason === NEW_TIME_REFUSED;
  const near = isRefused ? await wasBefore(db(), { id: bookingId, statusReason: NEW_TIME_REFUSED }) : before;
  const alternatives = (isRefused || WITH_ALTERNATIVES.has(template)) && find ? await find(bookingId, now, near) : [];
  const own = await ownWords(booking, template);
  const message = composeBookingMail(template, booking, now, { alternatives, before, note: notice?.words, own });
  await sendAbout({ template, about: [bookingId] }, message, attempt);
}

/**
 * One link was sent for all of a visit, and one mail says that it lapsed: that of the first. What is overdue has lapsed too,
 * though nobody has noted it yet: the second may be noted before the first. Null: another's says it.
 */
export async function lapsedTogether(id: number, one: BookingForMail, now: Date): Promise<BookingForMail | null> {
  const lapsed = [{ status: 'expired' as const }, { status: 'unverified' as const, holdUntil: { lte: now } }];
  const visit = await bookingsForMail(db(), { visit: { bookings: { some: { id } } }, OR: lapsed });
  if (visit.length === 0) return one;
  return visit[0]?.publicId === one.publicId ? { ...one, items: visit.flatMap(({ items }) => items) } : null;
}

async function beforeOf(mail: Mail): Promise<Before | null> {
  if (mail.template === 'booking_moved' && 'conflictId' in mail) return caseBefore(db(), mail.conflictId);
  if (mail.template === 'booking_changed' && mail.before) return beforeForMail(db(), mail.before);
  return null;
}

/** Of the location where it is booked, in the patron's language. */
async function ownWords({ items: [item], locale, appointment }: BookingForMail, template: Mail['template']) {
  const key = appointmentWordsOf(template, appointment !== null) ?? template;
  return item ? mailTemplate(db(), { locationId: item.locationId, template: key, locale }) : null;
}
