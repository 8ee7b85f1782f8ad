import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewCredentials } from '@/lib/usecases/view-credentials';
import { viewSync } from '@/lib/usecases/view-sync';
import { viewUntakenWebhooks } from '@/lib/usecases/view-untaken-webhooks';
import { workersNow } from '../../workers-now';
import { CredentialNotice } from '../integrations/credential-notice';
import { CalendarsTable } from './calendars-table';
import { type Asked, FilterForm } from './filter-form';
import { GroupLinks } from './group-links';
import { HealthNav } from './health-nav';
import { PageLinks } from './page-links';
import { RegistrationNotice } from './registration-notice';
import { StandNotice } from './stand-notice';
import { UntakenNotice } from './untaken-notice';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('health'))('title') };
}

type Props = { searchParams: Promise<Asked & { page?: string }> };

/** How every calendar stands, those that need a person first; no request to Microsoft is made for it. */
export default async function HealthPage({ searchParams }: Props) {
  const asked = await searchParams;
  const actor = await personOrSignIn('/admin/health');
  const [now, t] = [new Date(), await getTranslations('health')];
  const [view, workers] = [await viewSync(actor, asked, now), await workersNow()];
  if (!view.ok) return refusedPage(view.refusal);
  if (!workers.ok) return refusedPage(workers.refusal);
  const { rows, counts, page, pages, timeZone, integration, registration } = view.value;
  // Its end is told where everything else that needs a person is; whoever has not all of the library cannot mend it.
  const credentials = view.value.whole && integration === 'active' ? await viewCredentials(actor, now) : null;
  const untaken = await viewUntakenWebhooks(actor, now);
  const keep = { group: asked.group, kind: asked.kind, search: asked.search };
  const isFiltered = Object.values(keep).some(Boolean);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <HealthNav whole={view.value.whole} />
      <div className="flex flex-col gap-6">
        {credentials?.ok && credentials.value?.current.daysLeft != null && (
          <CredentialNotice view={credentials.value} />
        )}
        {registration && <RegistrationNotice registration={registration} mayMend={view.value.whole} />}
        {(!registration || counts.attention > 0) && (
          <StandNotice
            integration={integration}
            workers={workers.value}
            attention={counts.attention}
            mayMend={view.value.whole}
          />
        )}
        {untaken.ok && <UntakenNotice untaken={untaken.value} />}
        <GroupLinks counts={counts} keep={keep} />
        <FilterForm asked={asked} />
        {rows.length > 0 ? (
          <>
            <CalendarsTable rows={rows} timeZone={timeZone} whole={view.value.whole} />
            <PageLinks path="/admin/health" page={page} pages={pages} keep={keep} />
          </>
        ) : isFiltered ? (
          <EmptyState
            title={t('calendars.noneFound')}
            action={<LinkButton href="/admin/health">{t('calendars.all')}</LinkButton>}
          >
            {t('calendars.noneFoundText')}
          </EmptyState>
        ) : (
          <EmptyState
            title={t('calendars.none')}
            action={view.value.whole && <LinkButton href="/admin/integrations">{t('calendars.begin')}</LinkButton>}
          >
            {t('calendars.noneText')}
          </EmptyState>
        )}
      </div>
    </>
  );
}
