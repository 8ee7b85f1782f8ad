import type { TenantEvent } from './outlook';

/** From, to: milliseconds. */
export type Span = [number, number];

/**
 * What an event closes, said once more and apart from the engine (sync-design §8): a second opinion, so that a mistake in
 * the rule does not hide. The library lies in New York.
 */
export function expectedBusy(event: TenantEvent): Span[] {
  if (event.isCancelled || event.responseStatus.response === 'declined') return [];
  if (event.showAs === 'free' || event.showAs === 'workingElsewhere') return [];
  if (!event.isAllDay) return [[instant(event.start.dateTime), instant(event.end.dateTime)]];
  if (event.showAs !== 'busy' && event.showAs !== 'oof') return [];
  return [[midnight(event.start.dateTime.slice(0, 10)), midnight(event.end.dateTime.slice(0, 10))]];
}

/** Touching and overlapping spans as one, inside the frame. */
export function unionOf(spans: readonly Span[], [from, to]: Span): Span[] {
  const clipped = spans
    .map(([start, end]): Span => [Math.max(start, from), Math.min(end, to)])
    .filter(([start, end]) => start < end)
    .sort((a, b) => a[0] - b[0]);
  const union: Span[] = [];
  for (const span of clipped) {
    const last = union.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else union.push([...span]);
  }
  return union;
}

export const instant = (text: string) => Date.parse(`${text.slice(0, 19)}Z`);

/** The first instant of a date in New York, found by trying the two offsets it can have. */
function midnight(date: string): number {
  for (const hours of [4, 5]) {
    const at = Date.parse(`${date}T00:00:00Z`) + hours * 3_600_000;
    const local = new Date(at).toLocaleString('sv-SE', { timeZone: 'America/New_York' });
    if (local === `${date} 00:00:00`) return at;
  }
  throw new Error(`no midnight on ${date}`);
}
