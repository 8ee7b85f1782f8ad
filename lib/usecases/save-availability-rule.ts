import type { Actor } from '@/lib/auth/can';
import { insertRule, type NewRule, type OwnRule, ruleById, updateRule } from '@/lib/db/availability-rules';
import type { Tx } from '@/lib/db/client';
import { groupsOfPerson } from '@/lib/db/own-appointments';
import { placesOfPerson } from '@/lib/db/own-places';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { localDateOf } from '@/lib/time/zone';
import { type AvailabilityOwner, availabilityOwner } from './availability-owner';
import { availabilityRuleInput, MOST_DATES, type RuleForm } from './availability-rule-input';
import { type AvailabilityChanged, changeAvailability } from './change-availability';

/**
 * A new rule of availability, or another wording of one. Places are the person's own, a group is one of theirs. Dates of a
 * rule of chosen ones that are over stay as they are; exceptions stay with it, but for a date that is chosen anew.
 */
export async function saveAvailabilityRule(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<AvailabilityChanged>> {
  const input = parse(availabilityRuleInput, raw);
  if (!input.ok) return input;
  const { person, ruleId, rule, answers } = input.value;
  let old: OwnRule | null = null;
  const change = {
    owner: async (tx: Tx) => {
      old = ruleId === null ? null : await ruleById(tx, ruleId);
      if (ruleId !== null && !old) return refuse({ code: 'not_found' });
      return availabilityOwner(tx, actor, old?.resourceId ?? person);
    },
    write: async (tx: Tx, owner: AvailabilityOwner) => {
      const wanted = await judged(tx, owner, rule, old, now);
      if (!wanted.ok) return wanted;
      if (old) await updateRule(tx, old.id, wanted.value);
      const id = old?.id ?? (await insertRule(tx, owner.id, wanted.value));
      const detail = { before: old, after: wanted.value };
      return ok({ id, act: 'availability.saved' as const, subject: `availability_rule:${id}`, detail });
    },
  };
  return changeAvailability(actor, answers, change, now);
}

async function judged(
  tx: Tx,
  owner: AvailabilityOwner,
  { keep, more, ...rule }: RuleForm,
  old: OwnRule | null,
  now: Date,
): Promise<Result<NewRule>> {
  const places = await placesOfPerson(tx, owner.id);
  const mayName = (id: number) => places.some((one) => one.id === id && (one.active || old?.placeIds.includes(id)));
  if (!rule.placeIds.every(mayName)) return refuse({ code: 'invalid', fields: { places: 'invalid' } });
  const groups = await groupsOfPerson(tx, owner.id);
  // One that they are no member of any more may stay where it is, so that all else can be changed.
  if (rule.groupId !== null && rule.groupId !== old?.groupId && !groups.some(({ id }) => id === rule.groupId))
    return refuse({ code: 'invalid', fields: { group: 'invalid' } });
  const isSame = old?.repeat === rule.repeat;
  const skippedDates = isSame ? old.skippedDates.filter((date) => !more.includes(date)) : [];
  if (rule.repeat !== 'dates') return ok({ ...rule, dates: [], skippedDates });

  const today = localDateOf(now, owner.timeZone);
  if (more.some((date) => date < today)) return refuse({ code: 'invalid', fields: { 'date-0': 'not_before_today' } });
  const before = isSame ? old.dates : [];
  const over = before.filter((date) => date < today);
  const dates = [...new Set([...over, ...before.filter((date) => keep.includes(date)), ...more])].sort();
  const [from] = dates;
  if (!from) return refuse({ code: 'invalid', fields: { 'date-0': 'required' } });
  if (dates.length > MOST_DATES) return refuse({ code: 'invalid', fields: { 'date-0': 'too_many' } });
  return ok({ ...rule, from, until: null, dates, skippedDates: skippedDates.filter((date) => dates.includes(date)) });
}
