import type { ReactNode } from 'react';
import { classNames } from './class-names';

type Column = { key: string; label: ReactNode; align?: 'end' };

type Props = {
  /** What the table shows; read out, and shown only if `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: Column[];
  /** One cell a column; the first names its row. */
  rows: { key: string | number; cells: ReactNode[] }[];
  /** In place of rows when there are none. */
  empty?: ReactNode;
  /** On a phone the cells of a row stand under one another, each with the name of its column: for rows that are read whole. */
  stacks?: boolean;
};

/** Rows of facts. On a narrow screen it moves sideways within its own frame, unless its rows fold into blocks. */
export function DataTable({ caption, showCaption, columns, rows, empty, stacks }: Props) {
  if (rows.length === 0 && empty) return empty;
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      // Positioned, so that words for screen readers inside it scroll with it and do not widen the page.
      className="relative overflow-x-auto rounded-md border border-line bg-surface"
    >
      <table className={classNames('w-full border-collapse text-left', stacks && 'max-sm:block')}>
        <caption className={showCaption ? 'px-4 py-3 text-left font-semibold' : 'sr-only'}>{caption}</caption>
        <thead className={stacks ? 'max-sm:sr-only' : undefined}>
          <tr>
            {columns.map(({ key, label, align }) => (
              <th
                key={key}
                scope="col"
                className={classNames('px-4 py-2.5 text-sm font-medium text-ink-soft', align && 'text-right')}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={stacks ? 'max-sm:block' : undefined}>
          {rows.map(({ key, cells }) => (
            <tr
              key={key}
              className={classNames(
                'border-t border-line align-top',
                stacks && 'max-sm:block max-sm:py-2 max-sm:first:border-t-0',
              )}
            >
              {cells.map((cell, place) => {
                const column = columns[place];
                const look = classNames(
                  'px-4 py-3',
                  column?.align && 'tabular text-right',
                  stacks && 'max-sm:block max-sm:py-1 max-sm:text-left',
                );
                return place === 0 ? (
                  <th key={column?.key} scope="row" className={classNames(look, 'font-medium')}>
                    {cell}
                  </th>
                ) : (
                  <td key={column?.key} className={look}>
                    {stacks && (
                      <span aria-hidden="true" className="block text-sm text-ink-soft sm:hidden">
                        {column?.label}
                      </span>
                    )}
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
