import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { ForStaff } from '@/app/(staff)/desk/bookings/for-staff';
import { answerEntries } from '@/app/answer-entries';
import { appointmentEntries } from '@/app/appointment-entries';
import { currentActor } from '@/lib/auth/actor';
import { env } from '@/lib/env';
import { type BookingView, viewBooking } from '@/lib/usecases/view-booking';
import { viewVisit } from '@/lib/usecases/view-visit';
import { Lines } from '../../lines';
import { waysTo } from '../../ways-to';
import { When } from '../../when';
import { Alternatives } from './alternatives';
import { BookingState } from './booking-state';
import { Cancelling } from './cancelling';
import { ChangedNotice, ChangeLink } from './changing';
import { CheckInPanel } from './check-in-panel';
import { Moved } from './moved';
import { isOwed, stateKey } from './state-key';
import { stateTexts } from './state-texts';
import { VisitCard } from './visit-card';

type Props = {
  params: Promise<{ publicId: string }>;
  searchParams: Promise<{ key?: string | string[]; changed?: string; refuse?: string }>;
};

/** So long a booking is new, and its mail worth announcing. */
const NEW_MS = 15 * 60_000;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.booking');
  // The address holds the key: it goes to no other site and into no index.
  return { title: t('title'), referrer: 'same-origin', robots: { index: false } };
}

export default async function BookingPage({ params, searchParams }: Props) {
  const { publicId } = await params;
  const { key: asked, changed, refuse } = await searchParams;
  const key = typeof asked === 'string' ? asked : undefined;
  const now = new Date();
  const actor = await currentActor();
  const answer = await viewBooking(actor, { publicId, key }, now);
  if (!answer.ok) notFound();
  const booking = answer.value;
  const [item] = booking.items;
  if (!item) notFound();

  const [t, ui] = [await getTranslations('patron.booking'), await getTranslations('ui')];
  const place = { locale: await getLocale(), timeZone: item.timeZone };
  const { details } = booking;
  const together = details ? await viewVisit(actor, { publicId, key }, now) : null;
  const visit = together?.ok ? together.value : null;
  const state = stateKey(booking);
  const stands =
    state === 'confirming' || state === 'adding' || state === 'agreed' || state === 'booked' || state === 'behind';
  const appointment = appointmentEntries(booking, await getTranslations('appointmentBooking'));
  const isAppointment = appointment.length > 0;
  const ways = isAppointment ? [] : waysTo(item.directions, item.locationDirections);
  const isOffered = isOwed(state) || booking.alternatives.length > 0;
  const isNew = now.getTime() - booking.createdAt.getTime() < NEW_MS;
  const here = `/bookings/${booking.publicId}${key ? `?key=${encodeURIComponent(key)}` : ''}`;

  return (
    <>
      <PageHeader title={details ? t('title') : t('titleOther')} />
      <div className="flex max-w-3xl flex-col gap-8">
        <section className="flex flex-col gap-3 rounded-md border border-line bg-surface p-5 sm:p-6">
          <BookingState
            publicId={booking.publicId}
            initial={seenOf(booking)}
            texts={await stateTexts(booking)}
            refresh={{ href: here, label: t('refresh') }}
          />
          {details && booking.isTold && stands && isNew && !changed && (
            <p className="break-words text-ink-soft">
              {t(booking.status === 'pending_remote' ? 'mailWaits' : 'mail', { email: details.email })}
            </p>
          )}
        </section>

        <ChangedNotice changed={changed} />

        {booking.checkIn && (
          <CheckInPanel booking={booking} link={key} place={place} address={`${env().PUBLIC_URL}/r`} />
        )}

        {booking.moved && details && (
          <Moved booking={booking} moved={booking.moved} link={key} place={place} open={refuse === '1'} />
        )}

        {isOffered && (
          <Alternatives
            found={booking.alternatives}
            place={place}
            back={item.slug ? `/appointments/${item.slug}` : '/spaces'}
          />
        )}

        <DataList
          entries={[
            ...(isAppointment
              ? appointment
              : [{ term: t('what'), detail: booking.items.map(({ name }) => name).join(', ') }]),
            {
              term: t('when'),
              detail: <When start={item.start} end={item.end} place={place} />,
            },
            ...(isAppointment
              ? []
              : [{ term: t('where'), detail: [item.locationName, item.locationAddress].filter(Boolean).join(', ') }]),
            ...(ways.length > 0 ? [{ term: t('directions'), detail: <Lines lines={ways} /> }] : []),
            ...(details?.name ? [{ term: t('who'), detail: details.name }] : []),
            ...(details?.email ? [{ term: t('email'), detail: details.email }] : []),
            ...(details?.note ? [{ term: t('note'), detail: details.note }] : []),
            ...(details?.nickname ? [{ term: t('nickname'), detail: details.nickname }] : []),
            ...answerEntries(details?.answers ?? [], ui),
            ...(details?.mediationNote ? [{ term: t('mediationNote'), detail: details.mediationNote }] : []),
            { term: t('reference'), detail: <span className="font-mono">{booking.publicId}</span> },
          ]}
        />

        <ForStaff publicId={booking.publicId} stands={stands} place={place} />
        {visit && <VisitCard visit={visit} publicId={booking.publicId} link={key} place={place} />}

        {details ? (
          <div className="flex flex-wrap items-start gap-3">
            {stands && (
              <LinkButton
                plain
                icon="calendar"
                href={`/bookings/${booking.publicId}/calendar.ics${key ? `?key=${encodeURIComponent(key)}` : ''}`}
              >
                {t('calendarFile')}
              </LinkButton>
            )}
            <ChangeLink booking={booking} link={key} />
            <Cancelling booking={booking} link={key} place={place} />
            {!stands && !isOffered && (
              <LinkButton href={item.slug ? '/appointments' : '/spaces'}>{t('again')}</LinkButton>
            )}
          </div>
        ) : (
          <Notice
            kind="info"
            still
            action={<LinkButton href={`/sign-in?to=${encodeURIComponent(here)}`}>{t('signIn')}</LinkButton>}
          >
            {t('private')}
          </Notice>
        )}
      </div>
    </>
  );
}

const seenOf = ({ status, statusReason, calendar }: BookingView) => ({ status, statusReason, calendar });
