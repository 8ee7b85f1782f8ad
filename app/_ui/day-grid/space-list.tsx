import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Icon } from '../icon';
import { freeUntil } from './cells';
import type { GridSpace } from './types';

const startsShown = 6;

type Props = {
  spaces: GridSpace[];
  label: string;
  timeOf: (minute: number) => string;
  hrefOf: (space: GridSpace, from: number) => string;
};

/** The day on a narrow screen: each space with its next free times. The booking page asks for the end. */
export function SpaceList({ spaces, label, timeOf, hrefOf }: Props) {
  const t = useTranslations('ui.grid');
  return (
    <ul aria-label={label} className="flex flex-col gap-3">
      {spaces.map((space) => (
        <li key={space.id} className="rounded-md border border-line bg-surface p-4">
          <div className="flex gap-3">
            {space.picture && (
              // biome-ignore lint/performance/noImgElement: a drawing of a few kilobytes needs no optimising
              <img
                src={space.picture.src}
                alt={space.picture.alt}
                width={72}
                height={54}
                loading="lazy"
                className="h-[54px] w-18 shrink-0 rounded-sm object-cover"
              />
            )}
            <div className="min-w-0">
              <Link
                href={space.href}
                prefetch={false}
                className="font-serif text-lg font-semibold text-ink no-underline"
              >
                {space.name}
              </Link>
              <p className="text-sm text-ink-soft">
                <Icon name="people" className="mr-1.5 inline align-[-0.15em]" />
                {[t('capacity', { count: space.capacity }), space.location, ...space.features]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </div>
          {space.offers.length === 0 ? (
            <p className="mt-3 text-sm text-ink-soft">{t('nothingFree')}</p>
          ) : (
            <div className="mt-3 grid grid-cols-3 gap-2 sm:flex sm:flex-wrap">
              {space.offers.slice(0, startsShown).map(({ from }) => (
                <a
                  key={from}
                  href={hrefOf(space, from)}
                  aria-label={t('startAt', {
                    space: space.name,
                    time: timeOf(from),
                    until: timeOf(freeUntil(space, from)),
                  })}
                  className="tabular inline-flex min-h-11 items-center justify-center rounded-md border border-free-line bg-free px-1 whitespace-nowrap sm:min-w-24 font-medium text-accent-strong no-underline hover:border-accent"
                >
                  {timeOf(from)}
                </a>
              ))}
              {space.offers.length > startsShown && (
                <Link
                  href={space.href}
                  prefetch={false}
                  aria-label={t('allTimesOf', { space: space.name })}
                  className="col-span-3 inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-4"
                >
                  {t('moreTimes', { count: space.offers.length - startsShown })}
                </Link>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
