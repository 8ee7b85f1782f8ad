import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { CHECK_MINUTES, type LinkCheck, type LinkCheckKind, lastChecks } from '@/lib/db/link-checks';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { type CalendarHistory, calendarHistory } from './calendar-history';
import { HISTORY_RANGES } from './view-health-history';
import { type SyncRow, type SyncView, viewSync } from './view-sync';

const viewInput = z.object({
  linkId: z.coerce.number().int().positive().max(2_147_483_647),
  range: z.enum(HISTORY_RANGES).catch('day'),
});

/** `lost`: nobody answered it. */
export type CheckView = LinkCheck & { state: 'waiting' | 'answered' | 'lost' };

export type CalendarHealth = Pick<SyncView, 'timeZone' | 'integration'> & {
  row: SyncRow;
  checks: Record<LinkCheckKind, CheckView | null>;
  history: CalendarHistory;
};

/** One calendar, with what was asked about it last, and how it stood over time. */
export async function viewCalendarHealth(actor: Actor, raw: unknown, now: Date): Promise<Result<CalendarHealth>> {
  const input = parse(viewInput, raw);
  if (!input.ok) return input;
  const view = await viewSync(actor, input.value, now);
  if (!view.ok) return view;
  const { rows, timeZone, integration } = view.value;
  const [row] = rows;
  if (!row) return refuse({ code: 'not_found' });
  const { dry_run, webhook } = await lastChecks(db(), row.linkId);
  const shown = (check: LinkCheck | null): CheckView | null => check && { ...check, state: stateOf(check, now) };
  const checks = { dry_run: shown(dry_run), webhook: shown(webhook) };
  return ok({ row, timeZone, integration, checks, history: await calendarHistory(row.linkId, input.value.range, now) });
}

function stateOf({ askedAt, finishedAt, answer }: LinkCheck, now: Date): CheckView['state'] {
  if (finishedAt) return answer ? 'answered' : 'lost';
  return askedAt > addMinutes(now, -CHECK_MINUTES) ? 'waiting' : 'lost';
}
