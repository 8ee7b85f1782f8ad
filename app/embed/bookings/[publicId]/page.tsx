import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { BookingState } from '@/app/(patron)/bookings/[publicId]/booking-state';
import { isOwed, stateKey } from '@/app/(patron)/bookings/[publicId]/state-key';
import { stateTexts } from '@/app/(patron)/bookings/[publicId]/state-texts';
import { When } from '@/app/(patron)/when';
import { appointmentEntries } from '@/app/appointment-entries';
import { hereHref } from '@/app/frame-look';
import { NewTabLink } from '@/app/new-tab-link';
import { currentActor } from '@/lib/auth/actor';
import { viewBooking } from '@/lib/usecases/view-booking';

type Props = { params: Promise<{ publicId: string }>; searchParams: Promise<{ key?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('patron.booking'))('title') };
}

/**
 * What became of it. Whatever can be done with a booking is done in a window of its own: in a frame a page laid over it could
 * make people press what they do not see.
 */
export default async function EmbeddedBookingPage({ params, searchParams }: Props) {
  const [{ publicId }, { key }] = [await params, await searchParams];
  const answer = await viewBooking(await currentActor(), { publicId, key }, new Date());
  if (!answer.ok || !answer.value.details) notFound();
  const { items, status, statusReason, calendar, details, isTold } = answer.value;
  const [item] = items;
  if (!item) notFound();
  const [t, words, to] = [await getTranslations('patron.booking'), await getTranslations('embed'), await hereHref()];
  const place = { locale: await getLocale(), timeZone: item.timeZone };
  const seen = { status, statusReason, calendar };
  const own = `/bookings/${publicId}?key=${key}`;
  const isOver = isOwed(stateKey(seen));
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-6">
        <section className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4">
          <BookingState
            publicId={publicId}
            initial={seen}
            texts={await stateTexts(answer.value)}
            refresh={{ href: to(own), label: t('refresh') }}
          />
          {isTold && !isOver && (
            <p className="break-words text-ink-soft">
              {t(status === 'pending_remote' ? 'mailWaits' : 'mail', { email: details.email })}
            </p>
          )}
        </section>
        <DataList
          entries={[
            ...appointmentEntries(answer.value, await getTranslations('appointmentBooking')),
            { term: t('when'), detail: <When start={item.start} end={item.end} place={place} /> },
            { term: t('reference'), detail: <span className="font-mono">{publicId}</span> },
          ]}
        />
        <div className="flex flex-wrap gap-3">
          <NewTabLink href={own} className={buttonClass(isOver ? 'secondary' : 'primary')}>
            {words('booked.open')}
          </NewTabLink>
          {item.slug && (
            <LinkButton href={to(`/appointments/${item.slug}`)}>
              {isOver ? t('again') : words('booked.again')}
            </LinkButton>
          )}
        </div>
      </div>
    </>
  );
}
