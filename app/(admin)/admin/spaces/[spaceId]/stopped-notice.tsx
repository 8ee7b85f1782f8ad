import { useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { changeAction } from './actions';

const REASONS = ['access_denied', 'not_found', 'mailbox_missing', 'write_denied'] as const;

/** Microsoft refuses the room's calendar: why, what to do, and a new try before the hourly one. */
export function StoppedNotice({ reason, spaceId }: { reason: string | null; spaceId: number }) {
  const t = useTranslations('admin.space');
  return (
    <Notice
      kind="attention"
      title={t('stoppedTitle')}
      action={
        <ActForm action={changeAction} hidden={{ spaceId, state: 'enabled', again: 'on' }} problem={t('errorTitle')}>
          <SubmitButton>{t('tryAgain')}</SubmitButton>
        </ActForm>
      }
      still
    >
      {t(`stoppedReason.${REASONS.find((one) => one === reason) ?? 'other'}`)} {t('stoppedUntil')}
    </Notice>
  );
}
