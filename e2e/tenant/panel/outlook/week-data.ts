import { DAY_MS } from '../../calendar/days';
import { type Instance, instancesBetween } from '../../calendar/occurrences';
import { wallOf } from '../../calendar/zones';
import type { Calendar } from '../../store/mailbox';
import { lanesOf, type Placed, type Span, sideBySide } from './columns';
import { DAY_MINUTES, spanOfDay } from './week-days';

/** What stands where in a week. Times are minutes of the wall, from the midnight that begins the column. */
export type Piece = Span & {
  instance: Instance;
  /** Where the whole event begins, and how long it is: what a drag moves. */
  wallFrom: number;
  wallLength: number;
  beginsHere: boolean;
  endsHere: boolean;
};
/** Full days, and what lasts a day or longer, lie above the hours; `lane` is the same on all days they cover. */
export type Bar = Omit<Piece, 'from' | 'to'> & { lane: number };
export type DayData = { day: number; bars: Bar[]; timed: Placed<Piece>[] };
export type WeekData = { days: DayData[]; lanes: number; earliest: number; latest: number };

/** Even a moment is as tall as a line of text. */
const SHORTEST = 30;

type Found = { instance: Instance; wallStart: number; wallEnd: number };

export function weekData(calendar: Calendar, zone: string, monday: number): WeekData {
  const found = instancesOfWeek(calendar, zone, monday);
  const bars = lanesOf(found.filter(isBar).map((one) => ({ ...one, ...daysOf(one) })));
  const timed = found.filter((one) => !isBar(one));
  const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => {
    const day = monday + offset;
    const here = bars.filter(({ item }) => item.from <= day && day < item.to);
    return {
      day,
      bars: here.map(({ item, lane }) => ({ ...pieceOf(item, day), lane })).sort((a, b) => a.lane - b.lane),
      timed: sideBySide(timed.flatMap((one) => pieceOn(one, day) ?? [])),
    };
  });
  const pieces = days.flatMap((one) => one.timed.map(({ item }) => item));
  return {
    days,
    lanes: Math.max(0, ...days.flatMap((one) => one.bars.map(({ lane }) => lane + 1))),
    earliest: Math.min(DAY_MINUTES, ...pieces.map(({ from }) => from)),
    latest: Math.max(0, ...pieces.map(({ to }) => to)),
  };
}

function instancesOfWeek(calendar: Calendar, zone: string, monday: number): Found[] {
  const { fromMs } = spanOfDay(zone, monday);
  const { toMs } = spanOfDay(zone, monday + 6);
  const weekStart = monday * DAY_MS;
  return [...calendar.events.values()]
    .flatMap((event) => instancesBetween(event, fromMs - DAY_MS, toMs + DAY_MS))
    .map((instance) => {
      const { fields } = instance;
      const wall = (ms: number) => (fields.isAllDay ? ms : wallOf(zone, ms));
      return { instance, wallStart: wall(fields.startMs), wallEnd: wall(fields.endMs) };
    })
    .filter(({ wallStart, wallEnd }) => wallStart < weekStart + 7 * DAY_MS && wallEnd >= weekStart)
    .sort((a, b) => a.wallStart - b.wallStart || b.wallEnd - a.wallEnd);
}

function isBar({ instance, wallStart, wallEnd }: Found): boolean {
  return instance.fields.isAllDay || wallEnd - wallStart >= DAY_MS;
}

/** The days that a bar covers, as day numbers. */
function daysOf({ wallStart, wallEnd }: Found): Span {
  const from = Math.floor(wallStart / DAY_MS);
  return { from, to: Math.max(from + 1, Math.ceil(wallEnd / DAY_MS)) };
}

function pieceOn(found: Found, day: number): Piece | null {
  const piece = pieceOf(found, day);
  const end = piece.wallFrom + piece.wallLength;
  const isMoment = piece.wallLength <= 0;
  const isHere = piece.wallFrom < DAY_MINUTES && (isMoment ? piece.wallFrom >= 0 : end > 0);
  if (!isHere) return null;
  const from = Math.min(Math.max(0, piece.wallFrom), DAY_MINUTES - SHORTEST);
  return { ...piece, from, to: Math.max(Math.min(DAY_MINUTES, end), from + SHORTEST) };
}

function pieceOf({ instance, wallStart, wallEnd }: Found, day: number): Omit<Piece, 'from' | 'to'> {
  const midnight = day * DAY_MS;
  return {
    instance,
    wallFrom: Math.round((wallStart - midnight) / 60_000),
    wallLength: Math.round((wallEnd - wallStart) / 60_000),
    beginsHere: wallStart >= midnight,
    endsHere: wallEnd <= midnight + DAY_MS,
  };
}
