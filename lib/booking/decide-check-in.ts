import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval } from '@/lib/time/interval';
import type { CheckInFacts, CheckInRules } from './check-in-types';
import type { BookingStatus } from './types';

const MINUTE_MS = 60_000;
/** The reminder leaves so many minutes before the last moment, or halfway where the window is short. */
const REMIND_MINUTES = 5;

/**
 * When one may check in: `end` is the last moment, and never after the booking's own end. Own reading: a booking made
 * after its start is measured from when it was made. Null: the location asks nobody to.
 */
export function checkInWindow({
  start,
  end,
  madeAt,
  rules,
}: Pick<CheckInFacts, 'start' | 'end' | 'madeAt'> & {
  rules: Pick<CheckInRules, 'before' | 'after'>;
}): Interval | null {
  if (rules.before === null) return null;
  const last = addMinutes(madeAt > start ? madeAt : start, rules.after);
  return { start: addMinutes(start, -rules.before), end: last < end ? last : end };
}

/** From the start on: whoever leaves before it cancels instead. */
export const checkOutWindow = ({ start, end, rules }: Pick<CheckInFacts, 'start' | 'end' | 'rules'>): Interval => ({
  start,
  end: addMinutes(end, rules.outAfter),
});

/** May one check in now? A second time is no mistake: 'already'. */
export function decideCheckIn(facts: CheckInFacts, now: Date): Result<'now' | 'already'> {
  const window = checkInWindow(facts);
  if (!window) return refuse({ code: 'check_in_off' });
  if (facts.status === 'pending_remote' || facts.status === 'mediation') return refuse({ code: 'not_confirmed_yet' });
  if (!stands(facts.status) || facts.checkedOutAt) return refuse({ code: 'booking_closed' });
  if (facts.checkedInAt) return ok('already');
  return outside(window, 'in', facts.timeZone, now) ?? ok('now');
}

/** May one check out now? `end`: where the booking ends from now on, when that frees time; whole minutes. */
export function decideCheckOut(facts: CheckInFacts, now: Date): Result<{ done: 'now' | 'already'; end: Date | null }> {
  if (!stands(facts.status)) return refuse({ code: 'booking_closed' });
  if (facts.checkedOutAt) return ok({ done: 'already', end: null });
  if (!facts.checkedInAt) return refuse({ code: 'not_checked_in' });
  const refused = outside(checkOutWindow(facts), 'out', facts.timeZone, now);
  if (refused) return refused;
  const minute = new Date(Math.ceil((now.getTime() + 1) / MINUTE_MS) * MINUTE_MS);
  return ok({ done: 'now', end: minute < facts.end && minute > facts.start ? minute : null });
}

/** Nobody came in time, and there is time left to give: not where the rules are younger than the window. */
export function isNoShow(facts: CheckInFacts, now: Date): boolean {
  const window = checkInWindow(facts);
  if (!window || !facts.rules.release || facts.status !== 'confirmed' || facts.checkedInAt) return false;
  if (facts.rules.since && window.start < facts.rules.since) return false;
  return window.end <= now && now < facts.end;
}

/** Near the end of the window, while coming still helps. Not before the start: nobody is late then. */
export function isReminderDue(facts: CheckInFacts, now: Date): boolean {
  const window = checkInWindow(facts);
  if (!window || facts.status !== 'confirmed' || facts.checkedInAt) return false;
  const from = addMinutes(window.end, -Math.min(REMIND_MINUTES, facts.rules.after / 2));
  return from <= now && facts.start <= now && now < window.end;
}

/** May staff say that nobody came? Once it has begun, and nobody checked in. */
export function decideNoShow(facts: CheckInFacts, now: Date): Result<undefined> {
  if (!stands(facts.status) || facts.checkedInAt) return refuse({ code: 'booking_closed' });
  return now >= facts.start ? ok() : refuse({ code: 'not_begun', start: facts.start });
}

const stands = (status: BookingStatus) => status === 'confirmed' || status === 'to_confirm';

function outside({ start, end }: Interval, what: 'in' | 'out', timeZone: string, now: Date) {
  if (start <= now && now <= end) return null;
  const when = now < start ? 'early' : 'late';
  return refuse({ code: 'outside_window', what, when, from: start, until: end, timeZone });
}
