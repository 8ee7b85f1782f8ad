import { z } from 'zod';
import type { HoursChange } from '@/lib/db/hours-changes';
import type { HoursOwner } from '@/lib/db/hours-owners';
import { formFields, readDate, readDates, readDay, readWeek, reportTo } from './hours-fields';

const id = z.coerce.number().int().positive().max(2_147_483_647);
const owner = z.object({ level: z.enum(['location', 'category', 'space']), id });

/** A form about the hours of one owner (`level`, `id`), one of five kinds; each problem is tied to its field. */
export const hoursChangeInput = formFields.transform((form, context): { owner: HoursOwner; change: HoursChange } => {
  const whose = owner.safeParse(form);
  const report = reportTo(context);
  if (!whose.success) {
    report('id', 'invalid');
    return z.NEVER;
  }
  const change = readChange(form, context);
  return change ? { owner: whose.data, change } : z.NEVER;
});

function readChange(form: Record<string, string>, context: z.RefinementCtx): HoursChange | null {
  const report = reportTo(context);
  switch (form.kind) {
    case 'week': {
      const name = (form.name ?? '').trim();
      if (name.length > 80) report('name', 'too_long');
      const spans = readWeek(form, report);
      const from = readDate(form, 'from', report);
      const to = readDate(form, 'to', report);
      if (to && !form.from) report('from', 'required');
      if (from && to && to < from) report('to', 'end_before_start');
      const weekId = form.weekId ? id.safeParse(form.weekId) : null;
      if (weekId && !weekId.success) report('weekId', 'invalid');
      return { kind: 'week', weekId: weekId?.data ?? null, name, from, to, spans };
    }
    case 'drop_week': {
      const weekId = id.safeParse(form.weekId);
      if (!weekId.success) report('weekId', 'required');
      return weekId.success ? { kind: 'drop_week', weekId: weekId.data } : null;
    }
    case 'inherit':
      return { kind: 'inherit' };
    case 'exception': {
      const note = (form.note ?? '').trim();
      if (note.length > 200) report('note', 'too_long');
      const spans = readDay(form, 0, report);
      const dates = readDates(form, report);
      return dates && { kind: 'exception', ...dates, spans, note };
    }
    case 'drop_exception': {
      const dates = readDates(form, report);
      return dates && { kind: 'drop_exception', ...dates };
    }
    default:
      report('kind', form.kind ? 'invalid' : 'required');
      return null;
  }
}
