import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { OwnTime } from '@/app/_ui/own-time/own-time';
import { PageHeader } from '@/app/_ui/page-header';
import { placeText } from '@/app/appointment-entries';
import { currentActor } from '@/lib/auth/actor';
import { formatDate, formatTimeRange } from '@/lib/messages/format';
import { type MyBooking, viewMyBookings } from '@/lib/usecases/view-my-bookings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.my');
  return { title: t('title') };
}

export default async function MyPage() {
  const [t, own] = [await getTranslations('patron.my'), await getTranslations('privacy.own')];
  const answer = await viewMyBookings(await currentActor(), new Date());
  return (
    <>
      <PageHeader title={t('title')} />
      {answer.ok ? (
        <div className="flex max-w-3xl flex-col gap-10">
          <section aria-labelledby="upcoming">
            <h2 id="upcoming" className="mb-3 text-xl">
              {t('upcoming')}
            </h2>
            {answer.value.upcoming.length > 0 ? (
              <Bookings bookings={answer.value.upcoming} />
            ) : (
              <EmptyState
                title={t('empty.title')}
                action={
                  <LinkButton href="/spaces" variant="primary">
                    {t('empty.action')}
                  </LinkButton>
                }
              >
                {t('empty.text')}
              </EmptyState>
            )}
          </section>
          {answer.value.past.length > 0 && (
            <section aria-labelledby="past">
              <h2 id="past" className="mb-3 text-xl">
                {t('past')}
              </h2>
              <Bookings bookings={answer.value.past} past />
            </section>
          )}
          <p>
            <Link href="/my/data" className="text-link inline-flex min-h-6 items-center">
              {own('link')}
            </Link>
          </p>
        </div>
      ) : (
        <EmptyState
          title={t('guest.title')}
          action={
            <LinkButton href="/sign-in?to=/my" variant="primary">
              {t('guest.action')}
            </LinkButton>
          }
        >
          {t('guest.text')}
        </EmptyState>
      )}
    </>
  );
}

const look = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4';

async function Bookings({ bookings, past }: { bookings: MyBooking[]; past?: boolean }) {
  const [t, locale] = [await getTranslations('patron.my'), await getLocale()];
  const meeting = await getTranslations('appointmentBooking');
  return (
    <ul className="divide-y divide-line border-y border-line">
      {bookings.map((booking) => {
        const [item] = booking.items;
        if (!item) return null;
        const place = { locale, timeZone: item.timeZone };
        const { appointment } = booking;
        const what = appointment?.kindName
          ? meeting('named', { kind: appointment.kindName, name: item.name })
          : booking.items.map(({ name }) => name).join(', ');
        const where = appointment ? placeText(appointment, booking.items) : item.locationName;
        const day = formatDate(item.start, place);
        return (
          <li key={booking.publicId} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-4">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-semibold break-words">{what}</p>
              <p>
                {day}, {formatTimeRange(item.start, item.end, place)}{' '}
                <OwnTime start={item.start} end={item.end} timeZone={item.timeZone} />
              </p>
              <p className="text-sm text-ink-soft">{where}</p>
            </div>
            <div className="flex flex-wrap items-center gap-3">
              {past ? <span className="text-ink-soft">{t(`status.${wordOf(booking, true)}`)}</span> : null}
              {past ? null : (
                <>
                  <span>{t(`status.${wordOf(booking, false)}`)}</span>
                  {booking.calendar !== 'not_connected' && <AgreementMark state={booking.calendar} />}
                </>
              )}
              {!past && (
                <>
                  <Link
                    href={`/bookings/${booking.publicId}/change`}
                    aria-label={t('changeOf', { what, when: day })}
                    className={look}
                  >
                    {t('change')}
                  </Link>
                  {/* Opens what asks whether it is meant. */}
                  <a
                    href={`/bookings/${booking.publicId}#cancel`}
                    aria-label={t('cancelOf', { what, when: day })}
                    className={look}
                  >
                    {t('cancel')}
                  </a>
                </>
              )}
              <Link href={`/bookings/${booking.publicId}`} aria-label={t('see', { what, when: day })} className={look}>
                {t('details')}
              </Link>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function wordOf({ status }: MyBooking, past: boolean) {
  switch (status) {
    case 'cancelled':
    case 'denied':
    case 'expired':
    case 'released':
      return status;
    case 'confirmed':
      return past ? 'over' : 'standing';
    case 'mediation':
      return past ? 'over' : 'request';
    case 'unverified':
      return past ? 'over' : 'unverified';
    default:
      return past ? 'over' : 'waiting';
  }
}
