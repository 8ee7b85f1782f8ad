import { useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';

const DONE = ['saved', 'removed', 'activated', 'deactivated', 'given', 'moved', 'movedFromRooms'] as const;

/** What was done just now, as the address says. */
export function DoneNotice({ done }: { done: string | undefined }) {
  const t = useTranslations('appointmentAdmin.done');
  const known = DONE.find((one) => one === done);
  return known ? <Notice kind="success">{t(known)}</Notice> : null;
}
