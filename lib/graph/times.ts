/**
 * Graph's times (graph-calendar §1.5): wall time without offset, seven fractional digits, a zone name beside it. We ask
 * for UTC in every request, so a time that comes in another zone is one that we cannot read.
 */
export type GraphTime = { dateTime: string; timeZone: string };

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?$/;
const UTC_NAMES = new Set(['utc', 'etc/utc', 'etc/gmt', 'coordinated universal time']);

/** The instant, cut to the minute as Exchange stores it, or null when the text or its zone cannot be read. */
export function instantOf(time: GraphTime): Date | null {
  if (!UTC_NAMES.has(time.timeZone.toLowerCase()) || !FORM.test(time.dateTime)) return null;
  const ms = Date.parse(`${time.dateTime.slice(0, 16)}:00Z`);
  return Number.isNaN(ms) ? null : new Date(ms);
}

/**
 * An all-day bound as the UTC midnight of its date. All-day events float: their bounds come back as midnights of their
 * dates whatever zone is named, so the zone is not looked at (F16).
 */
export function dateOf(time: GraphTime): Date | null {
  if (!FORM.test(time.dateTime)) return null;
  const ms = Date.parse(`${time.dateTime.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(ms) ? null : new Date(ms);
}

/** For request bodies: an instant, never wall time with a zone (docs/decisions/0018). */
export const graphTime = (instant: Date): GraphTime => ({
  dateTime: instant.toISOString().slice(0, 19),
  timeZone: 'UTC',
});

/** For startDateTime and endDateTime: with `Z`, whose meaning no header can change. */
export const queryTime = (instant: Date): string => encodeURIComponent(`${instant.toISOString().slice(0, 19)}Z`);
