import { type Actor, canSomewhere, placesOf } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type ListedBlock, type ListedSeries, upcomingBlocks, upcomingSeries } from '@/lib/db/series-list';
import { ok, type Result, refuse } from '@/lib/result';
import type { SeriesRule } from '@/lib/time/expand-series';

const SHOWN = 100;

/** Null rule: several spaces at one time, once. */
export type SeriesInList = Omit<ListedSeries, 'rule'> & { rule: SeriesRule | null };

/** Series with something still to come. */
export async function viewSeriesList(actor: Actor, now: Date): Promise<Result<SeriesInList[]>> {
  if (!canSomewhere(actor, 'view_desk')) return refuse({ code: 'not_allowed' });
  const rows = await upcomingSeries(db(), now, SHOWN, placesOf(actor));
  return ok(
    rows.map(({ rule, ...series }) => {
      const isRule = typeof rule === 'object' && rule !== null && 'every' in rule;
      return { ...series, rule: isRule ? (rule as SeriesRule) : null };
    }),
  );
}

/** Time that staff blocked and that is not over. */
export async function viewBlocks(actor: Actor, now: Date): Promise<Result<ListedBlock[]>> {
  if (!canSomewhere(actor, 'view_desk')) return refuse({ code: 'not_allowed' });
  return ok(await upcomingBlocks(db(), now, SHOWN, placesOf(actor)));
}
