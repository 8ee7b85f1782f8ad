import { getLocale, getTranslations } from 'next-intl/server';
import { currentActor } from '@/lib/auth/actor';
import { formatDuration } from '@/lib/messages/format';
import { addMinutes } from '@/lib/time/interval';
import type { PersonSlots } from '@/lib/usecases/view-person-slots';
import { BookingForm } from '../../booking-form';
import { timeLabel } from '../../time-label';
import { When } from '../../when';
import { book } from './actions';
import { addressOf } from './address-of';

export type Offer = PersonSlots['days'][number]['offers'][number];

/** A time that was chosen, and the form to book it. */
export async function AppointmentForm({ view, offer }: { view: PersonSlots; offer: Offer }) {
  const { person, kind, group } = view;
  const [t, locale, actor] = [await getTranslations('patron'), await getLocale(), await currentActor()];
  const t2 = await getTranslations('appointments');
  const place = { locale, timeZone: person.timeZone };
  const { stepMinutes } = person.policy;
  const { defaultMinutes } = kind;
  const length = Math.min(Math.max(defaultMinutes, offer.minMinutes), offer.maxMinutes);
  const lengths: number[] = [];
  for (let minutes = offer.minMinutes; minutes <= offer.maxMinutes; minutes += stepMinutes) lengths.push(minutes);
  const oneLength = lengths.length === 1;
  const [where] = offer.at;
  const given = {
    ...{ slug: person.slug ?? '', timeZone: person.timeZone, start: offer.start.toISOString(), group: group ?? '' },
    ...{ kindId: String(kind.id ?? ''), placeId: String(where?.place.id ?? '') },
  };
  return (
    <section
      id="book"
      aria-labelledby="book-title"
      className="mb-10 flex max-w-2xl flex-col gap-5 rounded-md border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id="book-title" className="text-xl">
        {t('person.bookTitle', { name: person.name })}
      </h2>
      <div className="border-l-4 border-accent pl-4">
        <p className="text-sm text-ink-soft">{t('person.chosen')}</p>
        <p className="text-lg font-semibold">
          <When
            start={offer.start}
            end={addMinutes(offer.start, length)}
            place={place}
            startOnly={oneLength ? undefined : timeLabel(offer.start, place, t)}
          />
        </p>
        {where && <p>{kind.name ? t2('kindAt', { kind: kind.name, place: where.place.name }) : where.place.name}</p>}
        <a href={`${addressOf(view, {})}#times`}>{t('person.change')}</a>
      </div>
      {actor.kind === 'person' && <p>{t('form.asPerson', { name: actor.name, email: actor.email })}</p>}
      <BookingForm
        action={book}
        given={oneLength ? { ...given, minutes: String(length) } : given}
        lengths={
          oneLength
            ? undefined
            : lengths.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes, locale) }))
        }
        defaultMinutes={length}
        isGuest={actor.kind !== 'person'}
        words={{
          ...{ start: t('space.start'), length: t('space.length'), name: t('form.name'), email: t('form.email') },
          ...{ emailHint: t('form.emailHint'), note: t('person.note'), problem: t('form.problem') },
          ...{ submit: t('person.submit'), submitting: t('person.submitting') },
        }}
      />
      <p className="text-sm text-ink-soft">{t('space.after')}</p>
    </section>
  );
}
