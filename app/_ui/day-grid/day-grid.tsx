'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { Notice } from '../notice';
import { BookingBar } from './booking-bar';
import { bookingHref } from './booking-href';
import { HourHeads, HourLines, NowLine } from './grid-head';
import { GridLegend } from './grid-legend';
import { GridRow } from './grid-row';
import { eventSubject, firstStop } from './grid-stops';
import { moveFocus } from './move-focus';
import { SpaceList } from './space-list';
import type { DayGridProps } from './types';
import { useAlive } from './use-alive';
import { type Choice, useChoice } from './use-choice';
import { useGridModel } from './use-grid-model';
import { useNowMinute } from './use-now-minute';

/**
 * A day of many spaces: spaces down, hours across. One press chooses a start, the next the end; the bar below leads on.
 * Drawn by the server as a table of links, and brought to life where scripts run. On a narrow screen it is a list.
 */
export function DayGrid(props: DayGridProps) {
  // A new day is a new grid: nothing chosen or focused in the old one belongs to it.
  return <OneDay key={props.dayStartAt} {...props} />;
}

/** A step is never narrower than a pointer needs. */
const stepPixels = (stepMinutes: number) => (stepMinutes >= 30 ? 38 : 26);

function OneDay(props: DayGridProps) {
  const { dateLabel, minutes, ticks, stepMinutes, spaces, selectHref } = props;
  const t = useTranslations('ui.grid');
  const { rows, column, instant, timeOf, rangeOf, durationOf, hrefOf } = useGridModel(props);
  const { choice, isGone, preview, press, show, unshow, clear } = useChoice(rows, stepMinutes);
  const [focused, setFocused] = useState<{ spaceId: number; at: number } | null>(null);
  const [said, setSaid] = useState('');
  const alive = useAlive();
  const now = useNowMinute(props.nowMinute);
  const grid = useRef<HTMLTableElement>(null);
  const wayOn = useRef<HTMLAnchorElement>(null);
  const stop = focused ?? firstStop(rows);

  // Begins where the day now is, with a little of the past in sight.
  useEffect(() => {
    const table = grid.current;
    const frame = table?.parentElement?.parentElement;
    if (!table || !frame || props.nowMinute === null) return;
    const names = table.querySelector('th')?.offsetWidth ?? 0;
    const present = (table.offsetWidth - names) * (props.nowMinute / minutes);
    frame.scrollLeft = present - (frame.clientWidth - names) / 4;
  }, [props.nowMinute, minutes]);

  // The end is chosen: by keyboard, the way on is the next thing to press.
  const viaKeyboard = useRef(false);
  useEffect(() => {
    if (choice?.stage === 'done' && viaKeyboard.current) wayOn.current?.focus();
  }, [choice]);

  const choose = (event: SyntheticEvent, keyboard: boolean) => {
    const about = eventSubject(event, rows);
    // What is not free is a way to the reason, as a link is.
    if (!about?.cell?.free) return;
    event.preventDefault();
    viaKeyboard.current = keyboard;
    const next = press(about.row.space, about.cell);
    if (!next) return;
    setFocused({ spaceId: next.space.id, at: next.offer.from });
    setSaid(tell(next));
  };

  const tell = ({ space, offer, to, stage }: Choice) =>
    stage === 'start'
      ? t('startChosen', { space: space.name, time: timeOf(offer.from), latest: timeOf(offer.from + offer.max) })
      : t('endChosen', { space: space.name, range: rangeOf(offer.from, to), duration: durationOf(to - offer.from) });

  /** Back to nothing chosen; what had the focus may vanish with the choice, so it goes back to the start. */
  const letGo = () => {
    if (!choice) return;
    clear();
    setSaid(t('cleared'));
    const row = grid.current?.querySelector(`tr[data-space="${choice.space.id}"]`);
    row?.querySelector<HTMLElement>(`[data-at="${choice.offer.from}"]`)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const about = eventSubject(event, rows);
    if (!about || event.altKey) return;
    if (event.key === ' ' && about.cell) return choose(event, true);
    const next = moveFocus(about.stop, event.key, event.ctrlKey || event.metaKey);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Escape from whatever inside has the focus
    <div onKeyDown={(event) => event.key === 'Escape' && letGo()}>
      <div className="md:hidden">
        <SpaceList spaces={spaces} label={t('list', { date: dateLabel })} timeOf={timeOf} hrefOf={hrefOf} />
      </div>
      <div className="hidden md:block">
        <div className="max-h-[calc(100dvh-4rem)] isolate overflow-auto rounded-md border border-line bg-surface [--names:15rem]">
          <div
            className="relative"
            style={{ minWidth: `calc(var(--names) + ${(minutes / stepMinutes) * stepPixels(stepMinutes)}px)` }}
          >
            <HourLines ticks={ticks} minutes={minutes} />
            <table
              ref={grid}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table walked with arrow keys is a grid
              role="grid"
              aria-label={t('table', { date: dateLabel })}
              className="w-full relative table-fixed border-separate border-spacing-0"
              // A press with a modifier is the browser's: another tab, another window. Enter clicks without a pointer.
              onClick={(event) => event.metaKey || event.ctrlKey || event.shiftKey || choose(event, event.detail === 0)}
              onKeyDown={onKeyDown}
              onFocus={(event) => {
                const about = eventSubject(event, rows);
                if (about) setFocused({ spaceId: about.row.space.id, at: about.at });
                if (about?.cell) show(about.row.space.id, about.cell);
              }}
              onBlur={unshow}
              onPointerOver={(event) => {
                const about = eventSubject(event, rows);
                if (about?.cell) show(about.row.space.id, about.cell);
              }}
              onPointerLeave={unshow}
            >
              <thead>
                <tr>
                  <th
                    scope="col"
                    className="sticky top-0 left-0 z-30 w-(--names) border-r border-b border-line bg-surface px-3 py-2 text-left text-sm font-medium text-ink-soft"
                  >
                    {t('space')}
                  </th>
                  <HourHeads ticks={ticks} minutes={minutes} column={column} />
                </tr>
              </thead>
              <tbody>
                {rows.map(({ space, cells }) => {
                  const here = choice?.space.id === space.id;
                  return (
                    <GridRow
                      key={space.id}
                      space={space}
                      cells={cells}
                      columnMinutes={column}
                      stepMinutes={stepMinutes}
                      active={alive ? (stop?.spaceId === space.id ? stop.at : null) : undefined}
                      choice={here ? choice : null}
                      preview={here ? preview : null}
                      timeOf={timeOf}
                      durationOf={durationOf}
                      hrefOf={hrefOf}
                    />
                  );
                })}
              </tbody>
            </table>
            {now !== null && now >= 0 && now <= minutes && <NowLine part={now / minutes} time={timeOf(now)} />}
          </div>
        </div>
        <GridLegend />
        {choice && (
          <BookingBar
            spaceName={choice.space.name}
            range={rangeOf(choice.offer.from, preview ?? choice.to)}
            duration={durationOf((preview ?? choice.to) - choice.offer.from)}
            hint={
              choice.stage === 'start'
                ? t('chooseEnd', { latest: timeOf(choice.offer.from + choice.offer.max) })
                : undefined
            }
            href={bookingHref(selectHref, {
              id: choice.space.id,
              start: instant(choice.offer.from).toISOString(),
              end: instant(choice.to).toISOString(),
            })}
            wayOn={wayOn}
            onClear={letGo}
          />
        )}
        {isGone && (
          <div className="mt-4">
            <Notice kind="attention">{t('gone')}</Notice>
          </div>
        )}
        <p role="status" className="sr-only">
          {said}
        </p>
      </div>
    </div>
  );
}
