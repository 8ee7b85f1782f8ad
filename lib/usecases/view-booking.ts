import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { calendarState } from '@/lib/booking/calendar-state';
import { closesTime } from '@/lib/booking/closes-time';
import { decideCancel, decideRefuseTime } from '@/lib/booking/decide-change';
import type { BookingCause, BookingStatus, CalendarState } from '@/lib/booking/types';
import type { BookedAppointment } from '@/lib/db/booked-appointment';
import { calendarsOf } from '@/lib/db/booking-calendar';
import type { BookingItemRecord, BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId } from '@/lib/db/bookings';
import { checkInById } from '@/lib/db/check-ins';
import { db } from '@/lib/db/client';
import { NEW_TIME_REFUSED, wasBefore } from '@/lib/db/was-before';
import { parse } from '@/lib/parse';
import type { Answer } from '@/lib/question';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { bookingRight } from './booking-right';
import { cancelFactsOf } from './cancel-facts';
import { asCheckInView, type CheckInView } from './check-in-view';
import { type Alternative, alternativesTo } from './find-alternatives';
import { wasMoved } from './was-moved';

export const viewBookingInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().max(64).optional(),
});

export type BookingView = {
  publicId: string;
  status: BookingStatus;
  /** Why the patron is owed something else; any other reason is not for everybody who has the public id. */
  statusReason: OwedReason | null;
  cause: BookingCause;
  calendar: CalendarState;
  createdAt: Date;
  /** Its patron hears by a mail of its own that it stands: not of time that staff blocked, or of one of a series. */
  isTold: boolean;
  /** Directions are for those who may see details. */
  items: BookingItemRecord[];
  /** What it is for and where, for those who may see details; null: of spaces only. */
  appointment: BookedAppointment | null;
  /** Null: neither key, nor owner, nor staff; then space, time and state are all there is. */
  details: {
    name: string;
    email: string;
    note: string;
    nickname: string;
    answers: Answer[];
    mediationNote: string;
    cancel: { until: Date; problem: Refusal | null };
    /** It stands: at least its words can be changed. */
    mayChange: boolean;
  } | null;
  /** When the library could not keep the time, took it back or chose one that its patron refused: what is free near it. */
  alternatives: Alternative[];
  /** The library moved it since: where it was before, and whether its patron may still say no (sync-design §7). */
  moved: { before: Interval & { name: string }; mayRefuse: boolean } | null;
  /** The way in, for those who may see details, where the location asks for check-in. */
  checkIn: CheckInView | null;
};

/** A booking by its public id, as much of it as the asker may see. */
export async function viewBooking(actor: Actor, raw: unknown, now: Date): Promise<Result<BookingView>> {
  const input = parse(viewBookingInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const booking = await bookingByPublicId(db(), input.value.publicId);
  if (!booking) return refuse({ code: 'not_found' });

  const right = bookingRight(actor, booking, input.value.key);
  const calendars = await calendarsOf(db(), [booking.id]);
  const { publicId, status, cause, items, createdAt, patronName, patronEmail, note } = booking;
  const { mediationNote, nickname, answers } = booking;
  const facts = cancelFactsOf(booking);
  const decision = right && decideCancel(facts, now, right);
  return ok({
    ...{ publicId, status, statusReason: owedReason(booking), cause, createdAt },
    isTold: patronEmail !== '' && !booking.quiet && booking.seriesId === null,
    calendar: calendarState(booking.status, calendars(booking.id)),
    items: right ? items : items.map((item) => ({ ...item, directions: '', locationDirections: '' })),
    appointment: right ? booking.appointment : null,
    details: decision && {
      ...{ name: patronName, email: patronEmail, note, nickname, answers, mediationNote },
      cancel: {
        until: right === 'staff' ? facts.end : addMinutes(facts.start, -facts.cancelByMinutes),
        problem: decision.ok ? null : decision.refusal,
      },
      mayChange: closesTime(status) && facts.end > now,
    },
    alternatives: await insteadOf(actor, booking, right !== null, now),
    moved: right ? await movedByLibrary(booking, now) : null,
    checkIn: right ? await checkInOf(booking.id, now) : null,
  });
}

async function checkInOf(bookingId: number, now: Date): Promise<CheckInView | null> {
  const record = await checkInById(db(), bookingId);
  return record?.rules.before == null ? null : asCheckInView(record, now);
}

/**
 * What the page asks again and again while the calendar is being written. Anybody with the public id may, and it stands in
 * Outlook's event: of the reasons only those that the page has a sentence for are told, never that a patron is barred.
 */
export async function viewBookingState(
  raw: unknown,
): Promise<Result<{ status: BookingStatus; statusReason: OwedReason | null; calendar: CalendarState }>> {
  const input = parse(viewBookingInput, raw);
  if (!input.ok) return input;
  const booking = await bookingByPublicId(db(), input.value.publicId);
  if (!booking) return refuse({ code: 'not_found' });
  const calendars = await calendarsOf(db(), [booking.id]);
  const { status } = booking;
  return ok({ status, statusReason: owedReason(booking), calendar: calendarState(status, calendars(booking.id)) });
}

/** Reasons for which the patron is owed something else. */
const OWED = [
  'taken_in_outlook',
  'calendar_unreachable',
  'displaced_in_outlook',
  'removed_in_outlook',
  'withdrawn_by_staff',
  'hours_changed',
  'person_away',
  'rules_changed',
] as const;

type OwedReason = (typeof OWED)[number];

/** Why the library or Outlook ended it; null: nobody did, or for a reason that owes nothing. */
function owedReason({ status, statusReason }: BookingRecord): OwedReason | null {
  const isEnded = status === 'cancelled' || status === 'denied';
  return (isEnded && OWED.find((one) => one === statusReason)) || null;
}

/** Near its time; for a patron who said no to a new one, near the time that they had. */
async function insteadOf(actor: Actor, booking: BookingRecord, isOwn: boolean, now: Date): Promise<Alternative[]> {
  const { items, appointment, status, statusReason } = booking;
  if (owedReason(booking)) return alternativesTo(actor, items, now, appointment);
  if (!isOwn || status !== 'cancelled' || statusReason !== NEW_TIME_REFUSED) return [];
  const before = await wasBefore(db(), booking);
  const had = items.map((item) => ({ ...item, ...(before && { start: before.start, end: before.end }) }));
  return alternativesTo(actor, had, now, appointment);
}

async function movedByLibrary(booking: BookingRecord, now: Date): Promise<BookingView['moved']> {
  if (!wasMoved(booking)) return null;
  const before = await wasBefore(db(), booking);
  return before && { before, mayRefuse: decideRefuseTime(cancelFactsOf(booking), now).ok };
}
