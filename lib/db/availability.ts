import type { Tx } from '@/lib/db/client';
import { type Absence, type AvailabilityRule, availableOn } from '@/lib/time/availability';
import type { WeeklyHours } from '@/lib/time/opening';
import { datesBetween, type LocalDate, weekdayOf } from '@/lib/time/zone';

type Said = {
  rules: AvailabilityRule[];
  absences: Absence[];
  /** Their desks in other buildings: closed down for good, or shut on these dates. */
  elsewhere: { placeId: number; closedDown: boolean; dates: LocalDate[] }[];
  usualPlaceId: number | null;
};

const NOTHING: Said = { rules: [], absences: [], elsewhere: [], usualPlaceId: null };

/**
 * When people are there from one local date to another, as hours that each hold for one date, whatever their rules repeat.
 * A desk in another building is shut whenever that building is: on its closed dates, by the person's own calendar, and once it
 * is not in use any more. One query for all of them; none for nobody.
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
          AND to_date >= ${from}::date AND from_date <= ${to}::date + 1) AS absences,
      (SELECT coalesce(json_agg(json_build_object('placeId', place.id, 'closedDown', NOT location.active,
          'dates', ARRAY(SELECT local_date FROM hours_exception closed WHERE closed.location_id = location.id
            AND opens_minute IS NULL AND local_date BETWEEN ${from}::date AND ${to}::date))), '[]')
        FROM appointment_place place JOIN location ON location.id = place.location_id
        WHERE place.resource_id = person.id AND place.kind = 'desk') AS elsewhere,
      -- As lib/db/appointment-world has it.
      (SELECT place.id FROM appointment_place place LEFT JOIN resource space ON space.id = place.space_id
        WHERE place.resource_id = person.id AND place.active
          AND coalesce(space.active AND NOT space.is_container, true)
        ORDER BY place.position, place.id LIMIT 1) AS "usualPlaceId"
    FROM unnest(${[...ids]}::int[]) AS person(id)`;
  const said = new Map(rows.map(({ resourceId, ...one }) => [resourceId, one]));
  const dates = datesBetween(from, to);
  const hoursOf = (id: number): WeeklyHours[] => {
    const { rules, absences, elsewhere, usualPlaceId } = said.get(id) ?? NOTHING;
    const shutOn = (date: LocalDate) =>
      new Set(elsewhere.flatMap((one) => (one.closedDown || one.dates.includes(date) ? [one.placeId] : [])));
    return dates.flatMap((date) => {
      const weekday = weekdayOf(date);
      const places = { shut: shutOn(date), usualPlaceId };
      const spans = availableOn(rules, absences, date, places).map((span) => ({ ...span, weekday }));
      return spans.length > 0 ? [{ validFrom: date, validTo: date, spans }] : [];
    });
  };
  const known = new Map(ids.map((id) => [id, hoursOf(id)]));
  return (id) => known.get(id) ?? [];
}
