import { localDateOf, offsetAt, wallMinute } from '@/lib/time/zone';

/** `2024-04-22T10:00:00+11:00`: of the library's clock, with its offset at that moment (libcal-api §1). */
export function sayInstant(at: Date, timeZone: string): string {
  const offset = offsetAt(at, timeZone);
  const shown = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offset);
  return `${shown}${offset < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

/** `12:00pm`, `7:45pm`: hours of LibCal, without a space. */
export function sayClock(at: Date, timeZone: string): string {
  return sayMinute(Math.trunc(wallMinute(at, timeZone)));
}

/** The same of minutes after a midnight; beyond 24 hours they are of the next day. */
export function sayMinute(minute: number): string {
  const hour = Math.trunc(minute / 60) % 24;
  return `${hour % 12 || 12}:${two(minute % 60)}${hour < 12 ? 'am' : 'pm'}`;
}

/** Today, where the library is. */
export const todayIn = (now: Date, timeZone: string) => localDateOf(now, timeZone);

const two = (number: number) => String(number).padStart(2, '0');
