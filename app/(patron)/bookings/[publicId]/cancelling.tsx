import { getTranslations } from 'next-intl/server';
import { refusalText } from '@/app/_ui/refusal-text';
import { formatDateTime } from '@/lib/messages/format';
import type { BookingView } from '@/lib/usecases/view-booking';
import { cancel } from './actions';
import { CancelForm } from './cancel-form';

type Place = { locale: string; timeZone: string };

/** The way out, or why there is none. */
export async function Cancelling({
  booking,
  link,
  place,
}: {
  booking: BookingView;
  link: string | undefined;
  place: Place;
}) {
  if (!booking.details) return null;
  const t = await getTranslations('patron.booking.cancel');
  const { until, problem } = booking.details.cancel;
  if (problem) {
    // Whatever is over needs no word about cancelling it.
    if (problem.code === 'booking_closed') return null;
    const words = await getTranslations('refusal');
    return <p className="text-ink-soft">{refusalText(problem, words, place)}</p>;
  }
  return (
    <CancelForm
      id="cancel"
      action={cancel}
      given={{ publicId: booking.publicId, timeZone: place.timeZone, ...(link && { key: link }) }}
      reason={(await getTranslations('change'))('cancelReason')}
      words={{
        ...{ title: t('title'), confirm: t('confirm'), action: t('action'), cancelling: t('cancelling') },
        ...{ problem: t('problem'), until: t('until', { time: formatDateTime(until, place) }) },
      }}
    />
  );
}
