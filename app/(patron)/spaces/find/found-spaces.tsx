import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { queryOf } from '@/app/_ui/query-of';
import { formatDuration, formatLocalDate, formatWallTime } from '@/lib/messages/format';
import { addDays } from '@/lib/time/zone';
import type { SpaceSearch } from '@/lib/usecases/search-spaces';
import type { NextFree } from '@/lib/usecases/view-next-free';
import { NextFreeLink } from '../next-free';
import { FoundCard } from './found-card';
import { NotFreeList } from './not-free-list';
import { searchParts } from './search-query';

/** A page of results stays short: who looks further narrows the search. */
const SHOWN = 40;

type Props = {
  search: SpaceSearch;
  /** After the date, the soonest first: where nothing, or not everything, is free on it. */
  next: NextFree[];
};

/** What is free, the nearest first; else what to change about the search. Then what is not, why, and what might do. */
export async function FoundSpaces({ search, next }: Props) {
  const [t, locale] = [await getTranslations('patron.find'), await getLocale()];
  const { found, others, wish, locations } = search;
  const exact = found.filter(({ isExact }) => isExact).length;
  const words = {
    count: found.length,
    exact,
    date: formatLocalDate(wish.date, locale),
    at: wish.at ? formatWallTime(minuteOf(wish.at), locale) : '',
  };
  return (
    <section aria-labelledby="found" className="min-w-0">
      <h2 id="found" role="status" className="mb-1 text-xl">
        <Heading search={search} />
      </h2>
      {found.length > 0 && wish.when === 'date' && wish.at && <p className="text-ink-soft">{t('exact', words)}</p>}
      {found.length === 0 && <Nothing search={search} next={next[0]} />}
      <ul className="mt-4 flex flex-col gap-4">
        {found.slice(0, SHOWN).map((one) => (
          <FoundCard
            key={one.space.id}
            found={one}
            isOnlyPlace={locations.length === 1}
            withDate={wish.when === 'next'}
          />
        ))}
      </ul>
      {found.length > SHOWN && <p className="mt-4 text-ink-soft">{t('more', { count: found.length - SHOWN })}</p>}
      {others.length > 0 && <NotFreeList others={others} next={next} wish={wish} />}
    </section>
  );
}

async function Heading({ search: { found, wish } }: { search: SpaceSearch }) {
  const [t, finding] = [await getTranslations('patron.find'), await getTranslations('finding.search')];
  if (wish.when === 'next') return finding('soonest', { count: found.length });
  const words = { count: found.length, date: formatLocalDate(wish.date, await getLocale()) };
  return found.length === 0 ? t('none', words) : t('count', words);
}

async function Nothing({ search, next }: { search: SpaceSearch; next: NextFree | undefined }) {
  const [t, finding] = [await getTranslations('patron.find'), await getTranslations('finding.search')];
  const { suitable, wish } = search;
  const length = formatDuration(wish.minutes, await getLocale());
  if (suitable === 0) return <EmptyState title={t('nothingSuits')}>{t('fewerWishes')}</EmptyState>;
  return (
    <EmptyState
      title={t('nothingFree', { length })}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          {next && <NextFreeLink next={next} />}
          {wish.when === 'date' && <LinkButton href={nextDay(wish)}>{t('tryNextDay')}</LinkButton>}
        </div>
      }
    >
      {next ? finding('butNext') : t('otherTime')}
    </EmptyState>
  );
}

/** "14:30" as minutes of the day. */
const minuteOf = (at: string): number => Number(at.split(':')[0]) * 60 + Number(at.split(':')[1]);

/** The same search a day later. */
const nextDay = (wish: SpaceSearch['wish']): string =>
  `/spaces/find${queryOf({ ...searchParts(wish), date: addDays(wish.date, 1) })}`;
