import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { deleteRule, type OwnRule, ruleById, updateRule } from '@/lib/db/availability-rules';
import type { Tx } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { holdsOn } from '@/lib/time/availability';
import { isLocalDate } from '@/lib/time/zone';
import { affectedAnswers, affectedFields } from './affected-answers';
import { availabilityOwner } from './availability-owner';
import { type AvailabilityChanged, changeAvailability } from './change-availability';

const date = z.string().refine(isLocalDate, 'not_date').optional();

const endRuleInput = z
  .object({
    ruleId: z.coerce.number().int().positive().max(2_147_483_647),
    /** 'end': `lastDay` is its last; 'skip', 'unskip': `date` is taken out of it or put back; 'remove': all of it goes. */
    act: z.enum(['end', 'skip', 'unskip', 'remove']),
    ...{ lastDay: date, date },
    ...affectedFields,
  })
  .catchall(z.unknown())
  .superRefine(({ act, lastDay, date }, context) => {
    if (act === 'end' && !lastDay) context.addIssue({ code: 'custom', path: ['lastDay'], message: 'required' });
    if ((act === 'skip' || act === 'unskip') && !date)
      context.addIssue({ code: 'custom', path: ['date'], message: 'required' });
  })
  .transform((given) => ({ ...given, answers: affectedAnswers(given, given) }));

/** A rule ends, goes, or has a date taken out or put back. What it takes away is asked about (`changeAvailability`). */
export async function endAvailabilityRule(actor: Actor, raw: unknown, now: Date): Promise<Result<AvailabilityChanged>> {
  const input = parse(endRuleInput, raw);
  if (!input.ok) return input;
  const { ruleId, act, answers } = input.value;
  let old: OwnRule | null = null;
  const change = {
    owner: async (tx: Tx) => {
      old = await ruleById(tx, ruleId);
      return old ? availabilityOwner(tx, actor, old.resourceId) : refuse({ code: 'not_found' });
    },
    write: async (tx: Tx) => {
      if (!old) return refuse({ code: 'not_found' });
      const subject = `availability_rule:${ruleId}`;
      if (act === 'remove') {
        await deleteRule(tx, ruleId);
        return ok({ id: ruleId, act: 'availability.removed' as const, subject, detail: { before: old } });
      }
      const after = changed(old, input.value);
      if (!after.ok) return after;
      await updateRule(tx, ruleId, after.value);
      const detail = { before: old, after: after.value };
      return ok({ id: ruleId, act: 'availability.saved' as const, subject, detail });
    },
  };
  return changeAvailability(actor, answers, change, now);
}

type Asked = { act: 'end' | 'skip' | 'unskip' | 'remove'; lastDay?: string; date?: string };

function changed(old: OwnRule, { act, lastDay = '', date = '' }: Asked): Result<OwnRule> {
  if (act === 'end') {
    // A rule of chosen dates has no last one but that of its dates.
    if (old.repeat === 'dates') return refuse({ code: 'invalid', fields: { lastDay: 'invalid' } });
    if (lastDay < old.from) return refuse({ code: 'invalid', fields: { lastDay: 'end_before_start' } });
    return ok({ ...old, until: lastDay });
  }
  if (act === 'unskip')
    return old.skippedDates.includes(date)
      ? ok({ ...old, skippedDates: old.skippedDates.filter((one) => one !== date) })
      : refuse({ code: 'invalid', fields: { date: 'not_its_date' } });
  if (!holdsOn(old, date)) return refuse({ code: 'invalid', fields: { date: 'not_its_date' } });
  return ok({ ...old, skippedDates: [...old.skippedDates, date].sort() });
}
