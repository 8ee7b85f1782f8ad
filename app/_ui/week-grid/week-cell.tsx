import { classNames } from '../class-names';
import type { WeekGridCell } from './types';

type Props = {
  cell: WeekGridCell;
  place: { column: number; row: number };
  name: string;
  time: string;
  href: string;
  tabIndex: number | undefined;
};

const looks = {
  free: 'inset-0.5 rounded-sm border border-free-line bg-free hover:border-accent',
  taken: 'inset-x-2 inset-y-0.5 rounded-sm bg-taken forced-colors:border-2 forced-colors:border-[GrayText]',
  closed: 'hatched inset-0',
  other: 'inset-x-2 inset-y-0.5 border border-dashed border-line-strong',
} as const;

/** Free time leads to its booking, all else to the reason and what is free instead; what is over leads nowhere. */
export function WeekCell({ cell: { kind, rows }, place: { column, row }, name, time, href, tabIndex }: Props) {
  return (
    <td rowSpan={rows} className="relative border-b border-l border-line p-0">
      {kind === 'over' ? (
        <span className="sr-only">{name}</span>
      ) : (
        <a
          href={href}
          title={name}
          aria-label={name}
          data-column={column}
          data-row={row}
          tabIndex={tabIndex}
          className={classNames(
            'group/slot absolute scroll-mt-16 scroll-ml-40 no-underline focus-visible:z-10',
            looks[kind],
          )}
        >
          {kind === 'free' && (
            <span
              aria-hidden="true"
              className="tabular pointer-events-none absolute inset-x-0 top-0 hidden min-h-full items-center justify-center rounded-sm bg-accent px-2 text-sm font-medium whitespace-nowrap text-on-accent group-hover/slot:flex group-focus-visible/slot:flex"
            >
              {time}
            </span>
          )}
        </a>
      )}
    </td>
  );
}
