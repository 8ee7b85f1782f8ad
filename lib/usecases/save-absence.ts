import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { absenceById, insertAbsence, type NewAbsence, type OwnAbsence, updateAbsence } from '@/lib/db/absences';
import type { Tx } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addDays } from '@/lib/time/zone';
import { affectedAnswers, affectedFields } from './affected-answers';
import { type AvailabilityOwner, availabilityOwner } from './availability-owner';
import { type AvailabilityChanged, changeAvailability } from './change-availability';
import { readDate, readTime, reportTo, textsOf } from './hours-fields';

const text = z.string().max(100, 'too_long').default('');
const id = z.coerce.number().int().positive().max(2_147_483_647);
const DAY = 1440;
/** Longer than a year is not an absence but an end of the rules. */
const MOST_DAYS = 400;

/** `from` and `to`: dates; `fromTime`, `toTime`: as 09:00, empty: the whole of the day. `to` empty: the same day. */
const absenceInput = z
  .object({
    ...{ person: id.nullish(), absenceId: id.nullish(), from: text, fromTime: text, to: text, toTime: text },
    note: z.string().trim().max(200, 'too_long').default(''),
    ...affectedFields,
  })
  .catchall(z.unknown())
  .transform((given, context) => {
    const form = textsOf(given);
    const report = reportTo(context);
    const fromDate = readDate(form, 'from', report, true);
    const toDate = form.to ? readDate(form, 'to', report) : fromDate;
    const fromMinute = form.fromTime ? readTime(form.fromTime, 'fromTime', report) : 0;
    const toMinute = form.toTime ? readTime(form.toTime, 'toTime', report) : DAY;
    if (!fromDate || !toDate || fromMinute === null || toMinute === null) return z.NEVER;
    if (toDate < fromDate) report('to', 'end_before_start');
    else if (toDate === fromDate && toMinute <= fromMinute) report('toTime', 'end_before_start');
    else if (toDate > addDays(fromDate, MOST_DAYS)) report('to', 'range_too_long');
    else if (fromDate < '2000-01-01' || toDate > '2099-12-31') report('from', 'not_date');
    const absence: NewAbsence = { fromDate, fromMinute, toDate, toMinute, note: given.note };
    const answers = affectedAnswers(given, given);
    return { person: given.person ?? null, absenceId: given.absenceId ?? null, absence, answers };
  });

/** Out of office, new or changed. The note is for staff; the audit does not repeat it, since it may say why. */
export async function saveAbsence(actor: Actor, raw: unknown, now: Date): Promise<Result<AvailabilityChanged>> {
  const input = parse(absenceInput, raw);
  if (!input.ok) return input;
  const { person, absenceId, absence, answers } = input.value;
  let old: OwnAbsence | null = null;
  const change = {
    owner: async (tx: Tx) => {
      old = absenceId === null ? null : await absenceById(tx, absenceId);
      if (absenceId !== null && !old) return refuse({ code: 'not_found' });
      return availabilityOwner(tx, actor, old?.resourceId ?? person);
    },
    write: async (tx: Tx, owner: AvailabilityOwner) => {
      if (old) await updateAbsence(tx, old.id, absence);
      const id = old?.id ?? (await insertAbsence(tx, owner.id, absence));
      const detail = { before: old && timesOf(old), after: timesOf(absence) };
      return ok({ id, act: 'absence.saved' as const, subject: `absence:${id}`, detail });
    },
  };
  return changeAvailability(actor, answers, change, now);
}

export const timesOf = ({ fromDate, fromMinute, toDate, toMinute }: NewAbsence) => ({
  ...{ fromDate, fromMinute, toDate, toMinute },
});
