import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { currentActor } from '@/lib/auth/actor';
import { formatDate, formatDateRange, formatDateTime, formatTimeRange } from '@/lib/messages/format';
import { type Alternative, bookPath } from '@/lib/usecases/find-alternatives';
import { type BookingView, viewBooking } from '@/lib/usecases/view-booking';
import { cancel } from './actions';
import { BookingState } from './booking-state';
import { CancelForm } from './cancel-form';
import { Moved } from './moved';
import { isOwed, type StateKey, stateKey } from './state-key';

type Props = { params: Promise<{ publicId: string }>; searchParams: Promise<{ key?: string | string[] }> };

/** So long a booking is new, and its mail worth announcing. */
const NEW_MS = 15 * 60_000;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.booking');
  // The address holds the key: it goes to no other site and into no index.
  return { title: t('title'), referrer: 'same-origin', robots: { index: false } };
}

export default async function BookingPage({ params, searchParams }: Props) {
  const { publicId } = await params;
  const { key: asked } = await searchParams;
  const key = typeof asked === 'string' ? asked : undefined;
  const now = new Date();
  const answer = await viewBooking(await currentActor(), { publicId, key }, now);
  if (!answer.ok) notFound();
  const booking = answer.value;
  const [item] = booking.items;
  if (!item) notFound();

  const t = await getTranslations('patron.booking');
  const place = { locale: await getLocale(), timeZone: item.timeZone };
  const { details } = booking;
  const state = stateKey(booking);
  const stands =
    state === 'confirming' || state === 'adding' || state === 'agreed' || state === 'booked' || state === 'behind';
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
          {details && stands && isNew && (
            <p className="break-words text-ink-soft">
              {t(booking.status === 'pending_remote' ? 'mailWaits' : 'mail', { email: details.email })}
            </p>
          )}
        </section>

        {booking.moved && details && <Moved booking={booking} moved={booking.moved} link={key} place={place} />}

        {isOwed(state) && (
          <Alternatives
            found={booking.alternatives}
            place={place}
            back={item.slug ? `/appointments/${item.slug}` : '/spaces'}
          />
        )}

        <DataList
          entries={[
            { term: t('what'), detail: booking.items.map(({ name }) => name).join(', ') },
            {
              term: t('when'),
              detail: (
                <>
                  {formatDate(item.start, place)}
                  <br />
                  {formatTimeRange(item.start, item.end, place)}
                </>
              ),
            },
            { term: t('where'), detail: [item.locationName, item.locationAddress].filter(Boolean).join(', ') },
            ...(item.directions ? [{ term: t('directions'), detail: item.directions }] : []),
            ...(details?.name ? [{ term: t('who'), detail: details.name }] : []),
            ...(details?.email ? [{ term: t('email'), detail: details.email }] : []),
            ...(details?.note ? [{ term: t('note'), detail: details.note }] : []),
            { term: t('reference'), detail: <span className="font-mono">{booking.publicId}</span> },
          ]}
        />

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
            <Cancelling booking={booking} link={key} place={place} />
            {!stands && !isOwed(state) && (
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

async function stateTexts({ items, cause }: BookingView): Promise<Record<StateKey, string>> {
  const t = await getTranslations('patron.booking.state');
  const person = items.find(({ kind }) => kind === 'person');
  const kind = person ? 'person' : 'space';
  // As people call her: "On Ada's calendar".
  const name = person?.name.split(' ')[0] ?? '';
  return {
    confirming: t(`confirming.${kind}`, { name }),
    adding: t(`adding.${kind}`, { name }),
    agreed: t(`agreed.${kind}`, { name }),
    behind: t(`behind.${kind}`, { name }),
    removing: t(`removing.${kind}`, { name }),
    taken: t(`taken.${kind}`, { name }),
    unconfirmed: t('unconfirmed'),
    withdrawn: t('withdrawn'),
    cancelled: t(`cancelledBy.${cause}`),
    booked: t('booked'),
    waiting: t('waiting'),
    denied: t('denied'),
    expired: t('expired'),
    released: t('released'),
  };
}

type Place = { locale: string; timeZone: string };

async function Cancelling({ booking, link, place }: { booking: BookingView; link: string | undefined; place: Place }) {
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
      action={cancel}
      given={{ publicId: booking.publicId, timeZone: place.timeZone, ...(link && { key: link }) }}
      words={{
        ...{ title: t('title'), confirm: t('confirm'), action: t('action'), cancelling: t('cancelling') },
        ...{ problem: t('problem'), until: t('until', { time: formatDateTime(until, place) }) },
      }}
    />
  );
}

async function Alternatives({ found, place, back }: { found: Alternative[]; place: Place; back: string }) {
  const t = await getTranslations('patron.booking.alternatives');
  return (
    <section aria-labelledby="alternatives" className="flex flex-col gap-3">
      <h2 id="alternatives" className="text-xl">
        {t('title')}
      </h2>
      <p className="text-ink-soft">{found.length > 0 ? t('text') : t('none')}</p>
      <ul className="flex flex-col gap-2">
        {found.map((one) => (
          <li key={`${one.resourceId} ${one.start.toISOString()}`}>
            <LinkButton href={bookPath(one)} icon="clock">
              {one.name}, {formatDateRange(one.start, one.end, place)}
            </LinkButton>
          </li>
        ))}
        <li>
          <LinkButton href={back} variant="quiet">
            {t('other')}
          </LinkButton>
        </li>
      </ul>
    </section>
  );
}
