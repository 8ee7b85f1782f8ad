import { getLocale, getTranslations } from 'next-intl/server';
import { formatDuration } from '@/lib/messages/format';
import { addMinutes, minutesIn } from '@/lib/time/interval';
import type { AppointmentChangeView } from '@/lib/usecases/view-appointment-change';
import { timeLabel } from '../../../time-label';
import { When } from '../../../when';
import { change } from './actions';
import type { Offer } from './appointment-times';
import { ChangeForm } from './change-form';

type Props = { view: AppointmentChangeView; link: string | undefined; offer: Offer | undefined };

/** What it is to become, and the form that changes it; without a time that was chosen its words alone. */
export async function ChosenTime({ view, link, offer }: Props) {
  const { booking, appointment, kind, person } = view;
  const [t, words, patron, names, locale] = [
    await getTranslations('change'),
    await getTranslations('appointmentBooking'),
    await getTranslations('patron'),
    await getTranslations('appointments'),
    await getLocale(),
  ];
  const [item] = booking.items;
  if (!item) return null;
  const place = { locale, timeZone: person.timeZone };
  const lengths = lengthsOf(view, offer);
  const length = lengths.find((one) => one === minutesIn(item)) ?? lengths[0] ?? minutesIn(item);
  // Where it is now comes first, as long as it may stay there.
  const places = [...(offer?.at ?? [])].sort(
    (a, b) => Number(b.place.id === appointment.placeId) - Number(a.place.id === appointment.placeId),
  );
  const [where] = places;
  const given = {
    ...{ publicId: booking.publicId, version: String(booking.version), timeZone: person.timeZone },
    ...(link && { key: link }),
    ...(offer && {
      start: offer.start.toISOString(),
      ...(lengths.length < 2 && { minutes: String(length) }),
      ...(kind.id !== null && { kindId: String(kind.id) }),
      ...(places.length < 2 && where?.place.id != null && { placeId: String(where.place.id) }),
    }),
  };
  const choice = (value: number | null, label: string) => ({ value: String(value ?? ''), label });
  return (
    <section
      id="new-time"
      aria-labelledby="new-time-title"
      className="flex flex-col gap-5 rounded-md border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id="new-time-title" className="text-xl">
        {offer ? words('change.new') : t('words')}
      </h2>
      {offer && (
        <div className="border-l-4 border-accent pl-4">
          <p className="text-lg font-semibold">
            <When
              start={offer.start}
              end={addMinutes(offer.start, length)}
              place={place}
              startOnly={lengths.length > 1 ? timeLabel(offer.start, place, patron) : undefined}
            />
          </p>
          <p>
            {[kind.name || appointment.kindName, places.length < 2 && where?.place.name].filter(Boolean).join(', ')}
          </p>
        </div>
      )}
      <ChangeForm
        // Another time is another form.
        key={offer?.start.toISOString() ?? 'words'}
        action={change}
        given={given}
        times={null}
        menus={[
          ...(lengths.length > 1
            ? [
                {
                  ...{ name: 'minutes' as const, label: t('when.length'), value: String(length) },
                  choices: lengths.map((one) => choice(one, formatDuration(one, locale))),
                },
              ]
            : []),
          ...(places.length > 1
            ? [
                {
                  ...{ name: 'placeId' as const, label: names('where'), value: String(where?.place.id ?? '') },
                  choices: places.map((one) => choice(one.place.id, one.place.name)),
                },
              ]
            : []),
        ]}
        note={booking.note}
        nickname={null}
        terms={null}
        words={{
          ...{ start: t('when.start'), length: t('when.length'), period: t('when.period') },
          ...{ note: patron('person.note'), problem: t('problem'), saving: t('saving') },
          submit: offer ? words('change.submit') : t('submit'),
        }}
      />
    </section>
  );
}

/** Every length that some place allows; whether the chosen one does, the rule says when it is sent. */
function lengthsOf({ person }: AppointmentChangeView, offer: Offer | undefined): number[] {
  const all = (offer?.at ?? []).flatMap(({ minMinutes, maxMinutes }) => {
    const lengths: number[] = [];
    for (let minutes = minMinutes; minutes <= maxMinutes; minutes += person.policy.stepMinutes) lengths.push(minutes);
    return lengths;
  });
  return [...new Set(all)].sort((a, b) => a - b);
}
