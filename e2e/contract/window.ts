/** Where the suite writes: a few weeks about three years ahead, and only events that carry its mark. */
const DAY_MS = 86_400_000;
export const DAYS_AHEAD = 1_100;
export const DAYS_LONG = 60;

export const SUBJECT = 'Contract suite';
export const MARKER_ID = 'String {5d3a9f0e-3c1b-4b7e-9a55-1f2e8c6d7b90} Name ContractSuite';
export const MARKER_VALUE = 'yes';
export const MARKER_FILTER = `singleValueExtendedProperties/Any(ep: ep/id eq '${MARKER_ID}' and ep/value eq '${MARKER_VALUE}')`;
export const MARKER_EXPAND = `singleValueExtendedProperties($filter=id eq '${MARKER_ID}')`;

export type Window = { fromMs: number; toMs: number; query: string };

/** Whole days in UTC, and always from a Monday, so that weekly series look the same whenever it runs. */
export function windowFrom(now: number): Window {
  const day = Math.floor(now / DAY_MS) + DAYS_AHEAD;
  const monday = day - ((day + 3) % 7);
  const fromMs = monday * DAY_MS;
  const toMs = fromMs + DAYS_LONG * DAY_MS;
  const query = `startDateTime=${iso(fromMs)}&endDateTime=${iso(toMs)}`;
  return { fromMs, toMs, query };
}

/** Wall time in UTC, a number of days and hours into the window. */
export function timeIn(window: Window, day: number, hour: number) {
  return { dateTime: iso(window.fromMs + day * DAY_MS + hour * 3_600_000).slice(0, 19), timeZone: 'UTC' };
}

export function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
