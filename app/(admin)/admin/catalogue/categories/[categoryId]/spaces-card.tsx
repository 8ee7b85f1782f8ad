import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import type { CategoryView } from '@/lib/usecases/view-catalogue';
import { AccessBadges } from '../../access-badges';
import { OrderButtons } from '../../order-buttons';

type Props = { categoryId: number; spaces: CategoryView['spaces'] };

/** The spaces of a category in the order in which patrons see them. */
export function SpacesCard({ categoryId, spaces }: Props) {
  const t = useTranslations('catalogue');
  return (
    <Card title={t('space.list')} id="spaces">
      <ul className="mb-4 flex flex-col divide-y divide-line">
        {spaces.map(({ id, name, capacity, zone, active, isSeat, isContainer }, place) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <span className="flex flex-wrap items-center gap-3">
              <Link href={`/admin/spaces/${id}/edit`} className="text-link inline-flex min-h-6 items-center">
                {name}
              </Link>
              <span className="text-sm text-ink-soft">
                {[capacity !== null && t('space.capacityOf', { count: capacity }), zone].filter(Boolean).join(' · ')}
              </span>
              {isSeat && <Badge>{t('space.seat')}</Badge>}
              {isContainer && <Badge>{t('space.container')}</Badge>}
              <AccessBadges active={active} />
            </span>
            <OrderButtons kind="space" id={id} name={name} isFirst={place === 0} isLast={place === spaces.length - 1} />
          </li>
        ))}
      </ul>
      <LinkButton href={`/admin/spaces/new?category=${categoryId}`} icon="plus">
        {t('space.add')}
      </LinkButton>
    </Card>
  );
}
