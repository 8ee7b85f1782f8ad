import { getLocale, getTranslations } from 'next-intl/server';
import { queryOf } from '@/app/_ui/query-of';
import { formatDuration } from '@/lib/messages/format';
import { minutesIn } from '@/lib/time/interval';
import type { NotFree } from '@/lib/usecases/search-day';
import type { SpaceSearch } from '@/lib/usecases/search-spaces';
import type { NextFree } from '@/lib/usecases/view-next-free';
import { bookHref, TimeLink } from '../../time-link';
import { ReasonText } from './reason-text';
import { searchParts } from './search-query';

type Props = { others: NotFree[]; next: NextFree[]; wish: SpaceSearch['wish'] };

/** Spaces that suit but are not free for so long: why, and a shorter or a later time that might do. */
export async function NotFreeList({ others, next, wish }: Props) {
  const t = await getTranslations('finding.search');
  return (
    <section aria-labelledby="not-free" className="mt-10">
      <h2 id="not-free" className="mb-3 text-lg">
        {t('notFree', { length: formatDuration(wish.minutes, await getLocale()) })}
      </h2>
      <ul className="divide-y divide-line border-y border-line">
        {others.map((one) => (
          <Other
            key={one.space.id}
            other={one}
            next={next.find(({ spaceId }) => spaceId === one.space.id)}
            wish={wish}
          />
        ))}
      </ul>
    </section>
  );
}

type OneProps = { other: NotFree; next: NextFree | undefined; wish: Props['wish'] };

async function Other({ other: { space, why, shorter }, next, wish }: OneProps) {
  const [t, patron, locale] = [
    await getTranslations('finding.search'),
    await getTranslations('patron'),
    await getLocale(),
  ];
  const place = { locale, timeZone: space.timeZone };
  return (
    <li className="py-4">
      <h3 className="font-medium">
        <a
          href={`/spaces/${space.id}?date=${wish.date}`}
          className="text-ink no-underline hover:text-accent hover:underline"
        >
          {space.name}
        </a>
        <span className="text-sm font-normal text-ink-soft"> · {space.locationName}</span>
      </h3>
      <ReasonText why={why} place={place} />
      {why.refusal.code === 'sign_in_required' && (
        <a
          href={`/sign-in${queryOf({ to: `/spaces/find${queryOf(searchParts(wish))}` })}`}
          className="inline-flex min-h-11 items-center text-accent underline"
        >
          {patron('booking.signIn')}
        </a>
      )}
      {(shorter || next) && (
        <ul className="mt-2 flex flex-wrap gap-2">
          {shorter && (
            <li>
              <TimeLink href={bookHref(space.id, shorter)} when={shorter} place={place}>
                <span className="font-normal text-ink-soft">{formatDuration(minutesIn(shorter), locale)}</span>
                <span className="sr-only">{patron('find.book', { name: space.name })}</span>
              </TimeLink>
            </li>
          )}
          {next && (
            <li>
              <TimeLink href={bookHref(space.id, next)} when={next} place={place} withDate>
                <span className="font-normal text-ink-soft">{t('nextOne')}</span>
                <span className="sr-only">{patron('find.book', { name: space.name })}</span>
              </TimeLink>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}
