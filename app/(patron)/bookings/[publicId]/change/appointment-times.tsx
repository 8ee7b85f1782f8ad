import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { OwnTime } from '@/app/_ui/own-time/own-time';
import { formatLocalDate } from '@/lib/messages/format';
import type { AppointmentChangeView } from '@/lib/usecases/view-appointment-change';
import { timeLabel } from '../../../time-label';
import { changeAddress } from './change-address';

export type Offer = AppointmentChangeView['days'][number]['offers'][number];

type Props = { view: AppointmentChangeView; link: string | undefined; chosen: Offer | undefined };

/** Every time of two weeks that it may go to, its own included; each leads to the press that says yes. */
export async function AppointmentTimes({ view, link, chosen }: Props) {
  const { days, person, from, earlierFrom, laterFrom } = view;
  const [t, patron, locale] = [
    await getTranslations('appointmentBooking'),
    await getTranslations('patron'),
    await getLocale(),
  ];
  const place = { locale, timeZone: person.timeZone };
  const between = { from: formatLocalDate(from, locale), to: formatLocalDate(days.at(-1)?.date ?? from, locale) };
  const some = days.filter(({ offers }) => offers.length > 0);
  return (
    <section aria-labelledby="times">
      <h2 id="times" className="mb-1 text-xl">
        {patron('person.choose')}
      </h2>
      <p className="mb-4 text-ink-soft">{patron('person.between', between)}</p>
      {some.length === 0 ? (
        <EmptyState title={patron('person.none.title', { name: person.name, ...between })}>
          {t('change.none')}
        </EmptyState>
      ) : (
        <ol className="divide-y divide-line border-y border-line">
          {some.map(({ date, offers }) => (
            <li key={date} className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[17rem_1fr]">
              <h3 className="pt-1.5 font-medium">{formatLocalDate(date, locale)}</h3>
              <ul className="flex flex-wrap gap-2">
                {offers.map((offer) => (
                  <li key={offer.start.toISOString()}>
                    <Link
                      prefetch={false}
                      href={`${changeAddress(view, link, { start: offer.start })}#new-time`}
                      aria-current={offer === chosen ? 'true' : undefined}
                      className={buttonClass(
                        offer === chosen ? 'primary' : 'secondary',
                        'normal',
                        'tabular min-w-24 px-3',
                      )}
                    >
                      {timeLabel(offer.start, place, patron)}
                      <OwnTime start={offer.start} timeZone={place.timeZone} isPlain />
                      <span className="sr-only">, {formatLocalDate(date, locale)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        {earlierFrom && (
          <LinkButton href={changeAddress(view, link, { from: earlierFrom })} icon="arrow-left">
            {patron('person.earlier')}
          </LinkButton>
        )}
        {laterFrom && (
          <LinkButton href={changeAddress(view, link, { from: laterFrom })} icon="arrow-right">
            {patron('person.later')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
