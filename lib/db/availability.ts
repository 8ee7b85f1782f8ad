import type { Tx } from '@/lib/db/client';
import { type Absence, type AvailabilityRule, availableOn } from '@/lib/time/availability';
import type { WeeklyHours } from '@/lib/time/opening';
import { datesBetween, type LocalDate, weekdayOf } from '@/lib/time/zone';

type Said = { rules: AvailabilityRule[]; absences: Absence[] };

/**
 * When people are there from one local date to another, as hours that each hold for one date, whatever their rules repeat.
 * One query for all of them; none for nobody.
 */
export async function availabilityOf(
  tx: Tx,
  ids: readonly number[],
  from: LocalDate,
  to: LocalDate,
): Promise<(id: number) => WeeklyHours[]> {
  if (ids.length === 0) return () => [];
  const rows = await tx.$queryRaw<(Said & { resourceId: number })[]>`
    SELECT id AS "resourceId",
      (SELECT coalesce(json_agg(json_build_object('id', rule.id, 'repeat', repeat, 'from', from_date, 'until', until_date,
          'everyWeeks', every_weeks, 'weekdays', weekdays, 'dates', dates, 'skippedDates', skipped_dates,
          'startsMinute', starts_minute, 'endsMinute', ends_minute, 'groupId', group_id, 'directions', directions,
          'placeIds', ARRAY(SELECT place_id FROM availability_rule_place WHERE rule_id = rule.id ORDER BY place_id))
          ORDER BY rule.id), '[]')
        FROM availability_rule rule WHERE rule.resource_id = person.id
          AND from_date <= ${to}::date AND coalesce(until_date >= ${from}::date, true)) AS rules,
      (SELECT coalesce(json_agg(json_build_object('fromDate', from_date, 'fromMinute', from_minute, 'toDate', to_date,
          'toMinute', to_minute) ORDER BY absence.id), '[]')
        FROM absence WHERE absence.resource_id = person.id
          AND to_date >= ${from}::date AND from_date <= ${to}::date + 1) AS absences
    FROM unnest(${[...ids]}::int[]) AS person(id)`;
  const said = new Map(rows.map(({ resourceId, ...one }) => [resourceId, one]));
  const dates = datesBetween(from, to);
  return (id) => {
    const { rules, absences } = said.get(id) ?? { rules: [], absences: [] };
    return dates.flatMap((date) => {
      const weekday = weekdayOf(date);
      const spans = availableOn(rules, absences, date).map((span) => ({ ...span, weekday }));
      return spans.length > 0 ? [{ validFrom: date, validTo: date, spans }] : [];
    });
  };
}
