import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { AccessBadges } from '@/app/(admin)/admin/catalogue/access-badges';
import { OrderButtons } from '@/app/(admin)/admin/catalogue/order-buttons';
import type { CategoryView } from '@/lib/usecases/view-catalogue';

/** The people of a category in the order in which patrons see them. */
export function PeopleCard({ people }: { people: CategoryView['spaces'] }) {
  const t = useTranslations('appointmentAdmin');
  return (
    <Card title={t('category.people')} id="people">
      {people.length === 0 && <p className="mb-4 text-ink-soft">{t('category.nobody')}</p>}
      <ul className="mb-4 flex flex-col divide-y divide-line">
        {people.map(({ id, name, active }, place) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span className="flex flex-wrap items-center gap-3">
              <Link href={`/admin/appointments/people/${id}`} className="text-link inline-flex min-h-6 items-center">
                {name}
              </Link>
              <AccessBadges active={active} />
            </span>
            <OrderButtons
              kind="person"
              id={id}
              name={name}
              isFirst={place === 0}
              isLast={place === people.length - 1}
            />
          </li>
        ))}
      </ul>
      <LinkButton href="/admin/appointments/people/new" icon="plus">
        {t('overview.addPerson')}
      </LinkButton>
    </Card>
  );
}
