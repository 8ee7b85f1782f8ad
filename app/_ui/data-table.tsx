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
};

/** Rows of facts. On a narrow screen it moves sideways within its own frame. */
export function DataTable({ caption, showCaption, columns, rows, empty }: Props) {
  if (rows.length === 0 && empty) return empty;
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      // Positioned, so that words for screen readers inside it scroll with it and do not widen the page.
      className="relative overflow-x-auto rounded-md border border-line bg-surface"
    >
      <table className="w-full border-collapse text-left">
        <caption className={showCaption ? 'px-4 py-3 text-left font-semibold' : 'sr-only'}>{caption}</caption>
        <thead>
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
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="border-t border-line align-top">
              {cells.map((cell, place) => {
                const column = columns[place];
                const look = classNames('px-4 py-3', column?.align && 'tabular text-right');
                return place === 0 ? (
                  <th key={column?.key} scope="row" className={classNames(look, 'font-medium')}>
                    {cell}
                  </th>
                ) : (
                  <td key={column?.key} className={look}>
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
