import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '@/app/_ui/button-class';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { OwnTime } from '@/app/_ui/own-time/own-time';
import { frameLook, hereHref } from '@/app/frame-look';
import { formatDateTime, formatLocalDate } from '@/lib/messages/format';
import { localDateOf } from '@/lib/time/zone';
import type { TeamView } from '@/lib/usecases/view-team';
import { timeLabel } from '../../time-label';
import { teamHref } from './team-href';

/** Every free time of the page's days; nothing of why others are not. */
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

async function Days({ view }: { view: TeamView }) {
  const { days, timeZone, chosen } = view;
  const [t, patron, locale] = [await getTranslations('findPeople'), await getTranslations('patron'), await getLocale()];
  const to = await hereHref();
  const place = { locale, timeZone };
  return (
    <ol className="divide-y divide-line border-y border-line">
      {days.map(({ date, slots }) => (
        <li key={date} className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[17rem_1fr]">
          <h3 className={slots.length > 0 ? 'pt-1.5 font-medium' : 'text-ink-soft'}>{formatLocalDate(date, locale)}</h3>
          {slots.length > 0 ? (
            <ul className="flex flex-wrap gap-2">
              {slots.map(({ start }) => {
                const isChosen = start.getTime() === chosen?.start.getTime();
                return (
                  <li key={start.toISOString()}>
                    {/* A plain link: the keyboard goes on where it leads, in the form, and not in the list of times. */}
                    <a
                      href={to(`${teamHref(view, { start })}#book`)}
                      aria-current={isChosen ? 'true' : undefined}
                      className={buttonClass(isChosen ? 'primary' : 'secondary', 'normal', 'tabular min-w-24 px-3')}
                    >
                      {timeLabel(start, place, patron)}
                      <OwnTime start={start} timeZone={timeZone} isPlain />
                      <span className="sr-only">, {formatLocalDate(date, locale)}</span>
                    </a>
                  </li>
                );
              })}
            </ul>
          ) : (
            <p className="text-ink-soft">{t('noneOn')}</p>
          )}
        </li>
      ))}
    </ol>
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
