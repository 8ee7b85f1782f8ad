import type { ReactNode } from 'react';
import { Figure, type FigureProps } from './figure';

export type Bar = {
  key: string | number;
  label: ReactNode;
  value: number;
  /** The number as it is read; and more of it, such as its share. */
  shown: string;
  more?: string[];
};

type Props = FigureProps & {
  /** In the order in which they are to be read. */
  bars: readonly Bar[];
  /** Heads of the columns: what stands in the rows, the number, and those of `more`. */
  columns: { label: string; value: string; more?: string[] };
  /** What a full bar stands for; left out, the largest of them. */
  full?: number;
};

const head = 'pb-1.5 text-sm font-medium text-ink-soft';
/** Where there is no room for more columns, what they say stands under the name. */
const wide = 'max-sm:hidden';
const number = 'tabular py-1 pl-3 text-right align-top whitespace-nowrap';

/** Groups side by side: a table of numbers, each with a bar under its name as long as it is large. Needs no scripts. */
export function BarChart({ bars, columns, full, ...figure }: Props) {
  const top = full ?? Math.max(0, ...bars.map(({ value }) => value));
  return (
    <Figure {...figure}>
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{figure.title}</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={head}>
              {columns.label}
            </th>
            {[columns.value, ...(columns.more ?? [])].map((label) => (
              <th key={label} scope="col" className={`${head} pl-3 text-right ${label === columns.value ? '' : wide}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, label, value, shown, more = [] }) => (
            <tr key={key}>
              <th scope="row" className="w-full py-1 font-normal [overflow-wrap:anywhere]">
                {label}
                {more.length > 0 && (
                  <span className="tabular block text-sm text-ink-soft sm:hidden">
                    {more.map((one, place) => `${columns.more?.[place]}: ${one}`).join(' · ')}
                  </span>
                )}
                <ValueBar share={top > 0 ? value / top : 0} />
              </th>
              <td className={number}>{shown}</td>
              {more.map((one, place) => (
                <td key={columns.more?.[place]} className={`${number} ${wide} text-ink-soft`}>
                  {one}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}

/** A part of a whole, 0 to 1; the number itself stands beside it. */
function ValueBar({ share }: { share: number }) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <svg aria-hidden="true" width="100%" height="8" className="mt-0.5 block text-accent">
      <rect width="100%" height="8" className="fill-sunken forced-colors:fill-[Canvas]" />
      {width > 0 && <rect width={`${width}%`} height="8" fill="currentColor" />}
    </svg>
  );
}
