import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { type ApiClientView, viewApiClients } from '@/lib/usecases/view-api-clients';
import { endTokensAction, revokeClientAction } from '../../actions';
import { ApiWords } from '../../api-words';
import { ClientForm } from '../../client-form';
import { RenewForm } from '../../renew-form';

type Props = { params: Promise<{ clientId: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('api'))('title') };
}

/** One program, or `new`: what it may do, its secret, and its end. */
export default async function ClientPage({ params, searchParams }: Props) {
  const [{ clientId }, { done }] = await Promise.all([params, searchParams]);
  const view = await viewApiClients(await personOrSignIn(`/admin/api/clients/${clientId}`), new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const client = view.value.clients.find(({ id }) => String(id) === clientId);
  if (!client && clientId !== 'new') notFound();
  const [t, title] = [await getTranslations('api.client'), (await getTranslations('api'))('title')];
  return (
    <ApiWords>
      <PageHeader
        title={client?.name ?? t('new')}
        lead={client ? t('lead', { id: client.id }) : t('newLead')}
        crumbs={[{ href: '/admin/api', label: title }]}
      />
      <div className="flex flex-col gap-6">
        {done === 'saved' && <Notice kind="success">{t('saved')}</Notice>}
        {done === 'tokens' && <Notice kind="success">{t('tokensEnded')}</Notice>}
        {client?.revokedAt ? (
          <Revoked at={client.revokedAt} />
        ) : (
          <Card title={client && t('settings')} id="settings">
            <ClientForm client={client ?? null} />
          </Card>
        )}
        {client && !client.revokedAt && <KeysAndEnd client={client} />}
      </div>
    </ApiWords>
  );
}

async function Revoked({ at }: { at: Date }) {
  const [t, format] = [await getTranslations('api.client'), await getFormatter()];
  return <Notice kind="info">{t('isRevoked', { at: format.dateTime(at, { dateStyle: 'long' }) })}</Notice>;
}

async function KeysAndEnd({ client: { id, name, formerUntil } }: { client: ApiClientView }) {
  const [t, format] = [await getTranslations('api.client'), await getFormatter()];
  const problem = (await getTranslations('api'))('problem');
  const hidden = { clientId: id };
  const until = formerUntil && formerUntil > new Date() ? formerUntil : null;
  return (
    <>
      <Card title={t('secretTitle')} id="secret">
        <p className="prose-width mb-5">{t('secretLead')}</p>
        {until && (
          <p className="mb-5">
            {t('twoUntil', { until: format.dateTime(until, { dateStyle: 'long', timeStyle: 'short' }) })}
          </p>
        )}
        <RenewForm clientId={id} />
      </Card>
      <Card title={t('ending')} id="ending">
        <div className="flex flex-col items-start gap-5">
          <TwoSteps open={t('endTokens')}>
            <p>{t('endTokensText')}</p>
            <ActForm action={endTokensAction} hidden={hidden} problem={problem}>
              <SubmitButton variant="danger">{t('endTokensDo')}</SubmitButton>
            </ActForm>
          </TwoSteps>
          <TwoSteps open={t('revoke')}>
            <p>{t('revokeText')}</p>
            <ActForm action={revokeClientAction} hidden={hidden} problem={problem}>
              <SubmitButton variant="danger">{t('revokeDo', { name })}</SubmitButton>
            </ActForm>
          </TwoSteps>
        </div>
      </Card>
    </>
  );
}
