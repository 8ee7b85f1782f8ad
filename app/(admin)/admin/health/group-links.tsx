import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/app/_ui/badge';
import { queryOf } from '@/app/_ui/query-of';
import type { SyncView } from '@/lib/usecases/view-sync';

export type Group = keyof SyncView['counts'];

export const TONES: Record<Group, Tone> = {
  attention: 'attention',
  held: 'waiting',
  waiting: 'waiting',
  paused: 'off',
  agreed: 'ok',
};

type Props = { counts: SyncView['counts']; keep: { group?: string; kind?: string; search?: string } };

/** How many stand how; each number leads to those alone, and the one that is chosen back to all. */
export function GroupLinks({ counts, keep }: Props) {
  const t = useTranslations('health');
  return (
    <ul aria-label={t('groups.label')} className="flex flex-wrap gap-3">
      {(Object.keys(TONES) as Group[]).map((group) => {
        const isChosen = keep.group === group;
        // Seldom, and then of all of them.
        if (group === 'held' && counts.held === 0 && !isChosen) return null;
        return (
          <li key={group}>
            <Link
              href={`/admin/health${queryOf({ ...keep, group: isChosen ? null : group })}`}
              prefetch={false}
              aria-current={isChosen ? 'true' : undefined}
              className="inline-flex min-h-11 items-center gap-2 rounded-md border border-line bg-surface px-3 no-underline hover:border-ink aria-[current]:border-2 aria-[current]:border-accent"
            >
              <span className="tabular text-lg font-semibold">{counts[group]}</span>
              <Badge tone={TONES[group]}>{t(`groups.${group}`)}</Badge>
              {isChosen && <span className="sr-only">{t('groups.chosen')}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
