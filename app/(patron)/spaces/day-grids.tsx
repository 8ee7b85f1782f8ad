'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useMemo, useState } from 'react';
import { DayGrid } from '@/app/_ui/day-grid/day-grid';
import { GridLegend } from '@/app/_ui/day-grid/grid-legend';
import type { DayGridProps } from '@/app/_ui/day-grid/types';
import { useLiveDay } from '@/app/_ui/day-grid/use-live-day';

type Props = {
  /** `note`: above a grid, where there is something to say of it. */
  grids: { id: string; heading: string; note: ReactNode; grid: DayGridProps }[];
  /** Where the day's data comes from while the page is open. */
  liveAddress: string;
};

/**
 * Several grids of one day, in which one thing is chosen: a press in one lets go of what was chosen in another. They keep
 * themselves up to date.
 */
export function DayGrids({ grids, liveAddress }: Props) {
  const router = useRouter();
  const [first] = grids;
  const isList = first?.grid.asList;
  const drawn = { dayStartAt: first?.grid.dayStartAt ?? '', minutes: first?.grid.minutes ?? 0 };
  const asItIsNow = useLiveDay(liveAddress, drawn, () => router.refresh());
  const shown = useMemo(
    () => grids.map(({ grid, ...rest }) => ({ ...rest, grid: { ...grid, spaces: grid.spaces.map(asItIsNow) } })),
    [grids, asItIsNow],
  );
  const [current, setCurrent] = useState<string | null>(null);
  const [left, setLeft] = useState<Record<string, number>>({});
  const enter = (id: string) => {
    if (current && current !== id) setLeft({ ...left, [current]: (left[current] ?? 0) + 1 });
    setCurrent(id);
  };
  return (
    <div className="flex flex-col gap-8">
      {!isList && (
        <div className="-mb-3 hidden md:block">
          <GridLegend hasNow={first?.grid.nowMinute !== null} />
        </div>
      )}
      {shown.map(({ id, heading, note, grid }) => (
        <section
          key={id}
          aria-labelledby={id}
          onClickCapture={() => enter(id)}
          onKeyDownCapture={({ key }) => key === ' ' && enter(id)}
        >
          <h3 id={id} className="mb-3 font-serif text-lg font-semibold">
            {heading}
          </h3>
          {note}
          {/* Another key, and the grid begins anew with nothing chosen. */}
          <DayGrid key={left[id] ?? 0} {...grid} />
        </section>
      ))}
    </div>
  );
}
