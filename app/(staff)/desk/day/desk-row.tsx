import { useTranslations } from 'next-intl';
import { classNames } from '@/app/_ui/class-names';
import { COLUMN_MINUTES, type DeskCell } from './row-cells';
import type { Bar, DaySpace, Stretch } from './types';

type Props = {
  space: DaySpace;
  cells: readonly DeskCell[];
  rangeOf: (stretch: Stretch) => string;
  /** The booking that is on its way: its place is kept, and pale. */
  away: Bar | null;
  /** Where it would be put down in this space. */
  ghost: (Stretch & { who: string; minutes: number }) | null;
};

/** One space and its day. Presses, drags and keys are heard by the table; a row only draws. */
export function DeskRow({ space, cells, rangeOf, away, ghost }: Props) {
  const t = useTranslations('ui.deskDay');
  return (
    <tr data-space={space.id} className="relative">
      <th
        scope="row"
        className="sticky left-0 z-20 h-16 border-r border-b border-line bg-surface px-3 py-2 text-left font-medium"
      >
        {space.name}
      </th>
      {cells.map((cell, place) => (
        <td
          key={cell.from}
          colSpan={(cell.to - cell.from) / COLUMN_MINUTES}
          className={classNames('border-b border-line p-0', cell.kind === 'closed' && 'hatched')}
        >
          {place === 0 && ghost && <Ghost ghost={ghost} range={rangeOf(ghost)} />}
          {cell.kind === 'booking' ? (
            <BookingLink bar={cell.bar} space={space} range={rangeOf(cell.bar)} isAway={away === cell.bar} />
          ) : (
            cell.kind !== 'free' && <Closed words={`${t(wordsOf[cell.kind])}, ${rangeOf(cell)}`} kind={cell.kind} />
          )}
        </td>
      ))}
    </tr>
  );
}

const wordsOf = { outlook: 'outlook', other: 'taken', closed: 'closedTime' } as const;

function Closed({ words, kind }: { words: string; kind: keyof typeof wordsOf }) {
  return (
    <>
      {kind !== 'closed' && (
        <span
          aria-hidden="true"
          title={words}
          className="mx-px block h-7 rounded-md bg-taken forced-colors:border-2 forced-colors:border-[GrayText]"
        />
      )}
      <span className="sr-only">{words}</span>
    </>
  );
}

type LinkProps = { bar: Bar; space: DaySpace; range: string; isAway: boolean };

function BookingLink({ bar, space, range, isAway }: LinkProps) {
  const t = useTranslations('ui.deskDay');
  const words = [bar.who, bar.mark].filter(Boolean).join(', ');
  return (
    <a
      href={`/desk/bookings/${bar.publicId}`}
      data-bar={bar.publicId}
      draggable={false}
      title={`${words}, ${range}`}
      aria-label={t('barOf', { who: words, range, space: space.name })}
      aria-keyshortcuts={bar.movable ? 'M' : undefined}
      className={classNames(
        'mx-px block min-h-12 scroll-ml-60 overflow-hidden rounded-md border px-1.5 py-1 text-sm leading-tight text-ink no-underline select-none',
        isAway
          ? 'border-dotted border-line-strong bg-sunken'
          : bar.mark
            ? 'border-dashed border-waiting bg-waiting-soft'
            : 'border-accent bg-accent-soft',
        bar.movable && 'cursor-grab hover:border-2',
      )}
    >
      <span className="block truncate font-medium">{bar.who}</span>
      <span className="tabular block truncate">{bar.mark ?? range}</span>
    </a>
  );
}

/** Where the booking would be, in the row it would be in; `minutes`: the length of the day shown. */
function Ghost({ ghost, range }: { ghost: NonNullable<Props['ghost']>; range: string }) {
  const part = (minute: number) => minute / ghost.minutes;
  return (
    <span
      aria-hidden="true"
      data-ghost
      className="pointer-events-none absolute inset-y-2 z-10 overflow-hidden rounded-md border-2 border-dashed border-accent bg-surface px-1.5 py-1 text-sm leading-tight shadow-float"
      style={{
        left: `calc(var(--names) + (100% - var(--names)) * ${part(ghost.from)})`,
        width: `calc((100% - var(--names)) * ${part(ghost.to - ghost.from)})`,
      }}
    >
      <span className="block truncate font-medium">{ghost.who}</span>
      <span className="tabular block truncate">{range}</span>
    </span>
  );
}
