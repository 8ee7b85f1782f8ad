import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { formatDateRange, type Place } from '@/lib/messages/format';
import type { VisitBooking, VisitView } from '@/lib/usecases/view-visit';
import { cancelAll } from './actions';
import { CancelForm } from './cancel-form';

type Props = { visit: VisitView; publicId: string; link: string | undefined; place: Place };

/** Everything that was booked in one go, each with its own page; and one way to cancel all that still stands. */
export async function VisitCard({ visit: { bookings, cancellable }, publicId, link, place }: Props) {
  const t = await getTranslations('patron.visit');
  return (
    <section aria-labelledby="visit" className="flex flex-col gap-3">
      <h2 id="visit" className="text-xl">
        {t('title')}
      </h2>
      <p className="text-ink-soft">{t('lead')}</p>
      <ul className="divide-y divide-line border-y border-line">
        {bookings.map((one) => (
          <li key={one.publicId} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-semibold break-words">{one.name}</p>
              <p>{formatDateRange(one.start, one.end, place)}</p>
            </div>
            <span>{t(`state.${wordOf(one)}`)}</span>
            {one.publicId === publicId ? (
              <span className="text-ink-soft">{t('here')}</span>
            ) : (
              <Link
                href={pathOf(one)}
                prefetch={false}
                className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
              >
                {t('see', { name: one.name })}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {cancellable > 1 && (
        <CancelForm
          action={cancelAll}
          given={{ publicId, timeZone: place.timeZone, ...(link && { key: link }) }}
          words={{
            ...{ title: t('cancel.title'), confirm: t('cancel.confirm', { count: cancellable }) },
            ...{ action: t('cancel.action', { count: cancellable }), cancelling: t('cancel.cancelling') },
            ...{ problem: t('cancel.problem'), until: t('cancel.until') },
          }}
        />
      )}
    </section>
  );
}

const pathOf = ({ publicId, key }: VisitBooking) =>
  `/bookings/${publicId}${key ? `?key=${encodeURIComponent(key)}` : ''}`;

function wordOf({ status, stands }: VisitBooking) {
  if (status === 'confirmed') return 'booked';
  return stands ? 'waits' : 'over';
}
