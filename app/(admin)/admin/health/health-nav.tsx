import { useTranslations } from 'next-intl';
import { NavLink } from '@/app/_ui/nav-link';

const PAGES = ['accounts', 'history', 'alerts'] as const;

/** The ways between the pages of how things stand. */
export function HealthNav({ whole = true }: { whole?: boolean }) {
  const t = useTranslations('health.nav');
  // What is of the whole library is for whoever keeps all of it.
  if (!whole) return null;
  const below = PAGES.map((page) => `/admin/health/${page}`);
  return (
    <nav aria-label={t('label')} className="mb-6 border-b border-line">
      <ul className="flex flex-wrap gap-x-6">
        <li>
          <NavLink href="/admin/health" except={below}>
            {t('calendars')}
          </NavLink>
        </li>
        {PAGES.map((page) => (
          <li key={page}>
            <NavLink href={`/admin/health/${page}`}>{t(page)}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
