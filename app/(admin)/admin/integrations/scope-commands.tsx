import { useTranslations } from 'next-intl';
import { CopyButton } from '@/app/_ui/copy-button';
import { Notice } from '@/app/_ui/notice';

/** To be replaced before the lines are run. */
export const SCOPE_OBJECT = 'OBJECT-ID';
/** Before anything is registered. */
export const SCOPE_PLACEHOLDER = 'APPLICATION-ID';
export const SCOPE_ROOM = 'room@your-domain.example';

/** RBAC for Applications in Exchange Online: the application's right, limited to room mailboxes (entra-oauth §8). */
export const scopeCommands = (clientId: string) =>
  [
    'Connect-ExchangeOnline',
    `New-ServicePrincipal -AppId ${clientId} -ObjectId ${SCOPE_OBJECT} -DisplayName "Carrel"`,
    `New-ManagementScope -Name "Carrel rooms" -RecipientRestrictionFilter "RecipientTypeDetails -eq 'RoomMailbox'"`,
    `New-ManagementRoleAssignment -App ${clientId} -Role "Application Calendars.ReadWrite" -CustomResourceScope "Carrel rooms"`,
    `Test-ServicePrincipalAuthorization -Identity ${clientId} -Resource ${SCOPE_ROOM}`,
  ].join('\n');

/** What IT does once, to be handed over as it stands. */
export function ScopeCommands({ clientId, open }: { clientId: string; open: boolean }) {
  const t = useTranslations('admin.integrations.rooms');
  const lines = scopeCommands(clientId);
  return (
    <details className="mt-4 border-t border-line pt-4" open={open}>
      <summary className="min-h-6 cursor-pointer font-semibold text-accent">{t('itTitle')}</summary>
      <div className="mt-3 flex flex-col gap-4">
        <p className="prose-width">{t('itLead', { placeholder: SCOPE_OBJECT, room: SCOPE_ROOM })}</p>
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
        <p className="prose-width">{t('places')}</p>
      </div>
    </details>
  );
}
