import { z } from 'zod';
import type { Period } from '@/lib/booking/types';
import type { CategoryRules } from '@/lib/db/category-rules';
import { idField } from './catalogue-fields';
import { tickField } from './registration-fields';
import { clockField, limitRow, listOf, rowsOf, wholeField } from './rules-fields';
import { oldBookingsFields, tickedOf } from './settle-old-bookings';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** A period on the weekdays that are ticked. One that ends at or before its start ends on the next day. */
const periodRow = z
  .object({
    name: z.string().trim().max(60, 'too_long').default(''),
    starts: clockField,
    ends: clockField,
    ...Object.fromEntries(WEEKDAYS.map((weekday) => [`day${weekday}`, tickField])),
  })
  .transform((row) => row as typeof row & Record<string, unknown>)
  .refine((row) => WEEKDAYS.some((weekday) => row[`day${weekday}`]), { path: ['day1'], error: 'no_weekday' })
  .transform((row): Period[] =>
    WEEKDAYS.filter((weekday) => row[`day${weekday}`]).map((weekday) => ({
      ...{ name: row.name, weekday, startsMinute: row.starts },
      endsMinute: row.ends > row.starts ? row.ends : row.ends + 1440,
    })),
  );

const fields = z.object({
  categoryId: idField,
  ...oldBookingsFields,
  fixedPeriods: z.enum(['yes', 'no'], { error: 'required' }).transform((choice) => choice === 'yes'),
  stepMinutes: wholeField(5, 240),
  minMinutes: wholeField(5, 1440),
  maxMinutes: wholeField(5, 1440),
  defaultMinutes: wholeField(5, 1440),
  leadUntilEnd: tickField,
  minNoticeMinutes: wholeField(0, 43_200),
  windowDays: wholeField(0, 730),
  rolloverMinute: clockField,
  cancelByMinutes: wholeField(0, 43_200),
  setupMinutes: wholeField(0, 240),
  cleanupMinutes: wholeField(0, 240),
  gapMinutes: wholeField(0, 10_080),
  gapScope: z.enum(['category', 'location', 'library'], { error: 'required' }),
  mediation: tickField,
  signInRequired: z
    .enum(['as_location', 'yes', 'no'], { error: 'required' })
    .transform((choice) => (choice === 'as_location' ? null : choice === 'yes')),
  limits: listOf(limitRow, 20),
  periods: listOf(periodRow, 40).transform((rows) => rows.flat()),
});

/** The form of a category's rules: flat, with rows as `limits.0.most` and `periods.0.starts`. */
export const categoryRulesInput = z.preprocess(
  (raw) => ({
    ...((raw ?? {}) as object),
    ticked: tickedOf(raw),
    limits: rowsOf(raw, 'limits', ['most']),
    periods: rowsOf(raw, 'periods', ['name', 'starts', 'ends']),
  }),
  fields.superRefine((rules, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const { minMinutes, maxMinutes, defaultMinutes, stepMinutes, fixedPeriods, periods } = rules;
    // What is no number has its own problem already.
    if (![minMinutes, maxMinutes, defaultMinutes, stepMinutes].every(Number.isFinite)) return;
    if (maxMinutes < minMinutes) problem('maxMinutes', 'below_shortest');
    else if (defaultMinutes < minMinutes) problem('defaultMinutes', 'below_shortest');
    else if (defaultMinutes > maxMinutes || (defaultMinutes - minMinutes) % stepMinutes !== 0)
      problem('defaultMinutes', 'not_a_length');
    if (fixedPeriods && periods.length === 0) problem('periods.0.starts', 'required');
  }),
);

/** The rules alone, without what the form carries beside them. */
export function rulesOf(input: z.output<typeof categoryRulesInput>): CategoryRules {
  const { categoryId: _, shown: __, old: ___, words: ____, ticked: _____, ...rules } = input;
  return rules;
}
