import type { Metadata } from 'next';
import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { DataList } from '@/app/_ui/data-list';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { isReadingOpen } from '@/lib/usecases/open-reading';
import { type ApiClientView, viewApiClients } from '@/lib/usecases/view-api-clients';
import { OpenCard } from './open-card';

type Props = { searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('api'))('title') };
}

/** The programs that are let in, what they may do, and how much they ask. */
export default async function ApiPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const now = new Date();
  const view = await viewApiClients(await personOrSignIn('/admin/api'), now);
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('api');
  const { address, clients } = view.value;
  const rows = await Promise.all(clients.map((client) => rowOf(client, now)));
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          <>
            <LinkButton href="/admin/api/webhooks" variant="secondary">
              {(await getTranslations('webhooks'))('title')}
            </LinkButton>
            <LinkButton href="/admin/api/feeds" variant="secondary">
              {(await getTranslations('feeds'))('title')}
            </LinkButton>
          </>
        }
      />
      <div className="flex flex-col gap-8">
        {done === 'revoked' && <Notice kind="success">{t('client.revokedDone')}</Notice>}
        <Card title={t('clients.title')} id="clients">
          <p className="prose-width mb-5">{t('clients.lead')}</p>
          <DataTable
            caption={t('clients.caption')}
            columns={(['name', 'id', 'scopes', 'usage', 'state'] as const).map((key) => ({
              key,
              label: t(`clients.${key}`),
            }))}
            rows={rows}
            empty={<EmptyState title={t('clients.none')}>{t('clients.noneText')}</EmptyState>}
          />
          <div className="mt-5">
            <LinkButton href="/admin/api/clients/new" variant="primary">
              {t('clients.add')}
            </LinkButton>
          </div>
        </Card>
        <Card title={t('address.title')} id="address">
          <DataList
            entries={[
              { term: t('address.base'), detail: <Address value={address} label={t('address.baseCopy')} /> },
              { term: t('address.token'), detail: <code className="font-mono text-sm">POST /1.1/oauth/token</code> },
              {
                term: t('address.docs'),
                detail: (
                  <Link href="/docs/api" className="text-link">
                    {t('address.docsLink')}
                  </Link>
                ),
              },
            ]}
          />
          <p className="prose-width mt-4 text-ink-soft">{t('address.moving')}</p>
        </Card>
        <OpenCard isOpen={await isReadingOpen()} saved={done === 'reading'} />
      </div>
    </>
  );
}

function Address({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex flex-wrap items-center gap-3">
      <code className="font-mono text-sm break-all">{value}</code>
      <CopyButton value={value} label={label} />
    </span>
  );
}

async function rowOf(client: ApiClientView, now: Date) {
  const [t, format] = [await getTranslations('api.clients'), await getFormatter()];
  const { id, name, scopes, usage, revokedAt, formerUntil } = client;
  const day = (at: Date) => format.dateTime(at, { dateStyle: 'medium' });
  const state = revokedAt ? (
    <Badge tone="off">{t('revoked', { at: day(revokedAt) })}</Badge>
  ) : formerUntil && formerUntil > now ? (
    <Badge tone="waiting">{t('renewing', { until: day(formerUntil) })}</Badge>
  ) : (
    <Badge tone="ok">{t('active')}</Badge>
  );
  return {
    key: id,
    cells: [
      <Link key="name" href={`/admin/api/clients/${id}`} className="text-link inline-flex min-h-6 items-center">
        {name}
      </Link>,
      <code key="id" className="font-mono text-sm">
        {id}
      </code>,
      <code key="scopes" className="font-mono text-sm">
        {scopes.join(' ')}
      </code>,
      <span key="usage" className="flex flex-col">
        <span>{t('calls', { count: usage.today })}</span>
        {usage.limited > 0 && <span className="text-attention">{t('limited', { count: usage.limited })}</span>}
        {usage.lastAt && (
          <span className="text-sm text-ink-soft">
            {t('last', { at: format.dateTime(usage.lastAt, { dateStyle: 'short', timeStyle: 'short' }) })}
          </span>
        )}
      </span>,
      state,
    ],
  };
}
