import { getLocale, getTranslations } from 'next-intl/server';
import { currentActor } from '@/lib/auth/actor';
import { formatDuration } from '@/lib/messages/format';
import { fieldOf } from '@/lib/usecases/answers-input';
import { basketText } from '@/lib/usecases/basket-input';
import type { BasketView } from '@/lib/usecases/view-basket';
import type { SpaceView } from '@/lib/usecases/view-space';
import { BookingForm } from '../../booking-form';
import { HoldBar } from '../../hold/hold-bar';
import { holdWords, shownHold } from '../../hold/shown-hold';
import { book } from './actions';

type Props = {
  view: SpaceView;
  /** What is booked with it, and what the form asks for because of all of them. */
  basket: BasketView;
  given: Record<string, string>;
  starts?: { value: string; label: string }[];
  /** The start that is chosen unless one was. */
  first?: Date;
  lengths?: number[];
  usual?: number;
};

/** The booking form in the words of a space; a time that is chosen already goes with it unseen. */
export async function SpaceForm({ view, basket, given, starts, first, lengths, usual }: Props) {
  const { space, hold } = view;
  const [t, locale, actor] = [await getTranslations('patron'), await getLocale(), await currentActor()];
  const ui = await getTranslations('ui');
  const place = { locale, timeZone: space.timeZone };
  const others = basketText(basket.others);
  const carried = {
    ...{ spaceId: String(space.id), timeZone: space.timeZone },
    ...(others && { with: others }),
    ...given,
  };
  const minutes = lengths?.findLast((one) => one <= (usual ?? one)) ?? lengths?.[0];
  const chosen = given.start ? { ...carried, ...(minutes && { minutes: String(minutes) }) } : null;
  const held = hold && (await shownHold(hold, new Date(), place));
  return (
    <>
      {space.holdMinutes !== null && (
        <HoldBar
          // Another choice is another hold.
          key={`${given.start} ${others}`}
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
        defaultStart={(view.chosen?.start ?? first)?.toISOString()}
        lengths={lengths?.map((minutes) => ({ value: String(minutes), label: formatDuration(minutes, locale) }))}
        defaultMinutes={minutes}
        isGuest={actor.kind !== 'person'}
        terms={
          basket.terms.length > 0
            ? { texts: basket.terms, title: t('form.termsTitle'), accept: t('form.terms') }
            : undefined
        }
        questions={{ asked: basket.questions.map(asAsked), choose: ui('choose') }}
        nickname={basket.nicknames ? { label: t('form.nickname'), hint: t('form.nicknameHint') } : undefined}
        words={{
          ...{ start: t('space.start'), length: t('space.length'), name: t('form.name'), email: t('form.email') },
          ...{ emailHint: t('form.emailHint'), note: t('form.note'), problem: t('form.problem') },
          ...{ submit: t(others ? 'basket.submit' : 'space.submit'), submitting: t('space.submitting') },
        }}
      />
      <p className="text-sm text-ink-soft">{t('space.after')}</p>
    </>
  );
}

/** A question of one space says which, where there are several. */
const asAsked = ({ space, ...one }: BasketView['questions'][number]) => ({
  ...one,
  name: fieldOf(one),
  label: space ? `${space}: ${one.label}` : one.label,
});
