import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { EmptyState } from '@/app/_ui/empty-state';
import { LineChart } from '@/app/_ui/line-chart';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDateTime } from '@/lib/messages/format';
import { HISTORY_RANGES, type HistoryView, viewHealthHistory } from '@/lib/usecases/view-health-history';
import { HealthNav } from '../health-nav';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('health'))('history.title') };
}

type Props = { searchParams: Promise<{ range?: string }> };

export default async function HistoryPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/admin/health/history');
  const view = await viewHealthHistory(actor, await searchParams, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('health.history');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <HealthNav />
      <nav aria-label={t('range')} className="mb-6">
        <ul className="flex flex-wrap gap-3">
          {HISTORY_RANGES.map((range) => (
            <li key={range}>
              <Link
                href={`/admin/health/history?range=${range}`}
                prefetch={false}
                aria-current={range === view.value.range ? 'page' : undefined}
                className="inline-flex min-h-11 items-center rounded-md border border-line-strong bg-surface px-4 no-underline hover:border-ink aria-[current]:border-2 aria-[current]:border-accent aria-[current]:text-accent"
              >
                {t(range)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {view.value.samples.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <Charts view={view.value} />
      )}
    </>
  );
}

type Sample = HistoryView['samples'][number];

const CHARTS = {
  attention: (sample: Sample) => sample.attention,
  waiting: (sample: Sample) => sample.waiting,
  lag: (sample: Sample) => Math.round(sample.lagSeconds / 60),
  failed: (sample: Sample) => sample.failed,
} as const;

async function Charts({ view: { samples, last, since, until, stepMs, timeZone } }: { view: HistoryView }) {
  const [t, locale] = [await getTranslations('health.history'), await getLocale()];
  const number = new Intl.NumberFormat(locale);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      {(Object.keys(CHARTS) as (keyof typeof CHARTS)[]).map((chart) => {
        const points = samples.map((sample) => ({ at: sample.at, value: CHARTS[chart](sample) }));
        const title = t(chart);
        const peak = number.format(Math.max(...points.map(({ value }) => value)));
        return (
          <Card key={chart} title={title} id={`chart-${chart}`} className="min-w-0">
            <LineChart
              points={points}
              span={{ start: since, end: until }}
              gapMs={stepMs * 2.5}
              summary={t('peak', { title, peak, last: number.format(last ? CHARTS[chart](last) : 0) })}
              label={(at) => formatDateTime(at, { locale, timeZone })}
              number={(value) => number.format(value)}
              table={{ open: t('table'), time: t('time'), value: title }}
            />
          </Card>
        );
      })}
    </div>
  );
}
