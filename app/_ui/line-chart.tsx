import { DataTable } from './data-table';

export type ChartPoint = { at: Date; value: number };

type Props = {
  /** In order of time. */
  points: readonly ChartPoint[];
  /** What the width stands for. */
  span: { start: Date; end: Date };
  /** Points further apart than this are not joined: nothing is known of the time between. */
  gapMs: number;
  /** The drawing in a sentence, for those who do not see it, and under it for those who do. */
  summary: string;
  label: (at: Date) => string;
  number: (value: number) => string;
  /** The same as numbers, on demand. */
  table: { open: string; time: string; value: string };
};

const WIDTH = 600;
const HEIGHT = 140;

/** How one number went over time: a line drawn on the server, its sentence, and a table in its stead. Needs no scripts. */
export function LineChart({ points, span, gapMs, summary, label, number, table }: Props) {
  const top = Math.max(1, ...points.map(({ value }) => value));
  const length = Math.max(1, span.end.getTime() - span.start.getTime());
  const x = (at: Date) => Math.min(WIDTH, Math.max(0, (WIDTH * (at.getTime() - span.start.getTime())) / length));
  const y = (value: number) => HEIGHT - (HEIGHT * value) / top;
  return (
    <figure className="flex flex-col gap-2">
      <div className="flex gap-2">
        <div aria-hidden="true" className="tabular flex flex-col justify-between text-right text-sm text-ink-soft">
          <span>{number(top)}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={summary}
          viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
          preserveAspectRatio="none"
          className="h-36 min-w-0 flex-1 text-accent"
        >
          <path
            d={`M0 0H${WIDTH}M0 ${HEIGHT}H${WIDTH}`}
            className="stroke-line"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
          />
          {runs(points, gapMs).map((run) => (
            <path
              key={run[0]?.at.getTime()}
              // A dot of no length is drawn round where a point stands alone.
              d={`${run.map(({ at, value }, place) => `${place === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('')}h0.1`}
              fill="none"
              stroke="currentColor"
              strokeWidth="2.5"
              strokeLinecap="round"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
      </div>
      <div aria-hidden="true" className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
        <span>{label(span.start)}</span>
        <span>{label(span.end)}</span>
      </div>
      <figcaption aria-hidden="true">{summary}</figcaption>
      <details>
        <summary className="text-link inline-flex min-h-6 cursor-pointer items-center">{table.open}</summary>
        <div className="mt-2 max-h-80 overflow-y-auto">
          <DataTable
            caption={table.value}
            columns={[
              { key: 'time', label: table.time },
              { key: 'value', label: table.value, align: 'end' },
            ]}
            rows={points.map(({ at, value }) => ({ key: at.getTime(), cells: [label(at), number(value)] }))}
          />
        </div>
      </details>
    </figure>
  );
}

/** Stretches without a gap. */
function runs(points: readonly ChartPoint[], gapMs: number): ChartPoint[][] {
  const all: ChartPoint[][] = [];
  for (const point of points) {
    const run = all.at(-1);
    const before = run?.at(-1);
    if (run && before && point.at.getTime() - before.at.getTime() <= gapMs) run.push(point);
    else all.push([point]);
  }
  return all;
}
