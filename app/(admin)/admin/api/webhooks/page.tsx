import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewWebhooks, type WebhookRecord } from '@/lib/usecases/view-webhooks';

type Props = { searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') };
}

/** The programs that are told what happens to bookings. */
export default async function WebhooksPage({ searchParams }: Props) {
  const view = await viewWebhooks(await personOrSignIn('/admin/api/webhooks'));
  if (!view.ok) return refusedPage(view.refusal);
  const [t, api] = [await getTranslations('webhooks'), await getTranslations('api')];
  const rows = await Promise.all(view.value.map(rowOf));
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/admin/api', label: api('title') }]} />
      <div className="flex flex-col gap-6">
        {(await searchParams).done === 'removed' && <Notice kind="success">{t('done.removed')}</Notice>}
        <DataTable
          caption={t('title')}
          columns={(['name', 'events', 'messages', 'state'] as const).map((key) => ({ key, label: t(`list.${key}`) }))}
          rows={rows}
          empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
        />
        <div>
          <LinkButton href="/admin/api/webhooks/new">{t('add')}</LinkButton>
        </div>
      </div>
    </>
  );
}

async function rowOf({ id, name, url, events, active, waiting, failed }: WebhookRecord) {
  const t = await getTranslations('webhooks');
  return {
    key: id,
    cells: [
      <span key="name" className="flex flex-col">
        <Link href={`/admin/api/webhooks/${id}`} className="text-link inline-flex min-h-6 items-center">
          {name}
        </Link>
        <code className="font-mono text-sm font-normal break-all text-ink-soft">{new URL(url).host}</code>
      </span>,
      events.map((event) => t(`event.${event}`)).join(', '),
      <span key="messages" className="flex flex-col">
        {waiting > 0 && <span>{t('waiting', { count: waiting })}</span>}
        {failed > 0 && <span className="text-attention">{t('failed', { count: failed })}</span>}
        {waiting + failed === 0 && t('allTold')}
      </span>,
      <Badge key="state" tone={active ? 'ok' : 'off'}>
        {t(active ? 'on' : 'off')}
      </Badge>,
    ],
  };
}
