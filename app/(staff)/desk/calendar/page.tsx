import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { CallbackNotice } from '@/app/(staff)/callback-notice';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { viewMyCalendar } from '@/lib/usecases/view-my-calendar';
import { AccountCard } from './account-card';
import { ApprovalHelp } from './approval-help';
import { AnswersCard, FreeBusyCard, MoreCalendarsCard } from './choice-cards';
import { ChooseCard } from './choose-card';
import { ConnectCard } from './connect-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.calendar'))('title') };
}

type Props = { searchParams: Promise<{ answer?: string; done?: string }> };

export default async function MyCalendarPage({ searchParams }: Props) {
  const { answer: sealed, done } = await searchParams;
  const actor = await personOrSignIn('/desk/calendar');
  const view = await viewMyCalendar(actor, { answer: sealed }, new Date());
  if (!view.ok) return null;
  const t = await getTranslations('desk.calendar');
  const { integration, page, account, link, onlyRead, ending, choices, approvalUrl, answer } = view.value;
  const refused = answer !== null && !answer.connected;
  const cases = await getTranslations('cases');
  const chosen = (['freeBusy', 'moreCalendars', 'policy'] as const).find((one) => one === done);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-6">
        {integration !== 'active' && (
          <Notice kind="attention" still>
            {t(integration)}
          </Notice>
        )}
        <CallbackNotice answer={answer} connected={`${t('done.connected')} ${link ? '' : t('nextChoose')}`} />
        {(done === 'saved' || done === 'disconnected') && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {chosen && <Notice kind="success">{cases(`${chosen}.saved`)}</Notice>}
        {!page ? (
          <EmptyState title={t('noPageTitle')}>{t('noPage')}</EmptyState>
        ) : account ? (
          <>
            <AccountCard
              account={account}
              link={link}
              timeZone={page.timeZone}
              integration={integration}
              ending={ending}
            />
            {account.status !== 'needs_reauth' && (
              <ChooseCard account={account} link={link} integration={integration} />
            )}
            {link && integration === 'active' && account.status === 'active' && (
              <MoreCalendarsCard account={account} link={link} onlyRead={onlyRead} timeZone={page.timeZone} />
            )}
            {choices && (
              <>
                <FreeBusyCard choices={choices} />
                <AnswersCard choices={choices} />
              </>
            )}
          </>
        ) : (
          <ConnectCard integration={integration} />
        )}
        {page && integration === 'active' && (!account || refused) && (
          <ApprovalHelp approvalUrl={approvalUrl} open={refused} />
        )}
      </div>
    </>
  );
}
