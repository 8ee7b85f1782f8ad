import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { LineChart } from '@/app/_ui/line-chart';
import { formatDate, formatDateTime } from '@/lib/messages/format';
import type { CalendarHealth } from '@/lib/usecases/view-calendar-health';
import { HISTORY_RANGES } from '@/lib/usecases/view-health-history';

type Sample = CalendarHealth['history']['samples'][number];

const CHARTS = {
  lag: ({ lagSeconds }: Sample) => Math.round(lagSeconds / 60),
  failed: ({ failed }: Sample) => failed,
  corrections: ({ corrections }: Sample) => corrections,
} as const;

/** How this calendar stood over time, as small charts with their tables. */
export function HistoryCard({
  linkId,
  history,
  timeZone,
}: { linkId: number } & Pick<CalendarHealth, 'history' | 'timeZone'>) {
  const [t, all, locale] = [useTranslations('tending.history'), useTranslations('health.history'), useLocale()];
  const { range: chosen, samples, since, until, stepMs } = history;
  // Days are those of UTC.
  const label = (at: Date) =>
    chosen === 'month' ? formatDate(at, { locale, timeZone: 'UTC' }) : formatDateTime(at, { locale, timeZone });
  const number = new Intl.NumberFormat(locale);
  return (
    <Card title={t('title')} id="history">
      <p className="prose-width">{t('lead')}</p>
      <nav aria-label={t('range')} className="my-4">
        <ul className="flex flex-wrap gap-3">
          {HISTORY_RANGES.map((range) => (
            <li key={range}>
              <Link
                href={`/admin/health/${linkId}?range=${range}#history`}
                prefetch={false}
                aria-current={range === chosen ? 'true' : undefined}
                className="inline-flex min-h-11 items-center rounded-md border border-line-strong bg-surface px-4 no-underline hover:border-ink aria-[current]:border-2 aria-[current]:border-accent aria-[current]:text-accent"
              >
                {t(range)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {samples.length === 0 ? (
        <p className="prose-width text-ink-soft">{t('empty')}</p>
      ) : (
        <div className="grid items-start gap-8 lg:grid-cols-2">
          {(Object.keys(CHARTS) as (keyof typeof CHARTS)[]).map((chart) => {
            const points = samples.map((sample) => ({ at: sample.at, value: CHARTS[chart](sample) }));
            const title = t(chart);
            const peak = number.format(Math.max(...points.map(({ value }) => value)));
            const last = number.format(points.at(-1)?.value ?? 0);
            return (
              <section key={chart} aria-labelledby={`chart-${chart}`} className="min-w-0">
                <h3 id={`chart-${chart}`} className="mb-2 font-semibold">
                  {title}
                </h3>
                <LineChart
                  points={points}
                  span={{ start: since, end: until }}
                  gapMs={stepMs * 2.5}
                  summary={all('peak', { title, peak, last })}
                  label={label}
                  number={(value) => number.format(value)}
                  table={{ open: all('table'), time: all('time'), value: title }}
                />
              </section>
            );
          })}
        </div>
      )}
    </Card>
  );
}
