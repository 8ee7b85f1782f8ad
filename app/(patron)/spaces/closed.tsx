import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { queryOf } from '@/app/_ui/query-of';
import { currentActor } from '@/lib/auth/actor';
import { formatLocalDate } from '@/lib/messages/format';
import { localDay } from '@/lib/time/zone';
import type { SpaceFilter } from '@/lib/usecases/space-filter';
import { viewNextFree } from '@/lib/usecases/view-next-free';
import type { SpaceDay } from '@/lib/usecases/view-space-day';
import { keptParts } from './day-query';
import { NextFreeLink } from './next-free';

type Props = { view: SpaceDay; filter: SpaceFilter; shownAs: string; now: Date };

/** Nothing is open on the date: the next day that is, and the next time that is free. */
export async function Closed({ view, filter, shownAs, now }: Props) {
  const { date, location, nextOpenDate } = view;
  const [t, locale] = [await getTranslations('patron.spaces'), await getLocale()];
  const opens = nextOpenDate && t('nextOpen', { date: formatLocalDate(nextOpenDate, locale) });
  const from = localDay(date, location.timeZone).end;
  const { zone, people, features } = filter;
  const wish = { locationId: location.id, zone: zone ?? undefined, people: people ?? undefined, features };
  const answer = await viewNextFree(await currentActor(), { ...wish, from }, now);
  const [next] = answer.ok ? answer.value : [];
  return (
    <EmptyState
      title={t('closed', { date: formatLocalDate(date, locale) })}
      action={
        (next || opens) && (
          <div className="flex flex-wrap justify-center gap-3">
            {next && <NextFreeLink next={next} />}
            {opens && (
              <LinkButton href={`/spaces${queryOf({ ...keptParts(view, filter, shownAs), date: nextOpenDate })}`}>
                {opens}
              </LinkButton>
            )}
          </div>
        )
      }
    >
      {opens ? null : t('noNextOpen')}
    </EmptyState>
  );
}
