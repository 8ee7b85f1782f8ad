import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { Icon } from '@/app/_ui/icon';
import { LinkButton } from '@/app/_ui/link-button';
import { formatDuration, formatLocalDate, formatTimeRange } from '@/lib/messages/format';
import type { FoundSpace, SpaceSearch } from '@/lib/usecases/search-spaces';
import { pictureOf } from '../../picture-of';

/** A page of results stays short: who looks further narrows the search. */
const SHOWN = 40;

/** What is free, the nearest first; else what to change about the search. */
export async function FoundSpaces({ search: { found, suitable, wish, locations } }: { search: SpaceSearch }) {
  const [t, locale] = [await getTranslations('patron.find'), await getLocale()];
  const exact = found.filter(({ isExact }) => isExact).length;
  const words = { count: found.length, exact, date: formatLocalDate(wish.date, locale), at: wish.at ?? '' };
  return (
    <section aria-labelledby="found">
      <h2 id="found" className="mb-1 text-xl">
        {found.length === 0 ? t('none', words) : t('count', words)}
      </h2>
      {found.length > 0 && wish.at && <p className="mb-4 text-ink-soft">{t('exact', words)}</p>}
      {found.length === 0 && (
        <EmptyState
          title={
            suitable === 0 ? t('nothingSuits') : t('nothingFree', { length: formatDuration(wish.minutes, locale) })
          }
          action={suitable > 0 && <LinkButton href={nextDay(wish)}>{t('tryNextDay')}</LinkButton>}
        >
          {suitable === 0 ? t('fewerWishes') : t('otherTime')}
        </EmptyState>
      )}
      <ul className="mt-4 flex flex-col gap-4">
        {found.slice(0, SHOWN).map((one) => (
          <Found key={one.space.id} one={one} isOnlyPlace={locations.length === 1} />
        ))}
      </ul>
      {found.length > SHOWN && <p className="mt-4 text-ink-soft">{t('more', { count: found.length - SHOWN })}</p>}
    </section>
  );
}

async function Found({ one: { space, times }, isOnlyPlace }: { one: FoundSpace; isOnlyPlace: boolean }) {
  const [t, locale] = [await getTranslations('patron'), await getLocale()];
  const src = pictureOf(space.picture);
  const place = { locale, timeZone: space.timeZone };
  const facts = [
    isOnlyPlace ? null : space.locationName,
    space.zone,
    space.capacity && t('space.seats', { count: space.capacity }),
    ...space.features,
  ].filter(Boolean);
  return (
    <li className="flex flex-wrap gap-4 rounded-md border border-line bg-surface p-4">
      {src && (
        // biome-ignore lint/performance/noImgElement: a drawing of a few kilobytes needs no optimising
        <img
          src={src}
          alt=""
          width={96}
          height={72}
          loading="lazy"
          className="h-18 w-24 shrink-0 rounded-sm bg-sunken object-cover"
        />
      )}
      <div className="min-w-0 flex-1 basis-56">
        <h3 className="font-serif text-lg font-semibold">
          <a href={`/spaces/${space.id}`} className="text-ink no-underline hover:text-accent hover:underline">
            {space.name}
          </a>
        </h3>
        <p className="text-sm text-ink-soft">{facts.join(' · ')}</p>
        <ul className="mt-3 flex flex-wrap gap-2">
          {times.map(({ start, end }) => (
            <li key={start.toISOString()}>
              <a
                href={`/spaces/${space.id}?start=${start.toISOString()}&end=${end.toISOString()}#book`}
                className="tabular inline-flex min-h-11 items-center gap-2 rounded-md border border-free-line bg-free px-3 font-medium whitespace-nowrap text-accent-strong no-underline hover:border-accent"
              >
                {formatTimeRange(start, end, place)}
                <span className="sr-only">{t('find.book', { name: space.name })}</span>
                <Icon name="arrow-right" />
              </a>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

/** The same search a day later. */
function nextDay({ date, at, minutes, people, locationId, features }: SpaceSearch['wish']): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  const query = new URLSearchParams({ date: day.toISOString().slice(0, 10), minutes: String(minutes) });
  if (at) query.set('at', at);
  if (people) query.set('people', String(people));
  if (locationId) query.set('location', String(locationId));
  for (const feature of features) query.append('feature', feature);
  return `/spaces/find?${query}`;
}
