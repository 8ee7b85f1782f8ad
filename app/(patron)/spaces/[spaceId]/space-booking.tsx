import { getLocale, getTranslations } from 'next-intl/server';
import { DateNav } from '@/app/_ui/date-nav';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { queryOf } from '@/app/_ui/query-of';
import { formatDate, formatLocalDate, formatTimeRange } from '@/lib/messages/format';
import { addMinutes, minutesBetween } from '@/lib/time/interval';
import { basketText } from '@/lib/usecases/basket-input';
import type { BasketView } from '@/lib/usecases/view-basket';
import type { SpaceView } from '@/lib/usecases/view-space';
import { timeLabel } from '../../time-label';
import { Basket } from './basket';
import { SpaceForm } from './space-form';
import { WhyNot } from './why-not';

/** A chosen time and its form; else the times on offer, or the next day that has some. */
export async function SpaceBooking({ view, basket }: { view: SpaceView; basket: BasketView }) {
  const { chosen, space, date, today, lastDate, offers } = view;
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const place = { locale, timeZone: space.timeZone };
  if (chosen && !chosen.problem) {
    const { start, end, lengths } = chosen;
    const change = `/spaces/${space.id}${queryOf({ date, with: basketText(basket.others) })}#book`;
    const time = lengths.length > 1 ? timeLabel(start, place, t) : formatTimeRange(start, end, place);
    return (
      <>
        <Chosen date={formatDate(start, place)} time={time} change={change} />
        <Basket view={view} basket={basket} />
        {lengths.length > 1 ? (
          <SpaceForm
            view={view}
            basket={basket}
            given={{ start: start.toISOString() }}
            lengths={lengths}
            usual={minutesBetween(start, end)}
          />
        ) : (
          <SpaceForm view={view} basket={basket} given={{ start: start.toISOString(), end: end.toISOString() }} />
        )}
      </>
    );
  }
  return (
    <>
      <Basket view={view} basket={basket} />
      {chosen?.problem && <WhyNot chosen={chosen} problem={chosen.problem} space={space} />}
      <div className="flex flex-col gap-2">
        <p className="font-medium">{formatLocalDate(date, locale)}</p>
        <DateNav
          path={`/spaces/${space.id}`}
          localDate={date}
          today={today}
          min={today}
          max={lastDate}
          keep={{ with: basketText(basket.others) }}
        />
      </div>
      {offers.length === 0 ? (
        <NothingFree view={view} />
      ) : space.policy.fixedPeriods ? (
        <Periods view={view} basket={basket} />
      ) : (
        <SpaceForm
          view={view}
          basket={basket}
          given={{}}
          lengths={lengthsOn(view)}
          usual={space.policy.defaultMinutes}
          starts={offers.map(({ start }) => ({ value: start.toISOString(), label: timeLabel(start, place, t) }))}
        />
      )}
    </>
  );
}

async function Chosen({ date, time, change }: { date: string; time: string; change: string }) {
  const t = await getTranslations('patron.space');
  return (
    <div className="border-l-4 border-accent pl-4">
      <p className="text-sm text-ink-soft">{t('chosen')}</p>
      <p className="text-lg font-semibold">
        {date}
        <br />
        {time}
      </p>
      <a href={change}>{t('change')}</a>
    </div>
  );
}

/** Fixed periods have nothing to combine: each is chosen whole. */
async function Periods({ view: { space, offers }, basket }: { view: SpaceView; basket: BasketView }) {
  const place = { locale: await getLocale(), timeZone: space.timeZone };
  const whens = offers.map(({ start, minMinutes }) => ({ start, end: addMinutes(start, minMinutes) }));
  return (
    <ul className="flex flex-wrap gap-2">
      {whens.map(({ start, end }) => (
        <li key={`${start.toISOString()} ${end.toISOString()}`}>
          <LinkButton
            variant="secondary"
            href={`/spaces/${space.id}${queryOf({ start: start.toISOString(), end: end.toISOString(), with: basketText(basket.others) })}#book`}
          >
            {formatTimeRange(start, end, place)}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}

/** Every length that some start of the date allows; whether this start does, the rule says when it is sent. */
function lengthsOn({ offers, space: { policy } }: SpaceView): number[] {
  const longest = Math.max(...offers.map(({ maxMinutes }) => maxMinutes));
  const lengths: number[] = [];
  for (let minutes = policy.minMinutes; minutes <= longest; minutes += policy.stepMinutes) lengths.push(minutes);
  return lengths;
}

async function NothingFree({ view: { space, date, nextFreeDate } }: { view: SpaceView }) {
  const [t, locale] = [await getTranslations('patron.space.none'), await getLocale()];
  const next = nextFreeDate && formatLocalDate(nextFreeDate, locale);
  return (
    <Notice
      kind="info"
      still
      title={t('title', { date: formatLocalDate(date, locale) })}
      action={
        next && (
          <LinkButton href={`/spaces/${space.id}?date=${nextFreeDate}#book`}>{t('go', { date: next })}</LinkButton>
        )
      }
    >
      {next ? t('next', { date: next }) : t('later')}
    </Notice>
  );
}
