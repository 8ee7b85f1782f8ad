import type { useTranslations } from 'next-intl';
import { classNames } from '../class-names';
import { type Cell, endFor, freeUntil } from './cells';
import type { GridSpace } from './types';
import type { Choice } from './use-choice';

/** What a row tells each of its cells. */
export type SlotContext = {
  space: GridSpace;
  stepMinutes: number;
  /** What is chosen in this row, and the end that is being considered. */
  choice: Choice | null;
  preview: number | null;
  timeOf: (minute: number) => string;
  durationOf: (minutes: number) => string;
  hrefOf: (space: GridSpace, from: number) => string;
  ownTimeOf: (minute: number) => string | null;
};

type Props = SlotContext & {
  cell: Cell;
  tabIndex: number | undefined;
  /** Handed down, since asking for words anew in each of a thousand cells takes time. */
  t: ReturnType<typeof useTranslations<'ui.grid'>>;
};

const base = 'group/slot absolute inset-y-2 scroll-mt-16 scroll-mb-28 scroll-ml-64 focus-visible:z-10';
const looks = {
  chosen:
    'inset-x-0 bg-accent focus-visible:-outline-offset-6 focus-visible:outline-on-accent forced-colors:bg-[Highlight]',
  end: 'inset-x-px border-2 border-dashed border-accent bg-free',
  start: 'inset-x-px rounded-sm border border-free-line bg-free hover:z-10 hover:border-accent',
};

/** Free time that can be chosen: a start, or, once one is chosen, an end. */
export function GridSlot({
  cell,
  space,
  choice,
  preview,
  stepMinutes,
  tabIndex,
  timeOf,
  durationOf,
  hrefOf,
  ownTimeOf,
  t,
}: Props) {
  const start = choice?.offer.from ?? Number.POSITIVE_INFINITY;
  const end = choice?.stage === 'start' ? endFor(cell, choice.offer, stepMinutes) : undefined;
  const chosen = cell.from >= start && cell.from < (preview ?? choice?.to ?? 0);
  const look = classNames(base, chosen ? looks.chosen : end !== undefined ? looks.end : looks.start);
  if (!cell.offer && end === undefined) return chosen ? <span aria-hidden="true" className={look} /> : null;

  const time = timeOf(end ?? cell.from);
  const own = ownTimeOf(end ?? cell.from);
  const told =
    end === undefined
      ? t('startAt', { space: space.name, time, until: timeOf(freeUntil(space, cell.from)) })
      : t('endAt', { space: space.name, time, duration: durationOf(end - start) });
  const name = own ? t('withOwn', { what: told, time: own }) : told;
  const shared = { 'aria-label': name, 'data-at': cell.from, tabIndex, className: look };
  // While an end is being chosen the bar below tells the times; labels here would cover the ends.
  const label = end === undefined && (
    <span
      aria-hidden="true"
      className="tabular pointer-events-none absolute inset-y-0 left-0 hidden min-w-full items-center justify-center rounded-sm bg-accent px-2 text-sm font-medium whitespace-nowrap text-on-accent group-hover/slot:flex group-focus-visible/slot:flex"
    >
      {time}
    </span>
  );
  if (!cell.offer) {
    return (
      <button type="button" {...shared}>
        {label}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: without scripts it is a link, with them a press chooses
    <a href={hrefOf(space, cell.from)} role="button" aria-pressed={start === cell.from} {...shared}>
      {label}
    </a>
  );
}
