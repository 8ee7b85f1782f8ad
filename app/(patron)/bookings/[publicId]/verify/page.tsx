import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { placeText } from '@/app/appointment-entries';
import { bookingKey } from '@/lib/booking-link';
import { viewVerification } from '@/lib/usecases/verify-booking';
import { When } from '../../../when';
import { VerifyForm } from './verify-form';

type Props = { params: Promise<{ publicId: string }>; searchParams: Promise<{ key?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('patron.verify');
  return { title: t('title'), referrer: 'same-origin', robots: { index: false } };
}

/** Where the link in a guest's mail leads. A press confirms, not the visit: programs follow links in mails too. */
export default async function VerifyPage({ params, searchParams }: Props) {
  const [{ publicId }, { key }] = [await params, await searchParams];
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const answer = await viewVerification({ publicId, key: typeof key === 'string' ? key : '' }, new Date());
  if (!answer.ok && answer.refusal.code === 'not_found') notFound();
  if (!answer.ok)
    return (
      <>
        <PageHeader title={t('verify.title')} />
        <Notice
          kind="attention"
          action={<LinkButton href="/spaces">{t('verify.again')}</LinkButton>}
          title={refusalText(answer.refusal, await getTranslations('refusal'), { locale, timeZone: 'UTC' })}
        />
      </>
    );
  const { booking, others } = answer.value;
  const [item] = booking.items;
  if (!item) notFound();
  // Of an appointment the room is told with the place.
  const items = [booking, ...others].flatMap((one) => (one.appointment ? one.items.slice(0, 1) : one.items));
  const place = { locale, timeZone: item.timeZone };
  const { appointment } = booking;
  const meeting = await getTranslations('appointmentBooking');
  return (
    <>
      <PageHeader title={t('verify.title')} lead={booking.status === 'unverified' ? t('verify.lead') : undefined} />
      <div className="flex max-w-3xl flex-col gap-8">
        <DataList
          entries={[
            ...items.map(({ name, start, end }) => ({ term: name, detail: <When {...{ start, end, place }} /> })),
            ...(appointment?.kindName ? [{ term: meeting('kind'), detail: appointment.kindName }] : []),
            {
              term: t('booking.where'),
              detail: appointment
                ? placeText(appointment, booking.items)
                : [item.locationName, item.locationAddress].filter(Boolean).join(', '),
            },
          ]}
        />
        {booking.status === 'unverified' ? (
          <VerifyForm
            publicId={booking.publicId}
            link={String(key)}
            words={{ confirm: t('verify.confirm'), confirming: t('verify.confirming'), problem: t('form.problem') }}
          />
        ) : (
          <Notice
            kind="success"
            still
            action={
              <LinkButton href={`/bookings/${booking.publicId}?key=${bookingKey(booking.publicId)}`}>
                {t('verify.see')}
              </LinkButton>
            }
          >
            {t('verify.done')}
          </Notice>
        )}
      </div>
    </>
  );
}
