import { useLocale, useTranslations } from 'next-intl';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { EndingFields } from '@/app/(staff)/ending-fields';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { formatDateTime } from '@/lib/messages/format';
import { problemText } from '@/lib/messages/problem-text';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';
import { connectAction, disconnectAction } from './actions';

type Props = {
  account: NonNullable<MyCalendarView['account']>;
  link: MyCalendarView['link'];
  timeZone: string;
  integration: MyCalendarView['integration'];
  ending: MyCalendarView['ending'];
};

/** Nothing else helps. */
const CHOOSE_ANOTHER = new Set(['gone']);

/** The connected account, how it stands, and the way out. */
export function AccountCard({ account, link, timeZone, integration, ending }: Props) {
  const [t, more, locale] = [useTranslations('desk.calendar'), useTranslations('myCalendar'), useLocale()];
  const [teams, refusal] = [useTranslations('onlineMeetings'), useTranslations('refusal')];
  const at = (moment: Date | null) => (moment ? formatDateTime(moment, { locale, timeZone }) : t('never'));
  const trouble = link?.trouble ?? null;
  const mayReconnect =
    account.status === 'needs_reauth' ||
    account.missing.length > 0 ||
    trouble === 'denied' ||
    trouble === 'write_denied';
  // No more is asked for than before.
  const asBefore: Record<string, string> = {
    ...((link?.writes ?? account.mayWrite) && { writes: 'on' }),
    // A calendar that is neither written nor read may be asked for again, too.
    ...((!link?.writes || link.reads) && { reads: 'on' }),
  };
  const agreement = link?.agreement ?? (account.status === 'active' ? 'not_connected' : 'needs_person');
  return (
    <Card title={t('accountTitle')} id="account">
      {account.status !== 'active' && (
        <div className="mb-4">
          <Notice kind="attention" still>
            {t(`status.${account.blocked ? 'blocked' : account.status}`)}{' '}
            {account.problem && problemText(account.problem, refusal, 'staff')}
          </Notice>
        </div>
      )}
      {account.missing.length > 0 && (
        <div className="mb-4">
          <Notice kind="attention" still>
            {t('missingScopes', { permissions: account.missing.join(', ') })}
          </Notice>
        </div>
      )}
      {link?.trouble && (
        <div className="mb-4">
          <Notice
            kind="attention"
            still
            action={
              CHOOSE_ANOTHER.has(link.trouble) && (
                <LinkButton href="#choose" variant="secondary">
                  {more('trouble.choose')}
                </LinkButton>
              )
            }
          >
            {more(`trouble.${link.trouble}`)}
          </Notice>
        </div>
      )}
      {link && !link.writes && (
        <div className="mb-4">
          <Notice kind="info" title={more('readOnly.title')} still>
            {more('readOnly.text')} {more('readOnly.more')} {!account.mayWrite && more('readOnly.asksMore')}
          </Notice>
        </div>
      )}
      <DataList
        entries={[
          { term: t('account'), detail: <span className="break-all">{account.name}</span> },
          { term: t('agreement'), detail: <AgreementMark state={agreement} /> },
          ...(link
            ? [
                { term: t('which'), detail: link.calendarName },
                { term: teams('term'), detail: teams(link.teams) },
                { term: t('lastRead'), detail: at(link.lastReadAt) },
                ...(link.writes
                  ? [
                      { term: t('lastWrite'), detail: at(link.lastWriteAt) },
                      { term: t('events'), detail: link.mirrors },
                    ]
                  : []),
                { term: t('blocks'), detail: link.blocks },
              ]
            : []),
        ]}
      />
      <div className="mt-6 flex flex-col items-start gap-4">
        {mayReconnect && integration === 'active' && (
          <ActForm action={connectAction} problem={t('errorTitle')} hidden={asBefore}>
            <SubmitButton icon="link" pendingLabel={t('connecting')}>
              {t('reconnect')}
            </SubmitButton>
          </ActForm>
        )}
        <TwoSteps open={t('disconnect')}>
          <p className="prose-width">
            {t('disconnectText', ending)} {t('disconnectLater')}
          </p>
          <ActForm
            action={disconnectAction}
            hidden={{ connectionId: account.connectionId }}
            problem={t('errorTitle')}
            className="flex flex-col items-start gap-4"
          >
            <EndingFields id="disconnect" events={0} blocks={link?.blocks ?? 0} active={false} />
            <SubmitButton variant="danger" pendingLabel={t('disconnecting')}>
              {t('disconnectConfirm')}
            </SubmitButton>
          </ActForm>
        </TwoSteps>
      </div>
    </Card>
  );
}
