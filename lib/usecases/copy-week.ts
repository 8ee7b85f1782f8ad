import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { absencesOfPerson } from '@/lib/db/absences';
import { audit } from '@/lib/db/audit';
import { insertRule, type OwnRule, rulesOfPerson, updateRule } from '@/lib/db/availability-rules';
import { inTransaction, rehearse, type Tx } from '@/lib/db/client';
import { lockResources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type CopiedSpan, type CopyPlan, planCopyWeek, sameTerms } from '@/lib/time/plan-copy-week';
import { addDays, isLocalDate, type LocalDate, localDateOf, mondayOf } from '@/lib/time/zone';
import { type AvailabilityOwner, availabilityOwner } from './availability-owner';
import { MOST_DATES } from './availability-rule-input';

/** Weeks that one copy may fill. */
export const MOST_COPIED_WEEKS = 12;

const date = z.string().refine(isLocalDate, 'not_date');
const copyWeekInput = z
  .object({
    person: z.coerce.number().int().positive().max(2_147_483_647).nullish(),
    /** Any date of the week that is copied. */
    week: date,
    /** 'week': the one that `other` lies in; 'next': so many `weeks` after it. */
    to: z.enum(['week', 'next'], 'required'),
    other: z.union([z.literal(''), date]).optional(),
    weeks: z.union([z.literal(''), z.coerce.number('not_whole_number').int('not_whole_number')]).optional(),
    /** The sign of what was shown; empty: to look only. */
    shown: z.string().max(64).default(''),
  })
  .transform(({ week, to, other, weeks, ...given }, context) => {
    const [monday, count] = [mondayOf(week), Number(weeks)];
    const problem = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (to === 'week' && !other) problem('other', 'required');
    if (to === 'next' && !weeks) problem('weeks', 'required');
    else if (to === 'next' && (count < 1 || count > MOST_COPIED_WEEKS)) problem('weeks', 'out_of_range');
    const next = Array.from({ length: MOST_COPIED_WEEKS }, (_, at) => addDays(monday, 7 * (at + 1))).slice(0, count);
    return { ...given, monday, into: to === 'week' ? (other ? [mondayOf(other)] : []) : next };
  });

/** Saved; or what it would add, with the sign that goes back as `shown`. */
export type WeekCopied = CopyPlan & { saved: boolean; seen: string; resourceId: number; isOwn: boolean };

/**
 * What a week shows as available, opened in other weeks as chosen dates. Looked at first: it is saved only for whoever
 * sends back the sign of exactly what would be added. Only adds, so no appointment is met.
 */
export async function copyWeek(actor: Actor, raw: unknown, now: Date): Promise<Result<WeekCopied>> {
  const input = parse(copyWeekInput, raw);
  if (!input.ok) return input;
  const { person, monday, into, shown } = input.value;
  const work = async (tx: Tx): Promise<Result<WeekCopied>> => {
    const owner = await availabilityOwner(tx, actor, person ?? null);
    if (!owner.ok) return owner;
    const plan = await planned(tx, owner.value, monday, into, now);
    const { id: resourceId, isOwn } = owner.value;
    const answer = { ...plan, seen: signOf(plan), resourceId, isOwn };
    if (plan.add.length === 0 || shown !== answer.seen) return ok({ ...answer, saved: false });
    const written = await addAll(tx, resourceId, plan.add);
    if (!written.ok) return written;
    const personId = actor.kind === 'person' ? actor.id : null;
    const detail = { week: monday, into, added: plan.add };
    await audit(tx, { personId, act: 'availability.copied', subject: `person:${resourceId}`, detail });
    return ok({ ...answer, saved: true });
  };
  return shown === '' ? rehearse(work) : inTransaction(work);
}

async function planned(tx: Tx, owner: AvailabilityOwner, monday: LocalDate, into: LocalDate[], now: Date) {
  await lockResources(tx, [owner.id]);
  const rules = await rulesOfPerson(tx, owner.id);
  const absences = await absencesOfPerson(tx, owner.id, monday);
  return planCopyWeek({ rules, absences }, monday, into, localDateOf(now, owner.timeZone));
}

/** Spans of the same time and terms become one rule of chosen dates, or dates of one that is there. */
async function addAll(tx: Tx, resourceId: number, add: readonly CopiedSpan[]): Promise<Result<undefined>> {
  const rules = await rulesOfPerson(tx, resourceId);
  const groups: CopiedSpan[][] = [];
  for (const span of add) {
    const group = groups.find(([one]) => one && sameSpan(one, span));
    if (group) group.push(span);
    else groups.push([span]);
  }
  for (const spans of groups) {
    const [{ date: _, ...terms } = spans[0] as CopiedSpan] = spans;
    const news = spans.map((one) => one.date);
    const known = rules.find((rule) => rule.repeat === 'dates' && sameSpan(rule, terms));
    const dates = [...new Set([...(known?.dates ?? []), ...news])].sort();
    if (dates.length > MOST_DATES) return refuse({ code: 'invalid', fields: { weeks: 'too_many' } });
    const skippedDates = (known?.skippedDates ?? []).filter((one) => !news.includes(one));
    const rule = { repeat: 'dates' as const, until: null, everyWeeks: 1, weekdays: [], dates, skippedDates };
    const whole = { ...terms, ...rule, from: dates[0] ?? '' };
    if (known) await updateRule(tx, known.id, whole);
    else await insertRule(tx, resourceId, whole);
  }
  return ok();
}

type Spanned = Pick<OwnRule, 'startsMinute' | 'endsMinute' | 'placeIds' | 'groupId' | 'directions'>;

const sameSpan = (a: Spanned, b: Spanned) =>
  a.startsMinute === b.startsMinute && a.endsMinute === b.endsMinute && sameTerms(a, b);

const signOf = ({ add }: CopyPlan) => createHash('sha256').update(JSON.stringify(add)).digest('hex').slice(0, 16);
