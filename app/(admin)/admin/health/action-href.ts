import type { SyncRow } from '@/lib/usecases/view-sync';

type Row = Pick<SyncRow, 'action' | 'linkId' | 'resourceId' | 'resourceKind'>;

/** Where the one thing is done that a calendar asks for. */
export function actionHref({ action, linkId, resourceId, resourceKind }: Row): string {
  const space = `/admin/spaces/${resourceId}`;
  switch (action) {
    case 'activate':
    case 'check_registration':
      return '/admin/integrations';
    case 'ask_to_reconnect':
    case 'ask_it':
      return resourceKind === 'space' ? space : '/admin/integrations#staff';
    case 'check_rights':
      return resourceKind === 'space' ? space : `/admin/health/${linkId}`;
    case 'decide_cases':
      return '/admin/conflicts';
    default:
      return `/admin/health/${linkId}`;
  }
}

/** Done where only those go who keep the integration. */
export const isOfIntegration = (row: Row): boolean => actionHref(row).startsWith('/admin/integrations');
