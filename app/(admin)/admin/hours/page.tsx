import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { PageHeader } from '@/app/_ui/page-header';
import { spansText } from '@/app/(patron)/opening-words';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewHoursPlaces } from '@/lib/usecases/view-hours';
import { ownerPath } from './owner-crumbs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hours.admin'))('title') };
}

/** Where to begin: every location, with its hours of today. */
export default async function HoursPage() {
  const actor = await personOrSignIn('/admin/hours');
  const answer = await viewHoursPlaces(actor, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const [t, words, locale] = [
    await getTranslations('hours.admin'),
    await getTranslations('hours.words'),
    await getLocale(),
  ];
  const rows = answer.value.map(({ id, name, today, note }) => {
    const hours = spansText(today, words, locale);
    const link = (
      <Link
        key="name"
        href={ownerPath({ level: 'location', id })}
        className="text-link inline-flex min-h-6 items-center"
      >
        {name}
      </Link>
    );
    return { key: id, cells: [link, note ? t('noted', { hours, note }) : hours] };
  });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <DataTable
        caption={t('title')}
        columns={[
          { key: 'place', label: t('place') },
          { key: 'today', label: t('today') },
        ]}
        rows={rows}
        empty={<EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      />
    </>
  );
}
