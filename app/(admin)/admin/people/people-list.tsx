import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { formatList } from '@/lib/messages/format';
import type { PeopleView } from '@/lib/usecases/view-people';

/** Accounts: a line each where there is room, on a telephone one fact below the other. */
export async function PeopleList({ people }: { people: PeopleView['people'] }) {
  const [t, locale] = [await getTranslations('people'), await getLocale()];
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {people.map((one) => {
        const ways = [
          one.hasPassword && t('ways.password'),
          one.hasMicrosoft && t('ways.azure-ad'),
          one.hasOidc && t('ways.oidc'),
        ].filter((way) => way !== false);
        return (
          <li key={one.id} className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[1.2fr_1fr_1fr]">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2">
                <Link
                  href={`/admin/people/${one.id}`}
                  className="text-link inline-flex min-h-6 items-center font-medium"
                >
                  {one.name}
                </Link>
                {one.disabledAt && <Badge tone="off">{t('closed')}</Badge>}
              </p>
              <p className="break-words text-sm text-ink-soft">{one.email}</p>
            </div>
            <div className="min-w-0">
              <p>{t(`roles.${one.role}`)}</p>
              {one.role !== 'admin' && one.role !== 'patron' && (
                <p className="text-sm text-ink-soft">
                  {one.locationNames.length > 0 ? formatList(one.locationNames, locale) : t('everywhere')}
                </p>
              )}
            </div>
            <div className="min-w-0 text-sm text-ink-soft">
              <p>{ways.length > 0 ? formatList(ways, locale) : t('noWays')}</p>
              {one.resource?.slug && (
                <p>
                  <Link
                    href={`/appointments/${one.resource.slug}`}
                    className="text-link inline-flex min-h-6 items-center"
                  >
                    {t('appointmentPage')}
                    <span className="sr-only"> {one.resource.name}</span>
                  </Link>
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
