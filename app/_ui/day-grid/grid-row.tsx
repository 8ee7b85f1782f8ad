import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import type { Bar, Cell } from './cells';
import { GridSlot, type SlotContext } from './grid-slot';
import type { GridSpace } from './types';

/** Stands for the space's name where a minute stands for a cell. */
export const nameCell = -1;

type Props = SlotContext & {
  cells: Cell[];
  columnMinutes: number;
  /** The one cell of this row that Tab reaches; null if it lies in another row, undefined before scripts run. */
  active: number | null | undefined;
};

/** One space and its day. Presses and keys are heard by the grid; a row only draws. */
export const GridRow = memo(function GridRow({ cells, columnMinutes, active, ...context }: Props) {
  const t = useTranslations('ui.grid');
  const { space, timeOf, hrefOf } = context;
  const tabIndex = (at: number) => (active === undefined ? undefined : active === at ? 0 : -1);

  /** What bars and hatching show, for those who hear the table. */
  const minuteOf = ({ from, to }: Cell, part: number) => Math.round(from + part * (to - from));
  const words = (cell: Cell, { kind, left, width }: Bar) => {
    const range = { from: timeOf(minuteOf(cell, left)), to: timeOf(minuteOf(cell, left + width)) };
    return t(kind === 'closed' || kind === 'unavailable' ? `${kind}From` : 'takenFrom', range);
  };
  /** Leads to the reason, and to what is free instead. */
  const whyOf = (cell: Cell, bar: Bar): Why => {
    const from = minuteOf(cell, bar.left);
    const name = t('why', { space: space.name, what: words(cell, bar) });
    return { at: from, href: hrefOf(space, from), name, tabIndex: tabIndex(from) };
  };

  return (
    <tr data-space={space.id}>
      <th
        scope="row"
        className="sticky left-0 z-20 h-16 border-r py-2 border-b border-line bg-surface px-3 text-left font-normal"
      >
        <SpaceName space={space} tabIndex={tabIndex(nameCell)} />
      </th>
      {cells.map((cell) => (
        <td
          key={cell.from}
          colSpan={(cell.to - cell.from) / columnMinutes}
          className="relative border-b border-line p-0"
        >
          {cell.bars.map((bar) => (
            <TakenBar
              key={`${bar.kind} ${bar.left} ${bar.width}`}
              bar={bar}
              why={cell.free ? undefined : whyOf(cell, bar)}
            />
          ))}
          {cell.free && cell.bars.length > 0 && (
            <span className="sr-only">{cell.bars.map((bar) => words(cell, bar)).join(', ')}</span>
          )}
          {cell.free && <GridSlot {...context} cell={cell} tabIndex={tabIndex(cell.from)} t={t} />}
        </td>
      ))}
    </tr>
  );
});

function SpaceName({ space, tabIndex }: { space: GridSpace; tabIndex: number | undefined }) {
  const t = useTranslations('ui.grid');
  return (
    <div className="flex items-center gap-3">
      {space.picture && (
        // biome-ignore lint/performance/noImgElement: a drawing of a few kilobytes needs no optimising
        <img
          src={space.picture.src}
          alt=""
          width={48}
          height={36}
          loading="lazy"
          className="h-9 w-12 shrink-0 rounded-sm object-cover"
        />
      )}
      <div className="min-w-0">
        <Link
          href={space.href}
          prefetch={false}
          data-at={nameCell}
          tabIndex={tabIndex}
          className="line-clamp-2 leading-snug font-medium text-ink no-underline hover:text-accent hover:underline"
        >
          {space.name}
        </Link>
        <span className="flex items-center gap-1 text-sm text-ink-soft">
          <Icon name="people" />
          <span className="sr-only">{t('capacity', { count: space.capacity })}</span>
          <span aria-hidden="true">{space.capacity}</span>
          {space.location && <span className="truncate"> · {space.location}</span>}
        </span>
      </div>
    </div>
  );
}

/** Who holds the time is nobody's business here, so all that is taken looks alike. */
const solid = 'top-1/2 h-7 -translate-y-1/2 bg-taken';

const barLooks: Record<Bar['kind'], string> = {
  booked: solid,
  outlook: solid,
  held: solid,
  closed: 'hatched inset-y-0',
  unavailable: 'inset-x-0 top-1/2 h-7 -translate-y-1/2 border border-dashed border-line-strong',
};

type Why = { at: number; href: string; name: string; tabIndex: number | undefined };

/** Time that is taken or closed. Where nothing of it can be chosen, a press tells why. */
function TakenBar({ bar: { kind, left, width, begins, ends }, why }: { bar: Bar; why: Why | undefined }) {
  const look = classNames(
    'absolute',
    barLooks[kind],
    kind !== 'closed' && kind !== 'unavailable' && 'forced-colors:border-2 forced-colors:border-[GrayText]',
    kind !== 'closed' && begins && 'rounded-l-md',
    kind !== 'closed' && ends && 'rounded-r-md',
  );
  const style = { left: `${left * 100}%`, width: `${width * 100}%` };
  if (!why) return <span aria-hidden="true" className={look} style={style} />;
  return (
    <a
      href={why.href}
      title={why.name}
      data-at={why.at}
      tabIndex={why.tabIndex}
      className={`${look} scroll-mt-16 scroll-mb-28 scroll-ml-64 focus-visible:z-10`}
      style={style}
    >
      <span className="sr-only">{why.name}</span>
    </a>
  );
}
