import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { UnmediatedNotice } from '@/app/(staff)/unmediated-notice';
import { viewRequests } from '@/lib/usecases/view-requests';
import { RequestCard } from './request-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mediation.requests'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

const DONE = ['confirmed', 'pending_remote', 'denied'] as const;

export default async function RequestsPage({ searchParams }: Props) {
  const { done: given } = await searchParams;
  const actor = await personOrSignIn('/desk/requests');
  const view = await viewRequests(actor, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const { requests, more, mayDecide } = view.value;
  const [t, only] = [await getTranslations('mediation.requests'), await getTranslations('readOnly')];
  const done = DONE.find((one) => one === given);
  return (
    <>
      <PageHeader title={t('title')} lead={mayDecide ? t('lead') : only('requests')} />
      <UnmediatedNotice />
      <div className="flex flex-col gap-6">
        {done && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {requests.length === 0 && (
          <EmptyState title={t('empty')}>{mayDecide ? t('emptyText') : only('noRequests')}</EmptyState>
        )}
        {requests.map((one) => (
          <RequestCard key={one.publicId} one={one} mayDecide={mayDecide} />
        ))}
        {more > 0 && <p>{t('more', { count: more })}</p>}
      </div>
    </>
  );
}
