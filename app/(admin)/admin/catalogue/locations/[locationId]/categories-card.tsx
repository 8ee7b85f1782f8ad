import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import type { CatalogueView } from '@/lib/usecases/view-catalogue';
import { AccessBadges } from '../../access-badges';
import { OrderButtons } from '../../order-buttons';

type Props = { location: { id: number; name: string }; categories: CatalogueView[number]['categories'] };

export function CategoriesCard({ location, categories }: Props) {
  const t = useTranslations('catalogue');
  return (
    <Card title={t('category.list')} id="categories">
      <p className="prose-width mb-4 text-ink-soft">{t('category.listLead')}</p>
      <ul className="mb-4 flex flex-col divide-y divide-line">
        {categories.map((category, place) => (
          <li key={category.id} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span className="flex flex-wrap items-center gap-3">
              <Link
                href={`/admin/catalogue/categories/${category.id}`}
                className="text-link inline-flex min-h-6 items-center"
              >
                {category.name}
              </Link>
              <AccessBadges {...category} />
            </span>
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
      <LinkButton href={`/admin/catalogue/categories/new?location=${location.id}`} icon="plus">
        {t('category.add')}
      </LinkButton>
    </Card>
  );
}
