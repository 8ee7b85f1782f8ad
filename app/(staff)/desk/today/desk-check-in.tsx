import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { formatTime, formatTimeRange } from '@/lib/messages/format';
import type { DeskBooking } from '@/lib/usecases/view-desk-today';
import { noteArrival } from './actions';

type Arriving = Pick<DeskBooking, 'publicId' | 'bookingId' | 'resourceName' | 'start' | 'end' | 'checkIn'>;

/** `back`: the page to come back to; left out: today. */
type Props = { booking: Arriving; timeZone: string; back?: string };

/** Whether somebody came, and the buttons to say so, while they can be pressed. */
export function DeskCheckIn({ booking, timeZone, back }: Props) {
  const [t, locale] = [useTranslations('checkIn.desk'), useLocale()];
  const { checkIn, publicId, bookingId } = booking;
  if (!checkIn) return null;
  const { checkedInAt, checkedOutAt, noShowAt, may } = checkIn;
  const place = { locale, timeZone };
  const acts = (['in', 'out', 'noShow', 'undo'] as const).filter((act) => may[act]);
  const when = formatTimeRange(booking.start, booking.end, place);
  return (
    <div className="flex flex-col items-start gap-2">
      {checkedOutAt && <Badge tone="off">{t('isOut', { time: formatTime(checkedOutAt, place) })}</Badge>}
      {checkedInAt && !checkedOutAt && <Badge tone="ok">{t('isIn', { time: formatTime(checkedInAt, place) })}</Badge>}
      {noShowAt && <Badge tone="attention">{t('isNoShow')}</Badge>}
      {acts.length > 0 && (
        <ActForm
          action={noteArrival}
          hidden={{ publicId, bookingId, timeZone, ...(back && { back }) }}
          problem={t('problem')}
          className="flex flex-wrap gap-2"
        >
          {acts.map((act) => (
            <SubmitButton
              key={act}
              name="act"
              value={act}
              size="small"
              variant={act === 'in' ? 'secondary' : 'quiet'}
              pendingLabel={t('pending')}
            >
              {t(act)}
              <span className="sr-only">: {`${booking.resourceName}, ${when}`}</span>
            </SubmitButton>
          ))}
        </ActForm>
      )}
    </div>
  );
}
