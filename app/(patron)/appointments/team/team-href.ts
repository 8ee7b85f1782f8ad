import { queryOf } from '@/app/_ui/query-of';
import type { TeamView } from '@/lib/usecases/view-team';

type Shown = Pick<TeamView, 'team' | 'usualKind' | 'kind' | 'where' | 'person' | 'from' | 'today' | 'weeks'>;
type Changes = {
  kind?: string;
  where?: string | null;
  with?: string | null;
  from?: string;
  weeks?: 2 | 4;
  start?: Date;
};

/** Where a team has its page. */
export function teamPath({ kind, key }: Pick<TeamView['team'], 'kind' | 'key'>): string {
  if (kind === 'group') return `/appointments/${key}`;
  return `/appointments/${kind === 'subject' ? 'subjects' : 'locations'}/${encodeURIComponent(key)}`;
}

/** What of a page its address keeps; what is as usual is left out. */
export function teamParts(view: Shown, changes: Changes = {}) {
  const { usualKind, today } = view;
  const kind = changes.kind ?? view.kind?.key;
  const from = changes.from ?? view.from;
  return {
    kind: kind === usualKind?.key ? null : kind,
    where: changes.where === undefined ? view.where : changes.where,
    with: changes.with === undefined ? view.person?.slug : changes.with,
    from: from === today ? null : from,
    weeks: (changes.weeks ?? view.weeks) === 4 ? 4 : null,
    start: changes.start?.toISOString(),
  };
}

/** The page as it is, but for what is named; a chosen time is left unless it is named. */
export const teamHref = (view: Shown & Pick<TeamView, 'team'>, changes: Changes = {}): string =>
  `${teamPath(view.team)}${queryOf(teamParts(view, changes))}`;
