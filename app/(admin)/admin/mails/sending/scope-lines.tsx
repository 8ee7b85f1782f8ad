import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import { Notice } from '@/app/_ui/notice';

const OBJECT_ID = 'OBJECT-ID';

/** RBAC for Applications in Exchange Online: the right to send, limited to one mailbox (entra-oauth §8). */
const commands = (clientId: string, mailbox: string) =>
  [
    'Connect-ExchangeOnline',
    `New-ServicePrincipal -AppId ${clientId} -ObjectId ${OBJECT_ID} -DisplayName "Carrel"`,
    `New-ManagementScope -Name "Carrel mail" -RecipientRestrictionFilter "PrimarySmtpAddress -eq '${mailbox}'"`,
    `New-ManagementRoleAssignment -App ${clientId} -Role "Application Mail.Send" -CustomResourceScope "Carrel mail"`,
    `Test-ServicePrincipalAuthorization -Identity ${clientId} -Resource ${mailbox}`,
  ].join('\n');

type Props = {
  clientId: string;
  /** The one that is typed or chosen, or most likely to be. */
  mailbox: string;
  open: boolean;
};

/** Which right is needed, who gives it, and how: to be handed over as it stands. */
export function ScopeLines({ clientId, mailbox, open }: Props) {
  const t = useTranslations('mails.sending');
  const lines = commands(clientId, mailbox);
  return (
    <details className="mt-6 border-t border-line pt-4" open={open}>
      <summary className="min-h-6 cursor-pointer font-semibold text-accent">{t('itTitle')}</summary>
      <div className="mt-3 flex flex-col gap-4">
        <p className="prose-width">{t('itLead', { objectId: OBJECT_ID })}</p>
        <pre className="rounded-sm bg-sunken p-3 text-sm break-all whitespace-pre-wrap">
          <code>{lines}</code>
        </pre>
        <p>
          <CopyButton value={lines} label={t('copyCommands')} />
        </p>
        <Notice kind="attention" title={t('itWarningTitle')} still>
          {t('itWarning')}
        </Notice>
        <p className="prose-width">{t('itDelay')}</p>
        <p className="prose-width">{t('itLimits')}</p>
      </div>
    </details>
  );
}
