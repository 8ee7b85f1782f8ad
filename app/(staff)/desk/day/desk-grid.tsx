'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { HourHeads, HourLines, NowLine } from '@/app/_ui/day-grid/grid-head';
import { useNowMinute } from '@/app/_ui/day-grid/use-now-minute';
import { formatTime, formatTimeRange } from '@/lib/messages/format';
import { moveBooking } from '../bookings/actions';
import type { MoveWords } from '../bookings/move-form';
import { DeskRow } from './desk-row';
import { DropPanel } from './drop-panel';
import { COLUMN_MINUTES, rowCells } from './row-cells';
import type { DeskDayProps, Spot, Stretch } from './types';
import { type Lift, useLift } from './use-lift';

type Props = DeskDayProps & {
  words: MoveWords;
  /** This page, to come back to; `booking` is added. */
  back: string;
  /** The booking that was just moved: it takes the focus. */
  focusOn: string | undefined;
};

const STEP_PIXELS = 50;

/**
 * A day of all bookings with names: a table of links, in which a booking can be dragged, or carried by keys, to another
 * time or space. Put down, it asks for words to the patron and moves only then; refused, it is back at its place.
 */
export function DeskGrid(props: Props) {
  const { dateLabel, timeZone, locale, dayStartAt, minutes, ticks, spaces, words, back, focusOn, mayMove } = props;
  const t = useTranslations('ui.deskDay');
  const table = useRef<HTMLTableElement>(null);
  const how = useId();
  const [said, setSaid] = useState('');
  const [dropped, setDropped] = useState<Lift | null>(null);
  const [isRefused, setRefused] = useState(false);
  const now = useNowMinute(props.nowMinute);
  const rows = useMemo(() => spaces.map((space) => ({ space, cells: rowCells(space, minutes) })), [spaces, minutes]);

  const instant = (minute: number) => new Date(Date.parse(dayStartAt) + minute * 60_000);
  const rangeOf = ({ from, to }: Stretch) => formatTimeRange(instant(from), instant(to), { locale, timeZone });
  const nameOf = ({ spaceId }: Spot) => spaces.find(({ id }) => id === spaceId)?.name ?? '';
  const placeOf = ({ bar }: Lift, at: Spot) => ({
    space: nameOf(at),
    range: rangeOf({ from: at.from, to: at.from + (bar.to - bar.from) }),
  });
  const { lift, handlers } = useLift(
    { spaces, minutes, table },
    {
      lifted: (one) => {
        setDropped(null);
        setSaid(t('lifted', { who: one.bar.who, ...placeOf(one, one.at) }));
      },
      moved: (one) => one.by === 'keys' && setSaid(t('at', placeOf(one, one.at))),
      dropped: (one) => {
        setDropped(one);
        setRefused(false);
        setSaid(t('put', placeOf(one, one.at)));
      },
      back: (one) => setSaid(t('back', placeOf(one, one.home))),
    },
  );
  const shown = lift ?? (isRefused ? null : dropped);

  useEffect(() => {
    if (focusOn) table.current?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(focusOn)}"]`)?.focus();
  }, [focusOn]);

  // Begins where the day now is, with a little of the past in sight.
  useEffect(() => {
    const frame = table.current?.parentElement?.parentElement;
    if (!table.current || !frame || props.nowMinute === null || focusOn) return;
    const names = table.current.querySelector('th')?.offsetWidth ?? 0;
    const present = (table.current.offsetWidth - names) * (props.nowMinute / minutes);
    frame.scrollLeft = present - (frame.clientWidth - names) / 4;
  }, [props.nowMinute, minutes, focusOn]);

  const leave = () => {
    if (!dropped) return;
    setDropped(null);
    setSaid(t('back', placeOf(dropped, dropped.home)));
    table.current?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(dropped.bar.publicId)}"]`)?.focus();
  };

  return (
    <div className="flex flex-col gap-4">
      {mayMove && (
        <p id={how} className="prose-width text-sm text-ink-soft">
          {t('how')}
        </p>
      )}
      <div className="isolate max-h-[calc(100dvh-4rem)] overflow-auto rounded-md border border-line bg-surface [--names:12rem]">
        <div className="relative" style={{ minWidth: `calc(var(--names) + ${(minutes / 30) * STEP_PIXELS}px)` }}>
          <HourLines ticks={ticks} minutes={minutes} />
          <table
            ref={table}
            aria-label={t('table', { date: dateLabel })}
            aria-describedby={mayMove ? how : undefined}
            className="relative w-full table-fixed border-separate border-spacing-0"
            {...handlers}
          >
            <HourHeads ticks={ticks} minutes={minutes} column={COLUMN_MINUTES} ownHourOf={noOwnHour} />
            <tbody>
              {rows.map(({ space, cells }) => (
                <DeskRow
                  key={space.id}
                  space={space}
                  cells={cells}
                  rangeOf={rangeOf}
                  away={shown?.bar ?? null}
                  ghost={shown?.at.spaceId === space.id ? ghostOf(shown, minutes) : null}
                />
              ))}
            </tbody>
          </table>
          {now !== null && now >= 0 && now <= minutes && (
            <NowLine part={now / minutes} time={formatTime(instant(now), { locale, timeZone })} />
          )}
        </div>
      </div>
      {dropped && (
        <DropPanel
          // Another place is another question.
          key={`${dropped.bar.publicId} ${dropped.at.spaceId} ${dropped.at.from}`}
          action={moveBooking}
          lift={dropped}
          start={instant(dropped.at.from)}
          timeZone={timeZone}
          title={t('confirmTitle', { who: dropped.bar.who, ...placeOf(dropped, dropped.at) })}
          was={t('was', placeOf(dropped, dropped.home))}
          words={words}
          back={back}
          onRefused={() => {
            setRefused(true);
            setSaid(t('refused'));
          }}
          onLeave={leave}
        />
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

const ghostOf = ({ bar, at }: Lift, minutes: number) => ({
  ...{ from: at.from, to: at.from + (bar.to - bar.from), who: bar.who, minutes },
});

/** Staff stand in the library: its clock is theirs. */
const noOwnHour = () => null;
