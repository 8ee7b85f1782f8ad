import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { AccessBadges } from '@/app/(admin)/admin/catalogue/access-badges';
import { OrderButtons } from '@/app/(admin)/admin/catalogue/order-buttons';
import type { AppointmentAdminView } from '@/lib/usecases/view-appointment-admin';

type Location = AppointmentAdminView['locations'][number];

/** The categories of people of a location, with what they offer and who is in them. */
export function LocationCard({ location: { id, name, active, categories } }: { location: Location }) {
  const t = useTranslations('appointmentAdmin.overview');
  return (
    <Card
      id={`location-${id}`}
      title={
        <span className="flex flex-wrap items-center gap-3">
          {name}
          <AccessBadges active={active} />
        </span>
      }
    >
      {categories.length === 0 && <p className="prose-width mb-4 text-ink-soft">{t('noCategories')}</p>}
      <ul className="mb-4 flex flex-col divide-y divide-line">
        {categories.map((category, place) => (
          <li key={category.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
            <CategoryFacts category={category} />
            <OrderButtons
              kind="category"
              id={category.id}
              name={category.name}
              isFirst={place === 0}
              isLast={place === categories.length - 1}
            />
          </li>
        ))}
      </ul>
      <LinkButton href={`/admin/appointments/categories/new?location=${id}`} size="small" icon="plus">
        {t('addCategory', { location: name })}
      </LinkButton>
    </Card>
  );
}

function CategoryFacts({ category }: { category: Location['categories'][number] }) {
  const t = useTranslations('appointmentAdmin.overview');
  const { id, name, active, access, people } = category;
  const kinds = category.kinds.filter((kind) => kind.active).map((kind) => kind.name);
  return (
    <div className="min-w-0 flex-1 basis-56">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={`/admin/appointments/categories/${id}`} className="text-link inline-flex min-h-6 items-center">
          {name}
        </Link>
        <span className="text-sm text-ink-soft">{t('people', { count: people.length })}</span>
        <AccessBadges active={active} access={access} />
      </p>
      <p className="text-sm text-ink-soft">
        {kinds.length > 0 ? t('kinds', { names: kinds.join(', ') }) : t('noKinds')}
      </p>
      {people.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-4" aria-label={t('peopleOf', { name })}>
          {people.map((person) => (
            <li key={person.id} className="inline-flex flex-wrap items-center gap-2">
              <Link
                href={`/admin/appointments/people/${person.id}`}
                className="text-link inline-flex min-h-6 items-center"
              >
                {person.name}
              </Link>
              <AccessBadges active={person.active} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
