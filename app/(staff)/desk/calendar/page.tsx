import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { CallbackNotice } from '@/app/(staff)/callback-notice';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { mayWaitForAdmin } from '@/lib/usecases/may-wait-for-admin';
import { viewMyCalendar } from '@/lib/usecases/view-my-calendar';
import { AccountCard } from './account-card';
import { ApprovalHelp } from './approval-help';
import { AnswersCard, MoreCalendarsCard } from './choice-cards';
import { ChooseCard } from './choose-card';
import { ConnectCard } from './connect-card';
import { FreeBusyCard } from './free-busy-card';
import { WaitingCard } from './waiting-card';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.calendar'))('title') };
}

type Props = { searchParams: Promise<{ answer?: string; done?: string }> };

export default async function MyCalendarPage({ searchParams }: Props) {
  const { answer: sealed, done } = await searchParams;
  const actor = await personOrSignIn('/desk/calendar');
  const view = await viewMyCalendar(actor, { answer: sealed }, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('desk.calendar');
  const { integration, page, account, link, onlyRead, ending, choices, wish, approval, answer, description } =
    view.value;
  const refused = answer !== null && !answer.connected;
  const [cases, more] = [await getTranslations('cases'), await getTranslations('myCalendar')];
  const next = answer?.connected && answer.chosen ? more('doneChosen') : link ? '' : t('nextChoose');
  const waits = page !== null && !account && integration === 'active' && (wish?.refusedAt || wish?.approvedAt);
  const chosen = (['freeBusy', 'moreCalendars', 'policy'] as const).find((one) => one === done);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={page && <LinkButton href="/desk/feed">{(await getTranslations('feeds'))('toOwn')}</LinkButton>}
      />
      <div className="group/calendar flex flex-col gap-6">
        {integration !== 'active' && (
          <Notice kind="attention" still>
            {t(integration)}
          </Notice>
        )}
        <CallbackNotice answer={answer} connected={`${t('done.connected')} ${next}`} />
        {(done === 'saved' || done === 'disconnected') && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        {done === 'renewed' && <Notice kind="success">{more('renew.done')}</Notice>}
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
              <ChooseCard account={account} link={link} wish={wish} integration={integration} />
            )}
            {link && integration === 'active' && account.status === 'active' && (
              <MoreCalendarsCard account={account} link={link} onlyRead={onlyRead} timeZone={page.timeZone} />
            )}
            {choices && (
              <>
                <FreeBusyCard choices={choices} mayLook={integration === 'active' && account.status === 'active'} />
                <AnswersCard choices={choices} />
              </>
            )}
          </>
        ) : (
          <>
            {waits && <WaitingCard wish={wish} approvalUrl={approval?.asAsked ?? null} timeZone={page.timeZone} />}
            <ConnectCard integration={integration} wish={wish} description={description} />
          </>
        )}
        {page && integration === 'active' && (!account || refused) && (
          <ApprovalHelp
            approval={waits ? null : approval}
            follows={account === null || account.status !== 'needs_reauth'}
            open={refused && mayWaitForAdmin(answer.refusal)}
          />
        )}
      </div>
    </>
  );
}
