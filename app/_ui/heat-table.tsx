import { classNames } from './class-names';
import { Figure, type FigureProps } from './figure';

type Props = FigureProps & {
  /** What the rows are, above their heads. */
  corner: string;
  columns: readonly {
    key: string | number;
    label: string /** Written out, where the label is short. */;
    name?: string;
  }[];
  rows: readonly { key: string | number; label: string; cells: readonly { value: number; shown: string }[] }[];
};

/** From little to much. The ink stays readable on each (WCAG 1.4.3), and the number says the same as the shade. */
const SHADES = ['', 'bg-accent/10', 'bg-accent/20', 'bg-accent/30', 'bg-accent/40 font-semibold'] as const;

/** Numbers of two things at once, such as hours and weekdays: a table, the more the darker. Needs no scripts. */
export function HeatTable({ corner, columns, rows, ...figure }: Props) {
  const top = Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ value }) => value)));
  const shade = (value: number) =>
    value > 0 && top > 0 ? SHADES[Math.max(1, Math.ceil((4 * value) / top))] : SHADES[0];
  return (
    <Figure {...figure}>
      <section
        aria-label={figure.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="relative overflow-x-auto"
      >
        <table className="tabular w-full border-separate border-spacing-0.5 text-center text-sm">
          <caption className="sr-only">{figure.title}</caption>
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 bg-surface pr-1 text-left font-medium text-ink-soft">
                {corner}
              </th>
              {columns.map(({ key, label, name }) => (
                <th key={key} scope="col" abbr={name} className="px-0.5 py-1 font-medium text-ink-soft">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, cells }) => (
              <tr key={key}>
                <th scope="row" className="sticky left-0 bg-surface pr-1 text-left font-normal text-ink-soft">
                  {/* "10 AM" stays on one line, a sentence does not. */}
                  <span className={label.length < 10 ? 'whitespace-nowrap' : undefined}>{label}</span>
                </th>
                {cells.map(({ value, shown }, place) => (
                  <td key={columns[place]?.key} className={classNames('rounded-sm px-0.5 py-1', shade(value))}>
                    {shown}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}
