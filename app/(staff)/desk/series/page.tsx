import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDateTime } from '@/lib/messages/format';
import { deskMay } from '@/lib/usecases/desk-may';
import { viewSeriesList } from '@/lib/usecases/view-series-list';
import { ruleText } from './rule-text';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('series.list'))('title') };
}

export default async function SeriesListPage() {
  const actor = await personOrSignIn('/desk/series');
  const answer = await viewSeriesList(actor, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const [t, rules, nav] = [
    await getTranslations('series.list'),
    await getTranslations('series.rule'),
    await getTranslations('series.nav'),
  ];
  const locale = await getLocale();
  const columns = (['what', 'who', 'next', 'left'] as const).map((key) => ({ key, label: t(key) }));
  const rows = answer.value.map((series) => ({
    key: series.id,
    cells: [
      <Link key="what" href={`/desk/series/${series.id}`}>
        <span className="inline-block min-w-40">
          {series.spaces.join(', ')}: {series.rule ? ruleText(series.rule, rules, locale) : t('once')}
        </span>
      </Link>,
      series.isBlock ? t('blocked', { note: series.note }) : series.patronName || t('anonymous'),
      <span key="next" className="whitespace-nowrap">
        {formatDateTime(series.next, { locale, timeZone: series.timeZone })}
      </span>,
      <span key="left" className="flex flex-wrap items-center gap-2">
        {series.upcoming}
        {series.state === 'working' && <Badge tone="waiting">{t('working')}</Badge>}
        {series.lost > 0 && <Badge tone="attention">{t('lost', { count: series.lost })}</Badge>}
      </span>,
    ],
  }));
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={deskMay(actor).book && <LinkButton href="/desk/book">{nav('book')}</LinkButton>}
      />
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={rows}
        empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
      />
    </>
  );
}
