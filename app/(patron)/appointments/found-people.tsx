import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { queryOf } from '@/app/_ui/query-of';
import { formatList, formatLocalDate } from '@/lib/messages/format';
import { localDateOf } from '@/lib/time/zone';
import type { FoundPerson, FreeTime, PeopleFound } from '@/lib/usecases/find-people';
import { TimeLink } from '../time-link';
import { whereName } from './team/where-name';

/** Who suits, whoever is free soonest first. */
export async function FoundPeople({ found }: { found: PeopleFound }) {
  const { wish, people } = found;
  const t = await getTranslations('findPeople');
  const isSearch = Object.values(wish).some((one) => one !== null);
  return (
    <section aria-labelledby="people">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 id="people" className="text-xl">
          {isSearch ? <span role="status">{t('found', { count: people.length })}</span> : t('people')}
        </h2>
        {isSearch && <LinkButton href="/appointments">{t('clear')}</LinkButton>}
      </div>
      {people.length > 0 ? (
        <ul className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
          {people.map((one) => (
            <FoundCard key={one.person.id} found={one} wish={wish} />
          ))}
        </ul>
      ) : (
        <EmptyState title={t(isSearch ? 'nobody.title' : 'empty.title')}>
          {t(isSearch ? 'nobody.text' : 'empty.text')}
        </EmptyState>
      )}
    </section>
  );
}

async function FoundCard({ found, wish: { day, subject } }: { found: FoundPerson; wish: PeopleFound['wish'] }) {
  const { person, wheres, next, times } = found;
  const [t, locale] = [await getTranslations('findPeople'), await getLocale()];
  const place = { locale, timeZone: person.timeZone };
  const shown = times.length > 0 ? times : next ? [next] : [];
  return (
    <li className="flex flex-col gap-3 rounded-md border border-line bg-surface p-5">
      <h3 className="text-xl">
        <a href={`/appointments/${person.slug}`} className="text-ink no-underline hover:text-accent hover:underline">
          {person.name}
        </a>
      </h3>
      {person.description && <p>{person.description}</p>}
      {person.subjects.length > 0 && (
        <p className="flex flex-wrap gap-x-3">
          <span className="sr-only">{t('subjects')}: </span>
          {person.subjects.map((subject) => (
            <a key={subject} href={`/appointments/subjects/${encodeURIComponent(subject)}`}>
              {subject}
            </a>
          ))}
        </p>
      )}
      <p className="text-sm text-ink-soft">
        <span className="sr-only">{t('places')}: </span>
        {formatList(
          wheres.map((one) => whereName(one, t)),
          locale,
        )}
      </p>
      <div className="flex-1">
        <p className="mb-2 text-sm">
          <Freedom found={found} day={day} />
        </p>
        {shown.length > 0 && (
          <ul className="flex flex-wrap gap-2">
            {shown.map((time) => (
              <li key={time.start.toISOString()}>
                <TimeLink
                  href={timeHref(person.slug, time, { timeZone: place.timeZone, subject })}
                  when={time}
                  place={place}
                  withDate={times.length === 0}
                >
                  <span className="sr-only">{t('book', { name: person.name })}</span>
                </TimeLink>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div>
        <LinkButton href={`/appointments/${person.slug}${queryOf({ from: day, subject })}`}>
          {t('see', { name: firstName(person.name) })}
        </LinkButton>
      </div>
    </li>
  );
}

/** How soon somebody is free, or that they are on the day that was asked for. */
async function Freedom({ found: { next, times }, day }: { found: FoundPerson; day: string | null }) {
  const [t, locale] = [await getTranslations('findPeople'), await getLocale()];
  const date = day && formatLocalDate(day, locale);
  if (date && times.length > 0) return t('freeOn', { date });
  const soon = t(next ? 'nextFree' : 'noneSoon');
  return date ? `${t('noneOnDay', { date })} ${soon}` : soon;
}

/** The time on the person's own page, chosen. */
const timeHref = (
  slug: string,
  { start, kindId, placeId }: FreeTime,
  { timeZone, subject }: { timeZone: string; subject: string | null },
): string =>
  `/appointments/${slug}${queryOf({ from: localDateOf(start, timeZone), kindId, placeId, subject, start: start.toISOString() })}#book`;

const firstName = (name: string) => name.split(' ')[0] ?? name;
