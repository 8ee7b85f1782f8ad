import { useLocale, useTranslations } from 'next-intl';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { DataList } from '@/app/_ui/data-list';
import { appointmentEntries } from '@/app/appointment-entries';
import { formatDateRange } from '@/lib/messages/format';
import type { DeskBookingView } from '@/lib/usecases/view-desk-booking';
import { beyondTexts } from '../../series/beyond-text';
import { DeskCheckIn } from '../../today/desk-check-in';

/** Whose, what and when, and what stands out about it. */
export function BookingFacts({ view }: { view: DeskBookingView }) {
  const [t, beyondWords, locale] = [useTranslations('move.booking'), useTranslations('move.beyond'), useLocale()];
  const { booking, before, calendar, checkIn } = view;
  const appointment = appointmentEntries(booking, useTranslations('appointmentBooking'));
  const [item] = booking.items;
  if (!item) return null;
  const place = { locale, timeZone: item.timeZone };
  const beyond = beyondTexts(booking.beyond, beyondWords);
  const was = before && `${before.name}, ${formatDateRange(before.start, before.end, place)}`;
  const { isBlock, patronName, patronEmail, note, nickname, cancelReason, publicId, id: bookingId } = booking;
  return (
    <DataList
      entries={[
        ...(appointment.length > 0
          ? appointment
          : [{ term: t('what'), detail: booking.items.map(({ name }) => name).join(', ') }]),
        {
          term: t('when'),
          detail: (
            <>
              {formatDateRange(item.start, item.end, place)}
              {was && <span className="block text-ink-soft">{t('before', { was })}</span>}
            </>
          ),
        },
        ...(isBlock
          ? []
          : [{ term: t('patron'), detail: [patronName || t('nobody'), patronEmail].filter(Boolean).join(', ') }]),
        { term: t('status'), detail: t(`states.${booking.status}`) },
        ...(calendar === 'not_connected' ? [] : [{ term: t('calendar'), detail: <AgreementMark state={calendar} /> }]),
        ...(beyond.length > 0 ? [{ term: t('beyond'), detail: beyond.join('; ') }] : []),
        ...(note && !isBlock ? [{ term: t('note'), detail: note }] : []),
        ...(nickname ? [{ term: t('nickname'), detail: nickname }] : []),
        ...(cancelReason ? [{ term: t('cancelReason'), detail: cancelReason }] : []),
        ...(checkIn && hasArrival(checkIn)
          ? [
              {
                term: t('arrival'),
                detail: (
                  <DeskCheckIn
                    booking={{ ...item, resourceName: item.name, bookingId, publicId, checkIn }}
                    timeZone={item.timeZone}
                    back={`/desk/bookings/${publicId}`}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Something was noted, or can be now. */
const hasArrival = ({ checkedInAt, noShowAt, may }: NonNullable<DeskBookingView['checkIn']>) =>
  checkedInAt !== null || noShowAt !== null || Object.values(may).some(Boolean);
