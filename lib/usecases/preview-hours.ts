import type { Tx } from '@/lib/db/client';
import type { HoursOwner, HoursOwnerLevel, HoursOwnerRecord } from '@/lib/db/hours-owners';
import { type ExceptionRow, exceptionsOf, type WeekRow, weeksOf } from '@/lib/db/hours-rows';
import { minutesIn } from '@/lib/time/interval';
import { type HoursLevel, sayingOn, spansOn, type WallSpan } from '@/lib/time/opening';
import { addDays, datesBetween, type LocalDate, localDay } from '@/lib/time/zone';

/** One date as it will be, and who says so. */
export type PreviewDay = {
  date: LocalDate;
  /** None: closed. */
  spans: WallSpan[];
  /** The level that speaks for this date; null: none does, so it is closed. */
  level: HoursOwnerLevel | null;
  by: 'exception' | 'week' | null;
  /** The exception's note, or the name of the week. */
  words: string;
  /** Minutes that the clocks go forward (that the day is shorter by) or back (negative); 0 on all other days. */
  clockMinutes: number;
};

export const PREVIEW_DAYS = 14;

/** The next days of one owner, through the levels above it: those that it inherits are in there. */
export async function previewHours(
  tx: Tx,
  owner: HoursOwnerRecord,
  from: LocalDate,
  days = PREVIEW_DAYS,
): Promise<PreviewDay[]> {
  const to = addDays(from, days - 1);
  const levels: Level[] = [];
  for (const one of levelsAbove(owner)) levels.push(await levelOf(tx, one, from, to));
  return datesBetween(from, to).map((date) => previewDay(levels, date, owner.timeZone));
}

/** Nearest first, itself included. */
export function levelsAbove({ level, id, category, container, locationId }: HoursOwnerRecord): HoursOwner[] {
  const location = { level: 'location', id: locationId } as const;
  if (level === 'location') return [location];
  return [
    { level, id },
    ...(container ? [{ level: 'space', id: container.id } as const] : []),
    ...(category ? [{ level: 'category', id: category.id } as const] : []),
    location,
  ];
}

type Level = HoursLevel & { level: HoursOwnerLevel; dates: ExceptionRow[] } & {
  weeks: (HoursLevel['weeks'][number] & { name: string })[];
};

async function levelOf(tx: Tx, owner: HoursOwner, from: LocalDate, to: LocalDate): Promise<Level> {
  const [weeks, dates] = [await weeksOf(tx, owner), await exceptionsOf(tx, owner, from, to)];
  return { level: owner.level, weeks: weeks.map(asWeek), dates };
}

const asWeek = ({ name, from, to, spans }: WeekRow) => ({ name, validFrom: from, validTo: to, spans });

function previewDay(levels: readonly Level[], date: LocalDate, timeZone: string): PreviewDay {
  const said = sayingOn(levels, date);
  const words = said?.by === 'exception' ? said.saying.note : (said?.saying.name ?? '');
  const clockMinutes = 1440 - minutesIn(localDay(date, timeZone));
  const spans = spansOn(levels, date).toSorted((a, b) => a.opensMinute - b.opensMinute);
  return { date, spans, level: said?.level.level ?? null, by: said?.by ?? null, words, clockMinutes };
}
