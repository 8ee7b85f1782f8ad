import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { OwnTime } from '@/app/_ui/own-time/own-time';
import { PageHeader } from '@/app/_ui/page-header';
import { refusalText } from '@/app/_ui/refusal-text';
import { placeText } from '@/app/appointment-entries';
import { formatDateRange, formatDateTime } from '@/lib/messages/format';
import type { AppointmentChangeView } from '@/lib/usecases/view-appointment-change';
import { AppointmentTimes } from './appointment-times';
import { ChosenTime } from './chosen-time';
import { KindAndPlace } from './kind-and-place';

type Props = {
  view: AppointmentChangeView;
  /** The key of the link, when one was used. */
  link: string | undefined;
  /** A time that was chosen from the list, as the address has it. */
  start: string | undefined;
};

/** Another time, kind or place of an appointment: first what for and where, then a time, then a press that says yes. */
export async function AppointmentChange({ view, link, start }: Props) {
  const { booking, appointment, problem, person } = view;
  const [t, words, locale] = [
    await getTranslations('change'),
    await getTranslations('appointmentBooking'),
    await getLocale(),
  ];
  const place = { locale, timeZone: person.timeZone };
  const [item] = booking.items;
  if (!item) return null;
  const offer = view.days.flatMap(({ offers }) => offers).find((one) => one.start.toISOString() === start);
  return (
    <>
      <PageHeader
        title={words('change.title')}
        lead={problem ? undefined : words('change.lead')}
        crumbs={[
          { href: `/bookings/${booking.publicId}${link ? `?key=${encodeURIComponent(link)}` : ''}`, label: t('back') },
        ]}
      />
      <div className="flex max-w-3xl flex-col gap-8">
        <div className="border-l-4 border-accent pl-4">
          <p className="text-sm text-ink-soft">{t('now')}</p>
          <p className="text-lg font-semibold break-words">
            {words('named', { kind: appointment.kindName || words('kind'), name: person.name })}
            <br />
            {formatDateRange(item.start, item.end, place)}
            <OwnTime start={item.start} end={item.end} timeZone={place.timeZone} className="block" />
          </p>
          <p>{placeText(appointment, booking.items)}</p>
          {!problem && (
            <p className="text-sm text-ink-soft">{t('until', { time: formatDateTime(view.until, place) })}</p>
          )}
        </div>
        {problem ? (
          <Notice kind="info" title={words('change.cannot')} still>
            {refusalText(problem, await getTranslations('refusal'), place)}
          </Notice>
        ) : view.isRequest ? (
          <Notice kind="info" title={t('request.title')} still>
            {t('request.text')}
          </Notice>
        ) : (
          view.isMediated && (
            <Notice kind="attention" title={t('mediated.title')} still>
              {t('mediated.text')}
            </Notice>
          )
        )}
        {(offer || problem) && <ChosenTime view={view} link={link} offer={offer} />}
        {!problem && (
          <>
            <KindAndPlace view={view} link={link} />
            <AppointmentTimes view={view} link={link} chosen={offer} />
            {!offer && <ChosenTime view={view} link={link} offer={undefined} />}
          </>
        )}
      </div>
    </>
  );
}
