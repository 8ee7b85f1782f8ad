import { getLocale, getTranslations } from 'next-intl/server';
import { currentActor } from '@/lib/auth/actor';
import { formatDuration } from '@/lib/messages/format';
import { fieldOf } from '@/lib/usecases/answers-input';
import type { SpaceView } from '@/lib/usecases/view-space';
import { BookingForm } from '../../booking-form';
import { book } from './actions';
import { HoldBar } from './hold-bar';
import { holdWords, shownHold } from './shown-hold';

type Props = {
  view: SpaceView;
  given: Record<string, string>;
  starts?: { value: string; label: string }[];
  lengths?: number[];
  usual?: number;
};

/** The booking form in the words of a space; a time that is chosen already goes with it unseen. */
export async function SpaceForm({ view, given, starts, lengths, usual }: Props) {
  const { space, hold } = view;
  const [t, locale, actor] = [await getTranslations('patron'), await getLocale(), await currentActor()];
  const ui = await getTranslations('ui');
  const place = { locale, timeZone: space.timeZone };
  const carried = { spaceId: String(space.id), timeZone: space.timeZone, ...given };
  const minutes = lengths?.findLast((one) => one <= (usual ?? one)) ?? lengths?.[0];
  const chosen = given.start ? { ...carried, ...(minutes && { minutes: String(minutes) }) } : null;
  const held = hold && (await shownHold(hold, new Date(), place));
  return (
    <>
      {space.holdMinutes !== null && (
        <HoldBar
          // Another choice is another hold.
          key={given.start}
          chosen={chosen}
          initial={{ held, problem: null, turn: 0 }}
          words={await holdWords(space.holdMinutes)}
        />
      )}
      {actor.kind === 'person' && <p>{t('form.asPerson', { name: actor.name, email: actor.email })}</p>}
      <BookingForm
        action={book}
        given={carried}
        starts={starts}
        defaultStart={view.chosen?.start.toISOString()}
        lengths={lengths?.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes, locale) }))}
        defaultMinutes={minutes}
        isGuest={actor.kind !== 'person'}
        terms={
          space.terms.length > 0
            ? { texts: space.terms, title: t('form.termsTitle'), accept: t('form.terms') }
            : undefined
        }
        questions={{ asked: view.questions.map((one) => ({ ...one, name: fieldOf(one) })), choose: ui('choose') }}
        nickname={space.nicknames ? { label: t('form.nickname'), hint: t('form.nicknameHint') } : undefined}
        words={{
          ...{ start: t('space.start'), length: t('space.length'), name: t('form.name'), email: t('form.email') },
          ...{ emailHint: t('form.emailHint'), note: t('form.note'), problem: t('form.problem') },
          ...{ submit: t('space.submit'), submitting: t('space.submitting') },
        }}
      />
      <p className="text-sm text-ink-soft">{t('space.after')}</p>
    </>
  );
}
