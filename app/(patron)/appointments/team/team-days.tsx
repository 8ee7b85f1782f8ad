import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { frameLook, hereHref } from '@/app/frame-look';
import { formatDateTime, formatLocalDate } from '@/lib/messages/format';
import { localDateOf } from '@/lib/time/zone';
import type { TeamView } from '@/lib/usecases/view-team';
import { timeLabel } from '../../time-label';
import { TimeLinks } from '../time-links';
import { teamHref } from './team-href';

/** The free times of the page's days; nothing of why others are not. */
export async function TeamDays({ view }: { view: TeamView }) {
  const { days, from, weeks, earlierFrom, laterFrom } = view;
  const [t, locale, to] = [await getTranslations('findPeople'), await getLocale(), await hereHref()];
  const between = { from: formatLocalDate(from, locale), to: formatLocalDate(days.at(-1)?.date ?? from, locale) };
  const other = weeks === 4 ? 2 : 4;
  return (
    <section aria-labelledby="times">
      <h2 id="times" className="mb-1 text-xl">
        {t('choose')}
      </h2>
      <p className="mb-4 text-ink-soft">{t('between', between)}</p>
      {days.some(({ slots }) => slots.length > 0) ? <Days view={view} /> : <Nothing view={view} between={between} />}
      <div className="mt-4 flex flex-wrap gap-3">
        {earlierFrom && (
          <LinkButton href={to(teamHref(view, { from: earlierFrom }))} icon="arrow-left">
            {t('earlier', { weeks })}
          </LinkButton>
        )}
        {laterFrom && (
          <LinkButton href={to(teamHref(view, { from: laterFrom }))} icon="arrow-right">
            {t('later', { weeks })}
          </LinkButton>
        )}
        {(laterFrom || weeks === 4) && (
          <LinkButton href={to(teamHref(view, { weeks: other }))}>{t('showWeeks', { weeks: other })}</LinkButton>
        )}
      </div>
    </section>
  );
}

/** So many days with free times show each of them; of those after them one reads how many there are, and goes there. */
const DAYS_WITH_TIMES = 7;

async function Days({ view }: { view: TeamView }) {
  const [t, locale] = [await getTranslations('findPeople'), await getLocale()];
  const free = view.days.filter(({ slots }) => slots.length > 0).map(({ date }) => date);
  const inFull = new Set(free.slice(0, DAYS_WITH_TIMES));
  return (
    <ol className="divide-y divide-line border-y border-line">
      {view.days.map((day) => (
        <li key={day.date} className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[17rem_1fr]">
          <h3 className={day.slots.length > 0 ? 'pt-1.5 font-medium' : 'text-ink-soft'}>
            {formatLocalDate(day.date, locale)}
          </h3>
          {day.slots.length === 0 ? (
            <p className="text-ink-soft">{t('noneOn')}</p>
          ) : inFull.has(day.date) ? (
            <Times view={view} day={day} />
          ) : (
            <WayToDay view={view} day={day} />
          )}
        </li>
      ))}
    </ol>
  );
}

type DayProps = { view: TeamView; day: TeamView['days'][number] };

async function Times({ view, day: { date, slots } }: DayProps) {
  const { timeZone, chosen } = view;
  const [patron, locale, to] = [await getTranslations('patron'), await getLocale(), await hereHref()];
  const place = { locale, timeZone };
  return (
    <TimeLinks
      times={slots.map(({ start }) => ({
        href: to(`${teamHref(view, { start })}#book`),
        label: timeLabel(start, place, patron),
        start: start.toISOString(),
      }))}
      chosen={chosen?.start.toISOString() ?? null}
      day={formatLocalDate(date, locale)}
      timeZone={timeZone}
    />
  );
}

/** The page from that day on, where its times stand. */
async function WayToDay({ view, day: { date, slots } }: DayProps) {
  const [t, patron, locale] = [await getTranslations('findPeople'), await getTranslations('patron'), await getLocale()];
  const to = await hereHref();
  const place = { locale, timeZone: view.timeZone };
  const [first, last] = [slots[0], slots.at(-1)].map((slot) => (slot ? timeLabel(slot.start, place, patron) : ''));
  return (
    <p>
      <a href={to(`${teamHref(view, { from: date })}#times`)} className="text-link inline-flex min-h-9 items-center">
        {t('timesOnDay', { count: slots.length, first: first ?? '', last: last ?? '' })}
        <span className="sr-only">, {formatLocalDate(date, locale)}</span>
      </a>
    </p>
  );
}

async function Nothing({ view, between }: { view: TeamView; between: { from: string; to: string } }) {
  const { nextFree, timeZone, where, person } = view;
  const [t, locale, to] = [await getTranslations('findPeople'), await getLocale(), await hereHref()];
  const isFramed = (await frameLook()) !== null;
  const isNarrow = where !== null || person !== null;
  return (
    <EmptyState
      title={person ? t('none.ofPerson', { ...between, name: person.name }) : t('none.title', between)}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          {nextFree && (
            <LinkButton
              variant="primary"
              href={to(`${teamHref(view, { from: localDateOf(nextFree, timeZone), start: nextFree })}#book`)}
            >
              {t('none.next', { time: formatDateTime(nextFree, { locale, timeZone }) })}
            </LinkButton>
          )}
          {isNarrow && (
            <LinkButton href={to(teamHref(view, { where: null, with: null }))}>{t('none.widen')}</LinkButton>
          )}
          {!nextFree && !isNarrow && !isFramed && <LinkButton href="/appointments">{t('none.others')}</LinkButton>}
        </div>
      }
    >
      {nextFree ? t('none.later') : t('none.text')}
    </EmptyState>
  );
}
