import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type HealthSample, lastSample, samplesSince } from '@/lib/db/health-samples';
import { locations } from '@/lib/db/library';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { DAY_MS } from '@/lib/time/interval';

/** Days back, and how many minutes make one point: about a hundred points whatever is looked at. */
const RANGES = { day: { days: 1, minutes: 15 }, week: { days: 7, minutes: 120 }, month: { days: 30, minutes: 480 } };
export const HISTORY_RANGES = ['day', 'week', 'month'] as const;
export type HistoryRange = (typeof HISTORY_RANGES)[number];

const viewInput = z.object({ range: z.enum(HISTORY_RANGES).catch('day') });

export type HistoryView = {
  range: HistoryRange;
  timeZone: string;
  since: Date;
  until: Date;
  /** How far apart points are; a wider gap is a time without notes. */
  stepMs: number;
  samples: HealthSample[];
  /** How it stands: the newest note, where a point is the worst of its stretch. What is counted over a stretch is the last point's. */
  last: HealthSample | null;
};

/** How the calendars stood over time. */
export async function viewHealthHistory(actor: Actor, raw: unknown, now: Date): Promise<Result<HistoryView>> {
  const input = parse(viewInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const { range } = input.value;
  const { days, minutes } = RANGES[range];
  const since = new Date(now.getTime() - days * DAY_MS);
  const samples = await samplesSince(db(), since, minutes);
  const [point, note] = [samples.at(-1), await lastSample(db(), since)];
  return ok({
    ...{ range, since, until: now, stepMs: minutes * 60_000 },
    timeZone: (await locations(db()))[0]?.timeZone ?? 'UTC',
    samples,
    last: point && note ? { ...point, ...note } : null,
  });
}
