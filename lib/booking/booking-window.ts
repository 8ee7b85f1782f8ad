import { addDays, type LocalDate, localDateOf, wallTime } from '@/lib/time/zone';
import type { Policy } from './types';

type Window = Pick<Policy, 'windowDays' | 'rolloverMinute'>;

/**
 * The last local date that patrons may book for now (libcal-domain §2). The next date opens each day at the rollover
 * time; before it, the window is a day shorter (own reading: with a window of 0 days today itself opens then).
 */
export function lastOpenDate(window: Window, now: Date, timeZone: string): LocalDate {
  const today = localDateOf(now, timeZone);
  const hasTurned = now >= wallTime(today, window.rolloverMinute, timeZone);
  return addDays(today, hasTurned ? window.windowDays : window.windowDays - 1);
}

/** When a local date opens for booking. */
export const dateOpensAt = ({ windowDays, rolloverMinute }: Window, date: LocalDate, timeZone: string): Date =>
  wallTime(addDays(date, -windowDays), rolloverMinute, timeZone);
