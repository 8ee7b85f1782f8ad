import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { formatTimeRange } from '@/lib/messages/format';
import type { DeskDay } from '@/lib/usecases/view-desk-day';
import { meetingText } from '../meeting-text';

/** Whom staff of the location meet on the day; each is moved by the form of its own page. */
export async function DayAppointments({ view: { appointments, location } }: { view: DeskDay }) {
  const [t, locale] = [await getTranslations('appointmentBooking'), await getLocale()];
  const place = { locale, timeZone: location.timeZone };
  return (
    <section aria-labelledby="appointments" className="flex flex-col gap-4">
      <h2 id="appointments" className="text-xl">
        {t('day.title')}
      </h2>
      {appointments.length === 0 ? (
        <p className="text-ink-soft">{t('day.none')}</p>
      ) : (
        <DataTable
          caption={t('day.title')}
          columns={(['when', 'with', 'what', 'who'] as const).map((key) => ({ key, label: t(`day.${key}`) }))}
          rows={appointments.map((one) => ({
            key: String(one.bookingId),
            cells: [
              <Link key="when" href={`/desk/bookings/${one.publicId}`} className="tabular whitespace-nowrap">
                {formatTimeRange(one.start, one.end, place)}
              </Link>,
              one.resourceName,
              meetingText(one, t) || t('day.plain'),
              one.patronName,
            ],
          }))}
        />
      )}
    </section>
  );
}
