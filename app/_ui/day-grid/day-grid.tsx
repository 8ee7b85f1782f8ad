'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { Chosen } from './chosen';
import { HourHeads, HourLines, NowLine } from './grid-head';
import { GridRow } from './grid-row';
import { eventSubject, firstStop } from './grid-stops';
import { moveFocus } from './move-focus';
import { SpaceList } from './space-list';
import type { DayGridProps } from './types';
import { useAlive } from './use-alive';
import { useBeginAtNow } from './use-begin-at-now';
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

/** A step is never narrower than a pointer needs, and an hour not than its name. */
const stepPixels = (stepMinutes: number) => Math.max(stepMinutes >= 30 ? 38 : 26, (stepMinutes / 60) * 64);

function OneDay(props: DayGridProps) {
  const { dateLabel, minutes, ticks, stepMinutes, spaces, selectHref, asList } = props;
  const t = useTranslations('ui.grid');
  const model = useGridModel(props);
  const { rows, column, timeOf, rangeOf, durationOf, hrefOf, ownTimeOf, ownHourOf } = model;
  const { choice, isGone, preview, press, show, unshow, clear } = useChoice(rows, stepMinutes);
  const [focused, setFocused] = useState<{ spaceId: number; at: number } | null>(null);
  const [said, setSaid] = useState('');
  const [blocked, setBlocked] = useState('');
  const alive = useAlive();
  const now = useNowMinute(props.nowMinute);
  const grid = useRef<HTMLTableElement>(null);
  const wayOn = useRef<HTMLAnchorElement>(null);
  const stop = focused ?? firstStop(rows);
  useBeginAtNow(grid, props.nowMinute, minutes);

  // The end is chosen: by keyboard, the way on is the next thing to press.
  const viaKeyboard = useRef(false);
  useEffect(() => {
    if (choice?.stage === 'done' && viaKeyboard.current) wayOn.current?.focus();
  }, [choice]);

  const choose = (event: SyntheticEvent, keyboard: boolean) => {
    const about = eventSubject(event, rows);
    if (!about?.cell?.free) {
      // What is not free is a way to the reason, as a link is; but nobody who is choosing an end means to leave.
      if (!about || about.isName || choice?.stage !== 'start') return;
      event.preventDefault();
      const why = t('notFree', { latest: timeOf(choice.offer.from + choice.offer.max) });
      setBlocked(why);
      return setSaid(why);
    }
    event.preventDefault();
    viaKeyboard.current = keyboard;
    const next = press(about.row.space, about.cell);
    if (!next) return;
    setBlocked('');
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
    setBlocked('');
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

  /** What a cell under the pointer or the focus would mean. */
  const consider = (event: SyntheticEvent) => {
    const about = eventSubject(event, rows);
    if (about?.cell) show(about.row.space.id, about.cell);
    return about;
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears Escape from whatever inside has the focus
    <div onKeyDown={(event) => event.key === 'Escape' && letGo()}>
      <div className={asList ? undefined : 'md:hidden'}>
        <SpaceList
          spaces={spaces}
          label={t('list', { date: dateLabel })}
          timeOf={timeOf}
          ownTimeOf={ownTimeOf}
          hrefOf={hrefOf}
        />
      </div>
      {!asList && (
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
                onClick={(event) =>
                  event.metaKey || event.ctrlKey || event.shiftKey || choose(event, event.detail === 0)
                }
                onKeyDown={onKeyDown}
                onFocus={(event) => {
                  const about = consider(event);
                  if (about) setFocused({ spaceId: about.row.space.id, at: about.at });
                }}
                onBlur={unshow}
                onPointerOver={consider}
                onPointerLeave={unshow}
              >
                <HourHeads ticks={ticks} minutes={minutes} column={column} ownHourOf={ownHourOf} />
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
                        ownTimeOf={ownTimeOf}
                      />
                    );
                  })}
                </tbody>
              </table>
              {now !== null && now >= 0 && now <= minutes && <NowLine part={now / minutes} time={timeOf(now)} />}
            </div>
          </div>
          <Chosen {...{ choice, preview, model, selectHref, blocked, isGone, wayOn }} onClear={letGo} />
          <p role="status" className="sr-only">
            {said}
          </p>
        </div>
      )}
    </div>
  );
}
