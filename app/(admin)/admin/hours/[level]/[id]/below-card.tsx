import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { classNames } from '@/app/_ui/class-names';
import type { HoursView } from '@/lib/usecases/view-hours';
import { ownerPath } from '../../owner-crumbs';

type Category = HoursView['categories'][number];
type Child = Omit<Category, 'spaces'>;

const isOwn = ({ weeks, exceptions }: Child) => weeks > 0 || exceptions > 0;

/** What opens as this owner does, and what says something of its own. */
export function BelowCard({ view: { owner, categories } }: { view: HoursView }) {
  const t = useTranslations('hours.admin');
  if (categories.length === 0) return null;
  if (owner.level === 'category')
    return (
      <Card title={t('belowCategory')} id="below">
        {categories.map((one) => (
          <Spaces key={one.id} category={one} />
        ))}
      </Card>
    );
  return (
    <Card title={t('below')} id="below">
      <p className="prose-width mb-4 text-ink-soft">{t('belowLead')}</p>
      <ul className="flex flex-col">
        {categories.map((one) => (
          <li key={one.id} className="border-t border-line py-3 first:border-t-0">
            <Row level="category" child={one} above={owner.name} strong />
            <Spaces category={one} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Those with something of their own in sight; the rest, who follow, one press away. */
function Spaces({ category: { name, spaces } }: { category: Category }) {
  const t = useTranslations('hours.admin');
  const [own, others] = [spaces.filter(isOwn), spaces.filter((one) => !isOwn(one))];
  return (
    <div className="pl-4">
      {own.length > 0 && (
        <ul>
          {own.map((one) => (
            <li key={one.id}>
              <Row level="space" child={one} above={name} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <details>
          <summary className="inline-flex min-h-8 cursor-pointer items-center text-sm text-ink-soft underline underline-offset-4">
            {t('more', { count: others.length, name })}
          </summary>
          <ul className="mt-1 flex flex-wrap gap-x-5">
            {others.map(({ id, name }) => (
              <li key={id}>
                <Link href={ownerPath({ level: 'space', id })} className="text-link inline-flex min-h-8 items-center">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type RowProps = { level: 'category' | 'space'; child: Child; above: string; strong?: boolean };

function Row({ level, child: { id, name, weeks, exceptions }, above, strong }: RowProps) {
  const t = useTranslations('hours.admin');
  return (
    <p className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <Link href={ownerPath({ level, id })} className={classNames('text-link', strong && 'font-semibold')}>
        {name}
      </Link>
      {weeks > 0 ? <Badge>{t('own')}</Badge> : <span className="text-ink-soft">{t('same', { name: above })}</span>}
      {exceptions > 0 && <Badge>{t('differing', { count: exceptions })}</Badge>}
    </p>
  );
}
