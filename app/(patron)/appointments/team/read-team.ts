import { cache } from 'react';
import { queryOf } from '@/app/_ui/query-of';
import { currentActor } from '@/lib/auth/actor';
import { type TeamView, viewTeam } from '@/lib/usecases/view-team';

/** What the address of a team's page may say; see `viewTeam`. */
export type TeamQuery = Record<'kind' | 'where' | 'with' | 'from' | 'weeks' | 'start', string | string[] | undefined>;
type Key = { group: string } | { subject: string } | { location: string };

/** The page and its title share one reading. What an address says and makes no sense is left out. Null: no such team. */
export const readTeam = (key: Key, { kind, where, with: person, from, weeks, start }: TeamQuery) =>
  readOnce(queryOf({ ...key, ...only({ kind, where, with: person, from, weeks, start }) }), queryOf(key));

const readOnce = cache(async (asked: string, plain: string): Promise<TeamView | null> => {
  const [actor, now] = [await currentActor(), new Date()];
  const answer = await viewTeam(actor, Object.fromEntries(new URLSearchParams(asked)), now);
  if (answer.ok) return answer.value;
  const again =
    answer.refusal.code === 'invalid'
      ? await viewTeam(actor, Object.fromEntries(new URLSearchParams(plain)), now)
      : answer;
  return again.ok ? again.value : null;
});

const only = (query: TeamQuery) =>
  Object.fromEntries(Object.entries(query).filter((one): one is [string, string] => typeof one[1] === 'string'));

/** The time that an address names, as an instant; null: none that makes sense. */
export function startOf({ start }: Pick<TeamQuery, 'start'>): string | null {
  const at = new Date(typeof start === 'string' ? start : '');
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
