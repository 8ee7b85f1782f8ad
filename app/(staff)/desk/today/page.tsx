import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { AgreementMark } from '@/app/_ui/agreement-mark';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { UnmediatedNotice } from '@/app/(staff)/unmediated-notice';
import { formatDate, formatTimeRange } from '@/lib/messages/format';
import { deskMay } from '@/lib/usecases/desk-may';
import { type DeskBooking, viewDeskToday } from '@/lib/usecases/view-desk-today';
import { meetingText } from '../meeting-text';
import { DeskCheckIn } from './desk-check-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.today'))('title') };
}

export default async function DeskPage() {
  const actor = await personOrSignIn('/desk/today');
  const now = new Date();
  const answer = await viewDeskToday(actor, now);
  if (!answer.ok) return refusedPage(answer.refusal);
  const { appointments, locations, timeZone } = answer.value;
  const [t, locale] = [await getTranslations('desk.today'), await getLocale()];
  const [series, blocks] = [await getTranslations('series.nav'), await getTranslations('series.blocks')];
  const [desk, may] = [await getTranslations('appointmentDesk'), deskMay(actor)];
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={formatDate(now, { locale, timeZone })}
        aside={
          <>
            {may.book && <LinkButton href="/desk/appointments/new">{desk('nav')}</LinkButton>}
            {may.book && <LinkButton href="/desk/book">{series('book')}</LinkButton>}
            {may.block && (
              <LinkButton href="/desk/blocks/new" variant="secondary">
                {blocks('new')}
              </LinkButton>
            )}
          </>
        }
      />
      <UnmediatedNotice />
      <div className="flex flex-col gap-10">
        {(appointments !== null || may.book) && (
          <section aria-labelledby="mine" className="flex flex-col gap-4">
            <h2 id="mine" className="text-xl">
              {t('mine')}
            </h2>
            {appointments === null && <p className="text-ink-soft">{t('noPage')}</p>}
            {appointments?.length === 0 && <EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
            {appointments && appointments.length > 0 && (
              <Bookings bookings={appointments} timeZone={timeZone} caption={t('mine')} isOwn />
            )}
          </section>
        )}
        {locations.map((place) => (
          <section key={place.id} aria-labelledby={`location-${place.id}`} className="flex flex-col gap-4">
            <h2 id={`location-${place.id}`} className="text-xl">
              {t('bookings', { location: place.name })}
            </h2>
            {place.bookings.length === 0 ? (
              <p className="text-ink-soft">{t('noBookings')}</p>
            ) : (
              <Bookings
                bookings={place.bookings}
                timeZone={place.timeZone}
                caption={t('bookings', { location: place.name })}
              />
            )}
          </section>
        ))}
      </div>
    </>
  );
}

async function Bookings({
  bookings,
  timeZone,
  caption,
  isOwn = false,
}: {
  bookings: DeskBooking[];
  timeZone: string;
  caption: string;
  /** Whose they are goes without saying. */
  isOwn?: boolean;
}) {
  const meeting = await getTranslations('appointmentBooking');
  const [t, list, move, locale] = [
    await getTranslations('desk.today'),
    await getTranslations('series.list'),
    await getTranslations('move.today'),
    await getLocale(),
  ];
  const columns = [
    ...(['when', 'what', 'who'] as const).map((key) => ({ key, label: t(key) })),
    { key: 'checkIn', label: (await getTranslations('checkIn.desk'))('column') },
    { key: 'calendar', label: t('calendar') },
  ];
  const rows = bookings.map((booking) => ({
    key: `${booking.bookingId}-${booking.resourceId}`,
    cells: [
      <Link key="when" href={`/desk/bookings/${booking.publicId}`} className="tabular whitespace-nowrap">
        {formatTimeRange(booking.start, booking.end, { locale, timeZone })}
      </Link>,
      <span key="what">
        {!isOwn && <span className="block">{booking.resourceName}</span>}
        <span className={isOwn ? undefined : 'text-sm text-ink-soft'}>{meetingText(booking, meeting)}</span>
      </span>,
      <span key="who" className="flex flex-wrap items-center gap-2">
        {booking.isBlock ? list('blocked', { note: booking.note }) : booking.patronName || t('anonymous')}
        {booking.status !== 'confirmed' && (
          <Badge tone="waiting">{t(booking.status === 'to_confirm' ? 'toConfirm' : 'pending')}</Badge>
        )}
        {booking.caseId !== null && <Link href={`/desk/conflicts#case-${booking.caseId}`}>{t('confirm')}</Link>}
        {booking.staffNote && (
          <span className="basis-full text-sm whitespace-pre-line text-ink-soft">
            {move('hasNote', { note: booking.staffNote })}
          </span>
        )}
      </span>,
      <DeskCheckIn key="checkIn" booking={booking} timeZone={timeZone} />,
      <span key="calendar" className="relative inline-block">
        <AgreementMark state={booking.calendar} />
      </span>,
    ],
  }));
  return <DataTable caption={caption} columns={columns} rows={rows} />;
}
