import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { EndingFields } from '@/app/(staff)/ending-fields';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { problemText } from '@/lib/messages/problem-text';
import type { SpaceLinkView } from '@/lib/usecases/view-space-link';
import { authorizeAction, endAccountAction } from './actions';

type Account = SpaceLinkView['accounts'][number];
type Props = {
  accounts: Account[];
  spaceId: number;
  active: boolean;
  linked: boolean;
  roomMode: SpaceLinkView['roomMode'];
};

/** Accounts that may edit rooms' calendars; one serves for all rooms it has rights to. */
export function AccountsCard({ accounts: all, spaceId, active, linked, roomMode }: Props) {
  const t = useTranslations('admin.space');
  const accounts = all.filter(({ mode }) => mode === 'delegated');
  const byApp = roomMode === 'app';
  return (
    <Card title={t('accountTitle')} id="accounts">
      <p className="prose-width">{t(byApp ? 'accountApp' : 'accountLead')}</p>
      {byApp && accounts.length > 0 && <p className="prose-width mt-3">{t('accountsBefore')}</p>}
      {accounts.length > 0 && (
        <ul aria-label={t('accounts')} className="mt-4 divide-y divide-line border-y border-line">
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} spaceId={spaceId} active={active} />
          ))}
        </ul>
      )}
      {active && !byApp && (
        <ActForm
          action={authorizeAction}
          hidden={{ spaceId }}
          problem={t('errorTitle')}
          className="mt-5 flex flex-col items-start gap-4"
        >
          {accounts.length === 0 && (
            <p className="prose-width text-sm text-ink-soft">
              {t('permissions')} <code className="break-all">offline_access</code>,{' '}
              <code className="break-all">User.Read</code>, <code className="break-all">Calendars.ReadWrite</code>,{' '}
              <code className="break-all">Calendars.ReadWrite.Shared</code>.
            </p>
          )}
          <SubmitButton
            variant={accounts.length === 0 && !linked ? 'primary' : 'secondary'}
            icon="link"
            pendingLabel={t('authorizing')}
          >
            {t(accounts.length === 0 ? 'authorize' : 'authorizeAnother')}
          </SubmitButton>
        </ActForm>
      )}
    </Card>
  );
}

function AccountRow({ account, spaceId, active }: { account: Account; spaceId: number; active: boolean }) {
  const [t, own, refusal] = [
    useTranslations('admin.space'),
    useTranslations('tending.account'),
    useTranslations('refusal'),
  ];
  return (
    <li className="flex flex-col gap-3 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium break-all">{account.name}</span>
        <span className="text-sm text-ink-soft">{t('connectedBy', { name: account.by })}</span>
        <Badge tone={account.status === 'active' ? 'ok' : 'attention'}>
          {t(`status.${account.blocked ? 'blocked' : account.status}`)}
        </Badge>
      </div>
      {account.status !== 'active' && (
        <div className="flex flex-col items-start gap-2">
          {account.problem && <p className="prose-width">{problemText(account.problem, refusal)}</p>}
          {account.code && <p className="text-sm text-ink-soft">{own('said', { words: account.code })}</p>}
          <LinkButton href="/admin/health?group=attention" variant="quiet" size="small">
            {own('accounts')}
          </LinkButton>
        </div>
      )}
      {account.missing.length > 0 && (
        <Notice kind="attention" still>
          {t('missing', { permissions: account.missing.join(', ') })}
        </Notice>
      )}
      <div className="flex flex-wrap items-start gap-3">
        {active && (account.status === 'needs_reauth' || account.missing.length > 0) && (
          <ActForm action={authorizeAction} hidden={{ spaceId, reconnectId: account.id }} problem={t('errorTitle')}>
            <SubmitButton icon="link" pendingLabel={t('authorizing')}>
              {t('reconnect')}
            </SubmitButton>
          </ActForm>
        )}
        <TwoSteps open={t('end')}>
          <p className="prose-width">{t('endText', { count: account.links })}</p>
          <ActForm
            action={endAccountAction}
            hidden={{ spaceId, connectionId: account.id }}
            problem={t('errorTitle')}
            className="flex flex-col items-start gap-4"
          >
            <EndingFields
              id={`end-${account.id}`}
              events={account.events}
              blocks={account.blocks}
              active={active && account.status === 'active'}
            />
            <SubmitButton variant="danger">{t('endConfirm')}</SubmitButton>
          </ActForm>
        </TwoSteps>
      </div>
    </li>
  );
}
