import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { viewWebhook } from '@/lib/usecases/view-webhooks';
import { removeWebhookAction, switchWebhookAction } from '../actions';
import { RenewWebhook } from '../renew-webhook';
import { WebhookForm } from '../webhook-form';
import { webhookWords } from '../webhook-words';
import { DeliveryLog } from './delivery-log';

type Props = { params: Promise<{ webhookId: string }>; searchParams: Promise<{ done?: string }> };

const DONE = ['saved', 'on', 'off', 'sent'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('one') };
}

/** One program that is told: what it was told, and how it is set up. */
export default async function WebhookPage({ params, searchParams }: Props) {
  const [{ webhookId }, { done }] = [await params, await searchParams];
  const view = await viewWebhook(await personOrSignIn(`/admin/api/webhooks/${webhookId}`), { id: webhookId });
  if (!view.ok && (view.refusal.code === 'not_found' || view.refusal.code === 'invalid')) notFound();
  if (!view.ok) return refusedPage(view.refusal);
  const { webhook, deliveries } = view.value;
  const [t, api, words] = [await getTranslations('webhooks'), await getTranslations('api'), await webhookWords()];
  const { id, name, active } = webhook;
  const said = DONE.find((one) => one === done);
  return (
    <>
      <PageHeader
        title={name}
        lead={t(active ? 'onText' : 'offText')}
        crumbs={[
          { href: '/admin/api', label: api('title') },
          { href: '/admin/api/webhooks', label: t('title') },
        ]}
      />
      <div className="flex flex-col gap-8">
        {said && <Notice kind="success">{t(`done.${said}`)}</Notice>}
        <DeliveryLog deliveries={deliveries} active={active} />
        <Card title={t('settings')} id="settings">
          <WebhookForm webhook={webhook} words={words} />
        </Card>
        <Card title={t('secret.title')} id="secret">
          <p className="prose-width mb-4">{t('secret.lead')}</p>
          <RenewWebhook id={id} words={words} />
        </Card>
        <Card title={t('end.title')} id="end">
          <p className="prose-width mb-4">{t(active ? 'end.offText' : 'end.onText')}</p>
          <div className="flex flex-col gap-4">
            <ActForm action={switchWebhookAction} hidden={{ id, active: active ? 'off' : 'on' }} problem={t('problem')}>
              <SubmitButton variant="secondary">{t(active ? 'end.switchOff' : 'end.switchOn')}</SubmitButton>
            </ActForm>
            <TwoSteps open={t('end.remove')}>
              <p>{t('end.removeText')}</p>
              <ActForm action={removeWebhookAction} hidden={{ id }} problem={t('problem')}>
                <SubmitButton variant="danger">{t('end.removeDo', { name })}</SubmitButton>
              </ActForm>
            </TwoSteps>
          </div>
        </Card>
      </div>
    </>
  );
}
