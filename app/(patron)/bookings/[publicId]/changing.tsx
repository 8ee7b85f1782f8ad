import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import type { BookingView } from '@/lib/usecases/view-booking';

/** The way to another time, space or words, for whoever may and as long as it stands. */
export function ChangeLink({ booking, link }: { booking: BookingView; link: string | undefined }) {
  const t = useTranslations('change');
  if (!booking.details?.mayChange) return null;
  const key = link ? `?key=${encodeURIComponent(link)}` : '';
  return <LinkButton href={`/bookings/${booking.publicId}/change${key}`}>{t('link')}</LinkButton>;
}

const DONE = ['time', 'request', 'details'] as const;

/** What came of a change that was just made; whatever else stands in the address says nothing. */
export function ChangedNotice({ changed }: { changed: string | undefined }) {
  const t = useTranslations('change.done');
  const done = DONE.find((one) => one === changed);
  return done ? <Notice kind="success">{t(done)}</Notice> : null;
}
