import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DateNav } from '@/app/_ui/date-nav';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { queryOf } from '@/app/_ui/query-of';
import { currentActor } from '@/lib/auth/actor';
import { formatLocalDate } from '@/lib/messages/format';
import { addMinutes, minutesBetween } from '@/lib/time/interval';
import { localDay } from '@/lib/time/zone';
import { basketText } from '@/lib/usecases/basket-input';
import type { BasketView } from '@/lib/usecases/view-basket';
import { viewNextFree } from '@/lib/usecases/view-next-free';
import type { SpaceView } from '@/lib/usecases/view-space';
import { timeLabel } from '../../time-label';
import { TimeLink } from '../../time-link';
import { When } from '../../when';
import { NextFreeLink } from '../next-free';
import { Basket } from './basket';
import { firstChoice } from './first-choice';
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
    const startOnly = lengths.length > 1 ? timeLabel(start, place, t) : undefined;
    return (
      <>
        <Chosen change={change} when={<When {...{ start, end, place, startOnly }} />} />
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
  const first = firstChoice(offers, space.policy.defaultMinutes);
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
          usual={first?.minutes}
          first={first?.start}
          starts={offers.map(({ start }) => ({ value: start.toISOString(), label: timeLabel(start, place, t) }))}
        />
      )}
    </>
  );
}

async function Chosen({ when, change }: { when: ReactNode; change: string }) {
  const t = await getTranslations('patron.space');
  return (
    <div className="border-l-4 border-accent pl-4">
      <p className="text-sm text-ink-soft">{t('chosen')}</p>
      <p className="text-lg font-semibold">{when}</p>
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
          <TimeLink
            href={`/spaces/${space.id}${queryOf({ start: start.toISOString(), end: end.toISOString(), with: basketText(basket.others) })}#book`}
            when={{ start, end }}
            place={place}
          />
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

/** The very next time, or the day that has one where the usual length does not fit. */
async function NothingFree({ view: { space, date, nextFreeDate } }: { view: SpaceView }) {
  const [t, locale] = [await getTranslations('patron.space.none'), await getLocale()];
  const day = nextFreeDate && formatLocalDate(nextFreeDate, locale);
  const from = localDay(date, space.timeZone).end;
  const answer = await viewNextFree(await currentActor(), { spaceIds: [space.id], from }, new Date());
  const [next] = answer.ok ? answer.value : [];
  return (
    <Notice
      kind="info"
      still
      title={t('title', { date: formatLocalDate(date, locale) })}
      action={
        <div className="flex flex-wrap gap-3">
          {next && <NextFreeLink next={next} />}
          {day && (
            <LinkButton href={`/spaces/${space.id}?date=${nextFreeDate}#book`}>{t('go', { date: day })}</LinkButton>
          )}
        </div>
      }
    >
      {day ? t('next', { date: day }) : t('later')}
    </Notice>
  );
}
