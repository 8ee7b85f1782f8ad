import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { RenewPage } from '@/app/(staff)/renew-page';
import { problemText } from '@/lib/messages/problem-text';
import { adminMay } from '@/lib/usecases/admin-may';
import { viewCalendarHealth } from '@/lib/usecases/view-calendar-health';
import { actionHref, isOfIntegration } from '../action-href';
import { TONES } from '../group-links';
import { SituationText } from '../situation-text';
import { ActsCard } from './acts-card';
import { CalendarFacts } from './calendar-facts';
import { ChecksCard } from './checks-card';
import { HistoryCard } from './history-card';
import { TroublesCard } from './troubles-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('health'))('one.title') };
}

type Props = { params: Promise<{ linkId: string }>; searchParams: Promise<{ done?: string; range?: string }> };

const DONE = ['sync', 'resync', 'pause', 'resume'] as const;

/** One calendar: how it stands, what may be done, what may be asked, and what went wrong last. */
export default async function CalendarHealthPage({ params, searchParams }: Props) {
  const [{ linkId }, { done: given, range }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/health/${linkId}`);
  const view = await viewCalendarHealth(actor, { linkId, range }, new Date());
  if (!view.ok && view.refusal.code === 'not_allowed') return refusedPage(view.refusal);
  if (!view.ok) notFound();
  const { row, timeZone, integration, checks, history } = view.value;
  const [t, refusal] = [await getTranslations('health'), await getTranslations('refusal')];
  const done = DONE.find((one) => one === given);
  const here = `/admin/health/${row.linkId}`;
  const href = actionHref(row);
  const waits = Object.values(checks).some((check) => check?.state === 'waiting');
  return (
    <>
      <PageHeader
        title={row.resourceName}
        lead={row.mailbox}
        crumbs={[{ href: '/admin/health', label: t('title') }]}
        aside={
          row.resourceKind === 'space' && (
            <LinkButton href={`/admin/spaces/${row.resourceId}`}>{t('one.space')}</LinkButton>
          )
        }
      />
      {waits && <RenewPage />}
      <div className="flex max-w-4xl flex-col gap-6">
        {done && <Notice kind="success">{t(`one.done.${done}`)}</Notice>}
        <Card
          title={t('one.state')}
          id="state"
          aside={<Badge tone={TONES[row.group]}>{t(`groups.${row.group}`)}</Badge>}
        >
          <p className="prose-width text-lg">
            <SituationText row={row} timeZone={timeZone} />
          </p>
          {row.action && (
            <p className="prose-width mt-3">
              {row.problem ? problemText(row.problem, refusal, row.reader) : t(`advice.${row.action}`)}
              {href !== here && (adminMay(actor).integration || !isOfIntegration(row)) && (
                <span className="mt-3 block">
                  <LinkButton href={href} variant="primary">
                    {t(`action.${row.action}`)}
                  </LinkButton>
                </span>
              )}
            </p>
          )}
          <div className="mt-5">
            <CalendarFacts row={row} timeZone={timeZone} />
          </div>
        </Card>
        <ActsCard row={row} isActive={integration === 'active'} />
        <ChecksCard row={row} checks={checks} timeZone={timeZone} isActive={integration === 'active'} />
        <HistoryCard linkId={row.linkId} history={history} timeZone={timeZone} />
        <TroublesCard row={row} timeZone={timeZone} />
      </div>
    </>
  );
}
