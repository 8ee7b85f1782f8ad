import { getLocale, getTranslations } from 'next-intl/server';
import { hereHref } from '@/app/frame-look';
import { currentActor } from '@/lib/auth/actor';
import { formatDuration } from '@/lib/messages/format';
import { fieldOf } from '@/lib/usecases/answers-input';
import type { TeamChoice, TeamView } from '@/lib/usecases/view-team';
import { BookingForm } from '../../booking-form';
import { When } from '../../when';
import { Choice, Choices } from '../choices';
import { bookTeam } from './actions';
import { teamHref } from './team-href';
import { whereName } from './where-name';

type Props = { view: TeamView; chosen: TeamChoice };

/** A time that was chosen: first where, if that is open, then the form, in which one may also say whom. */
export async function TeamBooking({ view, chosen }: Props) {
  const { kind, timeZone, where, wheres } = view;
  const [t, locale, to] = [await getTranslations('findPeople'), await getLocale(), await hereHref()];
  const place = { locale, timeZone };
  const isOpen = where === null && chosen.wheres.length > 1;
  const there = chosen.wheres.find(({ key }) => key === where) ?? chosen.wheres[0];
  const length = formatDuration(kind?.minutes ?? 0, locale);
  return (
    <section
      id="book"
      aria-labelledby="book-title"
      className="mb-10 flex max-w-2xl flex-col gap-5 rounded-md border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id="book-title" className="text-xl">
        {t('bookTitle')}
      </h2>
      <div className="border-l-4 border-accent pl-4">
        <p className="text-sm text-ink-soft">{t('chosen')}</p>
        <p className="text-lg font-semibold">
          <When start={chosen.start} end={chosen.end} place={place} />
        </p>
        <p>
          {t('kindAndLength', { kind: kind?.name || t('plainKind'), length })}
          {!isOpen && there && wheres.length > 1 && ` · ${whereName(there, t)}`}
        </p>
        <a href={to(`${teamHref(view)}#times`)}>{t('change')}</a>
      </div>
      {isOpen ? (
        <Choices label={t('whereFirst')}>
          {chosen.wheres.map((one) => (
            <Choice
              key={one.key}
              href={to(`${teamHref(view, { where: one.key, start: chosen.start })}#book`)}
              isChosen={false}
              plain
            >
              {whereName(one, t)}
            </Choice>
          ))}
        </Choices>
      ) : (
        <TeamForm view={view} chosen={chosen} whereKey={there?.key ?? ''} />
      )}
    </section>
  );
}

async function TeamForm({ view, chosen, whereKey }: Props & { whereKey: string }) {
  const { team, kind, timeZone, person } = view;
  const { people, questions, terms, start } = chosen;
  const [t, patron, ui] = [
    await getTranslations('findPeople'),
    await getTranslations('patron'),
    await getTranslations('ui'),
  ];
  const actor = await currentActor();
  const [only, ...others] = people;
  const isOne = only !== undefined && others.length === 0;
  const given = {
    ...{ [team.kind]: team.key, kind: kind?.key ?? '', where: whereKey, timeZone, start: start.toISOString() },
    ...(isOne && { with: only.slug }),
  };
  const any = { value: '', label: t('anyOfThem'), hint: t('anyHint', { count: people.length }) };
  const choices = people.map(({ slug, name, place }) => ({ value: slug, label: name, hint: place.name }));
  return (
    <>
      {isOne && <p>{t('oneFree', { name: only.name, place: only.place.name })}</p>}
      {actor.kind === 'person' && <p>{patron('form.asPerson', { name: actor.name, email: actor.email })}</p>}
      <BookingForm
        action={bookTeam}
        given={given}
        whom={
          isOne
            ? undefined
            : {
                ...{ label: t('whom'), choices: team.anyMember ? [any, ...choices] : choices },
                defaultValue: person?.slug ?? (team.anyMember ? '' : undefined),
              }
        }
        isGuest={actor.kind !== 'person'}
        terms={
          terms.length > 0
            ? { texts: terms, title: patron('form.termsTitle'), accept: patron('form.terms') }
            : undefined
        }
        questions={{ asked: questions.map((one) => ({ ...one, name: fieldOf(one) })), choose: ui('choose') }}
        words={{
          ...{ start: patron('space.start'), length: patron('space.length'), name: patron('form.name') },
          ...{ email: patron('form.email'), emailHint: patron('form.emailHint'), note: t('note') },
          ...{ problem: patron('form.problem'), submit: t('submit'), submitting: t('submitting') },
        }}
      />
      <p className="text-sm text-ink-soft">{patron('space.after')}</p>
    </>
  );
}
