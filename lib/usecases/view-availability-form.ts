import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { absenceById, type OwnAbsence } from '@/lib/db/absences';
import { type OwnRule, ruleById } from '@/lib/db/availability-rules';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { holdsOn } from '@/lib/time/availability';
import { addDays, datesBetween, type LocalDate, localDateOf } from '@/lib/time/zone';
import { type RuleNames, ruleNames } from './availability-names';
import { type AvailabilityOwner, availabilityOwner } from './availability-owner';

const id = z.coerce.number().int().positive().max(2_147_483_647);
const viewFormInput = z.object({ person: id.optional(), ruleId: id.optional(), absenceId: id.optional() });

/** A form about one rule, or one absence, of somebody; neither: for a new one. */
export type AvailabilityForm = {
  person: Pick<AvailabilityOwner, 'id' | 'isOwn' | 'name' | 'timeZone'>;
  today: LocalDate;
  names: RuleNames;
  rule: OwnRule | null;
  absence: OwnAbsence | null;
  /** The next dates of the rule, and those still to come that were taken out of it. */
  next: LocalDate[];
  skipped: LocalDate[];
};

/** So many are worth showing, within a year. */
const NEXT = 6;
const WITHIN_DAYS = 366;

export async function viewAvailabilityForm(actor: Actor, raw: unknown, now: Date): Promise<Result<AvailabilityForm>> {
  const input = parse(viewFormInput, raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const { person, ruleId, absenceId } = input.value;
  const rule = ruleId === undefined ? null : await ruleById(db(), ruleId);
  const absence = absenceId === undefined ? null : await absenceById(db(), absenceId);
  if ((ruleId !== undefined && !rule) || (absenceId !== undefined && !absence)) return refuse({ code: 'not_found' });
  const owner = await availabilityOwner(db(), actor, rule?.resourceId ?? absence?.resourceId ?? person ?? null);
  if (!owner.ok) return owner;
  const today = localDateOf(now, owner.value.timeZone);
  return ok({
    ...{ person: owner.value, today, rule, absence, names: await ruleNames(db(), owner.value) },
    next: rule ? nextDates(rule, today) : [],
    skipped: rule ? rule.skippedDates.filter((date) => date >= today) : [],
  });
}

function nextDates(rule: OwnRule, today: LocalDate): LocalDate[] {
  const first = rule.from > today ? rule.from : today;
  return datesBetween(first, addDays(first, WITHIN_DAYS))
    .filter((date) => holdsOn(rule, date))
    .slice(0, NEXT);
}
