import type { WallSpan } from './opening';
import { type LocalDate, mondayOf, weekdayOf } from './zone';

/**
 * When a person offers appointments, in the wall clock of their location (libcal-domain §1.4). 'daily' and 'weekly' hold
 * from `from` to `until`, both included; weeks begin on Monday and are counted from that of `from`. 'dates': chosen ones.
 */
export type AvailabilityRule = {
  id: number;
  repeat: 'daily' | 'weekly' | 'dates';
  from: LocalDate;
  /** Null: without end. */
  until: LocalDate | null;
  everyWeeks: number;
  /** ISO: Monday 1 … Sunday 7. */
  weekdays: number[];
  dates: LocalDate[];
  /** Exceptions: these dates are left out. */
  skippedDates: LocalDate[];
  startsMinute: number;
  /** Past 1440: after midnight, still the date's. */
  endsMinute: number;
  /** Where one may meet then; none: at the person's usual place. */
  placeIds: number[];
  /** Only on this group's page; null: everywhere. */
  groupId: number | null;
  /** Told to whoever books in it, in place of the place's own; empty: the place's. */
  directions?: string;
};

/** Out of office from one wall-clock time to another; 1440 is the end of the date. */
export type Absence = { fromDate: LocalDate; fromMinute: number; toDate: LocalDate; toMinute: number };

/** A span of one date, with the rule that it comes from. */
export type AvailableSpan = WallSpan & { rule: AvailabilityRule };

const DAY_MINUTES = 1440;

/** Which places of a person are shut on a date, since the building is; the usual one is where rules mean that name none. */
export type ShutPlaces = { shut: ReadonlySet<number>; usualPlaceId: number | null };

const NOWHERE_SHUT: ShutPlaces = { shut: new Set(), usualPlaceId: null };

/**
 * The spans of a date that absences and shut places leave, in order; spans of two rules may overlap, since they may differ in
 * place. A rule that names several places holds at those that are not shut, and nowhere where all are.
 */
export function availableOn(
  rules: readonly AvailabilityRule[],
  absences: readonly Absence[],
  date: LocalDate,
  places: ShutPlaces = NOWHERE_SHUT,
): AvailableSpan[] {
  const away = absences.flatMap((absence) => awayOn(absence, date));
  return rules
    .filter((rule) => holdsOn(rule, date))
    .flatMap((rule) => whereOpen(rule, places) ?? [])
    .flatMap((rule) =>
      without({ opensMinute: rule.startsMinute, closesMinute: rule.endsMinute }, away).map((span) => ({
        ...span,
        rule,
      })),
    )
    .sort((a, b) => a.opensMinute - b.opensMinute || a.rule.id - b.rule.id);
}

/** Whether a rule has a span that begins on this date. */
export function holdsOn(rule: AvailabilityRule, date: LocalDate): boolean {
  const { repeat, from, until, everyWeeks, weekdays, dates, skippedDates } = rule;
  if (skippedDates.includes(date)) return false;
  if (repeat === 'dates') return dates.includes(date);
  if (date < from || (until !== null && date > until)) return false;
  if (repeat === 'daily') return true;
  if (!weekdays.includes(weekdayOf(date))) return false;
  return everyWeeks === 1 || weeksBetween(from, date) % everyWeeks === 0;
}

function whereOpen(rule: AvailabilityRule, { shut, usualPlaceId }: ShutPlaces): AvailabilityRule | null {
  if (rule.placeIds.length === 0) return usualPlaceId !== null && shut.has(usualPlaceId) ? null : rule;
  const placeIds = rule.placeIds.filter((id) => !shut.has(id));
  if (placeIds.length === 0) return null;
  return placeIds.length < rule.placeIds.length ? { ...rule, placeIds } : rule;
}

/** Whole weeks between the Mondays of two dates. */
function weeksBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((dayNumber(mondayOf(to)) - dayNumber(mondayOf(from))) / 7);
}

const dayNumber = (date: LocalDate) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** An absence in minutes of `date`, also those of the day after, where a span past midnight ends. */
function awayOn({ fromDate, fromMinute, toDate, toMinute }: Absence, date: LocalDate): WallSpan[] {
  const offset = (other: LocalDate) => (dayNumber(other) - dayNumber(date)) * DAY_MINUTES;
  const opensMinute = Math.max(0, offset(fromDate) + fromMinute);
  const closesMinute = Math.min(2 * DAY_MINUTES, offset(toDate) + toMinute);
  return opensMinute < closesMinute ? [{ opensMinute, closesMinute }] : [];
}

function without(span: WallSpan, away: readonly WallSpan[]): WallSpan[] {
  return away.reduce<WallSpan[]>(
    (left, gone) =>
      left.flatMap(({ opensMinute, closesMinute }) =>
        [
          { opensMinute, closesMinute: Math.min(closesMinute, gone.opensMinute) },
          { opensMinute: Math.max(opensMinute, gone.closesMinute), closesMinute },
        ].filter((part) => part.opensMinute < part.closesMinute),
      ),
    [span],
  );
}
