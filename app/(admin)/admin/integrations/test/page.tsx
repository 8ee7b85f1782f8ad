import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewPreflight } from '@/lib/usecases/view-preflight';
import { PreflightForm } from './preflight-form';
import { PreflightResult } from './preflight-result';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('setup.preflight'))('title') };
}

export default async function PreflightPage() {
  const actor = await personOrSignIn('/admin/integrations/test');
  const answer = await viewPreflight(actor, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const view = answer.value;
  const [t, links] = [await getTranslations('setup.preflight'), await getTranslations('setup.links')];
  const page = (await getTranslations('admin.integrations'))('title');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/admin/integrations', label: page }]} />
      <div className="flex flex-col gap-6">
        <PreflightResult view={view} />
        <Card>
          {view.integration === null ? (
            <p className="flex flex-wrap items-center gap-4">
              {t('saveFirst')}
              <LinkButton href="/admin/integrations" variant="secondary">
                {t('toSettings')}
              </LinkButton>
            </p>
          ) : (
            <PreflightForm room={view.last?.room ?? ''} again={view.last !== null} />
          )}
        </Card>
        <p className="flex flex-wrap gap-3">
          <LinkButton href="/admin/integrations/guide#paste" variant="secondary">
            {links('guide')}
          </LinkButton>
          <LinkButton href="/admin/integrations" variant="secondary">
            {page}
          </LinkButton>
        </p>
      </div>
    </>
  );
}
