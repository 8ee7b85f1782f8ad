import { DataTable } from './data-table';
import { Figure, type FigureProps } from './figure';

export type ChartColumn = { key: string; label: string; value: number; shown: string };

type Props = FigureProps & {
  /** One after the other in time, or in another order that means something. */
  steps: readonly ChartColumn[];
  /** The largest number, beside the drawing. */
  top: { value: number; shown: string };
  /** The words of its table: what opens it, and the heads of its columns. */
  table: { open: string; label: string; value: string };
};

const WIDTH = 600;
const HEIGHT = 140;

/** How a number went from step to step: columns drawn on the server, and the same numbers as a table on demand. */
export function ColumnChart({ steps, top, table, ...figure }: Props) {
  const each = WIDTH / Math.max(1, steps.length);
  const gap = Math.min(6, each * 0.2);
  const tall = (value: number) => (top.value > 0 ? (HEIGHT * value) / top.value : 0);
  return (
    <Figure {...figure}>
      <div aria-hidden="true">
        <div className="flex gap-2">
          <div className="tabular flex flex-col justify-between text-right text-sm text-ink-soft">
            <span>{top.shown}</span>
            <span>0</span>
          </div>
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-36 min-w-0 flex-1 border-y border-line text-accent"
          >
            <title>{figure.title}</title>
            {steps.map(({ key, label, value, shown }, place) => (
              <rect
                key={key}
                x={(place * each + gap / 2).toFixed(1)}
                y={(HEIGHT - tall(value)).toFixed(1)}
                width={(each - gap).toFixed(1)}
                height={tall(value).toFixed(1)}
                fill="currentColor"
              >
                <title>{`${label}: ${shown}`}</title>
              </rect>
            ))}
          </svg>
        </div>
        <div className="mt-1 flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
          <span>{steps[0]?.label}</span>
          {steps.length > 1 && <span>{steps.at(-1)?.label}</span>}
        </div>
      </div>
      <details>
        <summary className="text-link inline-flex min-h-6 cursor-pointer items-center">{table.open}</summary>
        <div className="mt-2">
          <DataTable
            caption={figure.title}
            columns={[
              { key: 'label', label: table.label },
              { key: 'value', label: table.value, align: 'end' },
            ]}
            rows={steps.map(({ key, label, shown }) => ({ key, cells: [label, shown] }))}
          />
        </div>
      </details>
    </Figure>
  );
}
