import type { Tx } from '@/lib/db/client';
import type { AvailabilityRule as Row } from '@/lib/db/generated/client';
import type { AvailabilityRule } from '@/lib/time/availability';
import type { LocalDate } from '@/lib/time/zone';

/** A rule as its person keeps it. `directions`: told in place of the place's own; empty: the place's. */
export type OwnRule = AvailabilityRule & { resourceId: number; directions: string };

/** What of a rule is written; dates are left out of it one by one. */
export type NewRule = Omit<OwnRule, 'id' | 'resourceId'>;

const WITH_PLACES = { places: { select: { placeId: true }, orderBy: { placeId: 'asc' } } } as const;

/** All rules of a person, those that are over included, in order of their first date. */
export async function rulesOfPerson(tx: Tx, resourceId: number): Promise<OwnRule[]> {
  const orderBy = [{ fromDate: 'asc' }, { startsMinute: 'asc' }, { id: 'asc' }] as const;
  const rows = await tx.availabilityRule.findMany({
    where: { resourceId },
    orderBy: [...orderBy],
    include: WITH_PLACES,
  });
  return rows.map(asRule);
}

export async function ruleById(tx: Tx, id: number): Promise<OwnRule | null> {
  const row = await tx.availabilityRule.findUnique({ where: { id }, include: WITH_PLACES });
  return row && asRule(row);
}

/** Answers its id. */
export async function insertRule(tx: Tx, resourceId: number, rule: NewRule): Promise<number> {
  const places = { create: rule.placeIds.map((placeId) => ({ placeId })) };
  const row = await tx.availabilityRule.create({ data: { resourceId, ...asData(rule), places }, select: { id: true } });
  return row.id;
}

export async function updateRule(tx: Tx, id: number, rule: NewRule): Promise<void> {
  const places = { deleteMany: {}, create: rule.placeIds.map((placeId) => ({ placeId })) };
  await tx.availabilityRule.update({ where: { id }, data: { ...asData(rule), places } });
}

/** A person's rules that name no place name this one from now on. Answers how many. */
export const nameThePlace = (tx: Tx, resourceId: number, placeId: number): Promise<number> => tx.$executeRaw`
  INSERT INTO availability_rule_place (rule_id, place_id)
  SELECT id, ${placeId} FROM availability_rule rule WHERE resource_id = ${resourceId}
    AND NOT EXISTS (SELECT 1 FROM availability_rule_place WHERE rule_id = rule.id)`;

export async function deleteRule(tx: Tx, id: number): Promise<void> {
  await tx.availabilityRule.delete({ where: { id } });
}

const asData = ({ repeat, from, until, everyWeeks, weekdays, dates, skippedDates, ...rule }: NewRule) => ({
  ...{ repeat, fromDate: asDate(from), untilDate: until === null ? null : asDate(until), everyWeeks, weekdays },
  ...{ dates: dates.map(asDate), skippedDates: skippedDates.map(asDate) },
  ...{ startsMinute: rule.startsMinute, endsMinute: rule.endsMinute },
  ...{ directions: rule.directions, groupId: rule.groupId },
});

function asRule({ fromDate, untilDate, dates, skippedDates, places, ...row }: Row & { places: { placeId: number }[] }) {
  return {
    ...row,
    repeat: row.repeat as OwnRule['repeat'],
    ...{ from: asLocal(fromDate), until: untilDate && asLocal(untilDate) },
    ...{ dates: dates.map(asLocal).sort(), skippedDates: skippedDates.map(asLocal).sort() },
    placeIds: places.map(({ placeId }) => placeId),
  };
}

const asDate = (date: LocalDate) => new Date(`${date}T00:00:00Z`);
const asLocal = (date: Date): LocalDate => date.toISOString().slice(0, 10);
