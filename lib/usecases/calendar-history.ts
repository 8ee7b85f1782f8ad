import { db } from '@/lib/db/client';
import { type LinkSample, linkSamplesSince } from '@/lib/db/link-samples';
import { DAY_MS, MINUTE_MS } from '@/lib/time/interval';
import type { HistoryRange } from './view-health-history';

/** Days back, and how many minutes make one point: hours are kept for a week, then they become days. */
const RANGES = { day: { days: 1, minutes: 60 }, week: { days: 7, minutes: 120 }, month: { days: 30, minutes: 1440 } };

export type CalendarHistory = {
  range: HistoryRange;
  since: Date;
  until: Date;
  /** How far apart points are; a wider gap is a time without notes. */
  stepMs: number;
  samples: LinkSample[];
};

/** How one calendar stood over time. Whoever asks has been let in by the caller. */
export async function calendarHistory(linkId: number, range: HistoryRange, now: Date): Promise<CalendarHistory> {
  const { days, minutes } = RANGES[range];
  const stepMs = minutes * MINUTE_MS;
  // Points begin where hours and days do.
  const since = new Date(Math.floor((now.getTime() - days * DAY_MS) / stepMs) * stepMs);
  return { range, since, until: now, stepMs, samples: await linkSamplesSince(db(), linkId, since, minutes) };
}
