import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { queryOf } from '@/app/_ui/query-of';
import type { StatisticsFilter } from '@/lib/usecases/asked-statistics';

type Props = {
  /** Of its heading; also the name of its file, unless that is another one. */
  id: string;
  file?: string;
  title: string;
  /** What the numbers mean. */
  text?: ReactNode;
  filter: StatisticsFilter;
  children: ReactNode;
};

/** One table of statistics: its name, what its numbers mean, the drawing, and the same as a file. */
export async function StatisticsCard({ id, file = id, title, text, filter, children }: Props) {
  const t = await getTranslations('statistics');
  const { from, to, location } = filter;
  return (
    <Card
      id={id}
      title={title}
      className="min-w-0"
      aside={
        <LinkButton
          href={`/admin/statistics/${file}.csv${queryOf({ from, to, location })}`}
          size="small"
          className="max-sm:-ml-3 sm:-mr-3"
          variant="quiet"
          plain
        >
          {t('csvShort')} <span className="sr-only">{t('csv', { title })}</span>
        </LinkButton>
      }
    >
      {text && <div className="prose-width mb-4 text-ink-soft">{text}</div>}
      {children}
    </Card>
  );
}
