import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { problemText } from '@/lib/messages/problem-text';
import type { SyncView } from '@/lib/usecases/view-sync';

type Props = { registration: NonNullable<SyncView['registration']>; mayMend: boolean };

/** Microsoft refuses the integration itself: said once, with its cause and the way out, however many calendars wait. */
export function RegistrationNotice({ registration: { problem, calendars }, mayMend }: Props) {
  const [t, refusal] = [useTranslations('health'), useTranslations('refusal')];
  const said = problem
    ? problemText(problem, (key) => refusal(key), mayMend ? 'admin' : 'staff')
    : t(mayMend ? 'advice.check_registration' : 'situation.registration');
  return (
    <Notice
      kind="attention"
      title={t('stand.registration', { count: calendars })}
      action={mayMend && <LinkButton href="/admin/integrations">{t('stand.toIntegration')}</LinkButton>}
      still
    >
      {said} {t('stand.registrationText')}
    </Notice>
  );
}
