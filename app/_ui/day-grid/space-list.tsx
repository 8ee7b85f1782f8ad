import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import { freeUntil } from './cells';
import type { GridSpace } from './types';

const startsShown = 6;

type Writes = {
  timeOf: (minute: number) => string;
  /** On the visitor's own clock, where that shows another time. */
  ownTimeOf: (minute: number) => string | null;
  hrefOf: (space: GridSpace, from: number) => string;
};

type Props = Writes & { spaces: GridSpace[]; label: string };

/** The day as a list: each space with its next free times. The booking page asks for the end. */
export function SpaceList({ spaces, label, ...writes }: Props) {
  return (
    <ul aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(min(22rem,100%),1fr))] gap-3">
      {spaces.map((space) => (
        <li key={space.id} className="rounded-md border border-line bg-surface p-4">
          <About space={space} />
          <Starts space={space} {...writes} />
        </li>
      ))}
    </ul>
  );
}

function About({ space }: { space: GridSpace }) {
  const t = useTranslations('ui.grid');
  return (
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
        <Link href={space.href} prefetch={false} className="font-serif text-lg font-semibold text-ink no-underline">
          {space.name}
        </Link>
        <p className="text-sm text-ink-soft">
          <Icon name="people" className="mr-1.5 inline align-[-0.15em]" />
          {[t('capacity', { count: space.capacity }), space.location, ...space.features].filter(Boolean).join(' · ')}
        </p>
      </div>
    </div>
  );
}

function Starts({ space, timeOf, ownTimeOf, hrefOf }: Writes & { space: GridSpace }) {
  const t = useTranslations('ui.grid');
  const quiet = 'inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-4';
  const more = space.offers.length - startsShown;
  const hasOwn = space.offers.some(({ from }) => ownTimeOf(from));
  if (space.offers.length === 0)
    return (
      <p className="mt-3 flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
        {t('nothingFree')}
        <Link href={space.href} prefetch={false} aria-label={t('nextTimesOf', { space: space.name })} className={quiet}>
          {t('nextTimes')}
        </Link>
      </p>
    );
  return (
    <div className={classNames('mt-3 grid gap-2', hasOwn ? 'grid-cols-2 sm:grid-cols-3' : 'grid-cols-3')}>
      {space.offers.slice(0, startsShown).map(({ from }) => {
        const [time, own, until] = [timeOf(from), ownTimeOf(from), timeOf(freeUntil(space, from))];
        const what = t('startAt', { space: space.name, time, until });
        return (
          <a
            key={from}
            href={hrefOf(space, from)}
            aria-label={own ? t('withOwn', { what, time: own }) : what}
            className="tabular inline-flex min-h-11 flex-col items-center justify-center rounded-md border border-free-line bg-free px-1 py-1 text-center font-medium text-accent-strong no-underline hover:border-accent"
          >
            <span className="whitespace-nowrap">{time}</span>
            {own && (
              <span className="inline-flex items-center gap-1 text-sm font-normal whitespace-nowrap text-ink-soft">
                <Icon name="person" className="size-3.5" />
                {own}
              </span>
            )}
          </a>
        );
      })}
      {more > 0 && (
        <Link
          href={space.href}
          prefetch={false}
          aria-label={t('allTimesOf', { space: space.name })}
          className={`${quiet} col-span-full`}
        >
          {t('moreTimes', { count: more })}
        </Link>
      )}
    </div>
  );
}
