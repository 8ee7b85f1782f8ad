import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewWebhooks } from '@/lib/usecases/view-webhooks';
import { WebhookForm } from '../webhook-form';
import { webhookWords } from '../webhook-words';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('add') };
}

export default async function NewWebhookPage() {
  const view = await viewWebhooks(await personOrSignIn('/admin/api/webhooks/new'));
  if (!view.ok) return refusedPage(view.refusal);
  const [t, api] = [await getTranslations('webhooks'), await getTranslations('api')];
  return (
    <>
      <PageHeader
        title={t('add')}
        lead={t('addLead')}
        crumbs={[
          { href: '/admin/api', label: api('title') },
          { href: '/admin/api/webhooks', label: t('title') },
        ]}
      />
      <Card>
        <WebhookForm webhook={null} words={await webhookWords()} />
      </Card>
    </>
  );
}
