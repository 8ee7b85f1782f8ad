import { useTranslations } from 'next-intl';
import { NavLink } from '@/app/_ui/nav-link';
import { queryOf } from '@/app/_ui/query-of';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';

/** Beside the first, `/admin/statistics`, which is about spaces. */
const PAGES = ['demand', 'appointments'] as const;

/** The ways between the pages of statistics; what is asked for is kept on the way. */
export function StatisticsNav({ filter: { from, to, location } }: { filter: StatisticsFilter }) {
  const t = useTranslations('statistics.nav');
  const query = queryOf({ from, to, location });
  return (
    <nav aria-label={t('label')} className="mb-6 border-b border-line">
      <ul className="flex flex-wrap gap-x-6">
        <li>
          <NavLink href="/admin/statistics" query={query} except={PAGES.map((page) => `/admin/statistics/${page}`)}>
            {t('spaces')}
          </NavLink>
        </li>
        {PAGES.map((page) => (
          <li key={page}>
            <NavLink href={`/admin/statistics/${page}`} query={query}>
              {t(page)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
