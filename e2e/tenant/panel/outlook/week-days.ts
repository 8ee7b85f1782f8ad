import { DAY_MS, dateOfDay, dayOfDate, weekdayOfDay } from '../../calendar/days';
import { instantOf, offsetMs, wallOf } from '../../calendar/zones';

/** Days and weeks as a person in the mailbox's zone sees them. Days are day numbers; times of day are wall minutes. */
export const DAY_MINUTES = 1440;

export function todayIn(zone: string, nowMs: number): number {
  return Math.floor(wallOf(zone, nowMs) / DAY_MS);
}

/** Weeks begin on Monday. */
export function mondayOf(day: number): number {
  return day - ((weekdayOfDay(day) + 6) % 7);
}

export function readDate(text: string | null): string | null {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const day = dayOfDate(text);
  return Number.isNaN(day) || dateOfDay(day) !== text ? null : text;
}

/** The instants between which a day lies: 23 or 25 hours apart where clocks change. */
export function spanOfDay(zone: string, day: number): { fromMs: number; toMs: number } {
  return { fromMs: instantOf(zone, day * DAY_MS), toMs: instantOf(zone, (day + 1) * DAY_MS) };
}

/** What the clocks do in the course of the day, in words; null on all other days. */
export function clockChange(zone: string, day: number): string | null {
  const { fromMs, toMs } = spanOfDay(zone, day);
  // A change at midnight itself belongs to the day that begins with it.
  const before = offsetMs(zone, fromMs - 60_000);
  const after = offsetMs(zone, toMs - 60_000);
  if (before === after) return null;
  const at = changeBetween(zone, fromMs - 60_000, toMs);
  const way = after > before ? 'forward' : 'back';
  return `Clocks go ${way} at ${clockTime(at + before)}, to ${clockTime(at + after)}`;
}

function changeBetween(zone: string, fromMs: number, toMs: number): number {
  const before = offsetMs(zone, fromMs);
  let [early, late] = [fromMs, toMs];
  while (late - early > 60_000) {
    const middle = early + Math.floor((late - early) / 120_000) * 60_000;
    if (offsetMs(zone, middle) === before) early = middle;
    else late = middle;
  }
  return late;
}

/** "UTC−04:00", as it stands at that instant. */
export function offsetText(zone: string, atMs: number): string {
  const minutes = Math.round(offsetMs(zone, atMs) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

export function clockTime(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(11, 16);
}

export function timeOfMinutes(minutes: number): string {
  return clockTime(minutes * 60_000);
}

/** "Mon 5 Oct", or with the year in full. */
export function longDate(day: number, withYear = false): string {
  const text = new Date(day * DAY_MS).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(withYear ? { year: 'numeric' } : {}),
    timeZone: 'UTC',
  });
  return text.replace(',', '');
}
