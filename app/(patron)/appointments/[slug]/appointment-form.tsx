import { getLocale, getTranslations } from 'next-intl/server';
import { frameLook, hereHref } from '@/app/frame-look';
import { currentActor } from '@/lib/auth/actor';
import { formatDuration, formatList } from '@/lib/messages/format';
import { addMinutes } from '@/lib/time/interval';
import { fieldOf } from '@/lib/usecases/answers-input';
import { viewAppointmentQuestions } from '@/lib/usecases/view-appointment-questions';
import type { PersonSlots } from '@/lib/usecases/view-person-slots';
import { BookingForm } from '../../booking-form';
import { HoldBar } from '../../hold/hold-bar';
import { holdWords, shownHold } from '../../hold/shown-hold';
import { timeLabel } from '../../time-label';
import { When } from '../../when';
import { book } from './actions';
import { addressOf } from './address-of';
import { lengthsFor } from './lengths-for';
import { placeHint } from './place-hint';

export type Offer = PersonSlots['days'][number]['offers'][number];

/** A time that was chosen, and the form to book it; the time is kept while it is filled in. */
export async function AppointmentForm({ view, offer }: { view: PersonSlots; offer: Offer }) {
  const { person, kind, group, subject, hold } = view;
  const [t, locale, actor] = [await getTranslations('patron'), await getLocale(), await currentActor()];
  const [t2, words, ui] = [
    await getTranslations('appointments'),
    await getTranslations('appointmentBooking'),
    await getTranslations('ui'),
  ];
  const [to, frame] = [await hereHref(), await frameLook()];
  const place = { locale, timeZone: person.timeZone };
  const lengths = lengthsFor(offer, person.policy.stepMinutes);
  const length = lengths.findLast((minutes) => minutes <= kind.defaultMinutes) ?? lengths[0] ?? kind.defaultMinutes;
  const oneLength = lengths.length < 2;
  const [where, ...others] = offer.at;
  const given = {
    ...{ slug: person.slug ?? '', timeZone: person.timeZone, start: offer.start.toISOString(), group: group ?? '' },
    ...{ kindId: String(kind.id ?? ''), subject: subject ?? '' },
    ...(others.length === 0 && { placeId: String(where?.place.id ?? '') }),
    ...(oneLength && { minutes: String(length) }),
  };
  const chosen = { placeId: String(where?.place.id ?? ''), minutes: String(length), ...given };
  const held = hold?.start.getTime() === offer.start.getTime() ? await shownHold(hold, new Date(), place) : null;
  const asked = await viewAppointmentQuestions(actor, { slug: person.slug, kindId: kind.id ?? undefined });
  const domains = formatList(person.emailDomains, locale);
  const onlyAt = person.emailDomains.length > 0 ? [t2('onlyAt', { domains })] : [];
  const questions = asked.ok ? asked.value.map((one) => ({ ...one, name: fieldOf(one) })) : [];
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
        {kind.name && <p>{kind.name}</p>}
        {where && others.length === 0 && (
          <p>{t2('kindAt', { kind: where.place.name, place: placeHint(where.place, person, words) })}</p>
        )}
        <a href={to(`${addressOf(view, {})}#times`)}>{t('person.change')}</a>
      </div>
      {/* What is held is known again by a cookie, and frames have none. */}
      {person.holdMinutes !== null && !frame && (
        <HoldBar
          // Another choice is another hold.
          key={`${given.start} ${given.kindId}`}
          chosen={chosen}
          initial={{ held, problem: null, turn: 0 }}
          words={await holdWords(person.holdMinutes)}
        />
      )}
      {actor.kind === 'person' && <p>{t('form.asPerson', { name: actor.name, email: actor.email })}</p>}
      <BookingForm
        action={book}
        given={given}
        lengths={
          oneLength
            ? undefined
            : lengths.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes, locale) }))
        }
        defaultMinutes={length}
        where={
          others.length === 0
            ? undefined
            : {
                label: t2('where'),
                choices: offer.at.map((one) => ({
                  ...{ value: String(one.place.id ?? ''), label: one.place.name },
                  hint: placeHint(one.place, person, words),
                })),
              }
        }
        isGuest={actor.kind !== 'person'}
        terms={
          person.terms.length > 0
            ? { texts: person.terms, title: t('form.termsTitle'), accept: t('form.terms') }
            : undefined
        }
        questions={{ asked: questions, choose: ui('choose') }}
        words={{
          ...{ start: t('space.start'), length: t('space.length'), name: t('form.name'), email: t('form.email') },
          ...{
            emailHint: [t('form.emailHint'), ...onlyAt].join(' '),
            note: t('person.note'),
            problem: t('form.problem'),
          },
          ...{ submit: t('person.submit'), submitting: t('person.submitting'), instead: t('why.instead') },
        }}
      />
      <p className="text-sm text-ink-soft">{t('space.after')}</p>
    </section>
  );
}
