import { z } from 'zod';
import type { NewRule } from '@/lib/db/availability-rules';
import { addDays, isLocalDate, type LocalDate } from '@/lib/time/zone';
import { type AffectedAnswers, affectedAnswers, affectedFields } from './affected-answers';
import { type FormFields, type Report, readDate, readTime, reportTo, textsOf } from './hours-fields';

/** Dates that can be added at once, as `date-0` … */
export const NEW_DATES = 8;
/** Of a rule of chosen dates. */
export const MOST_DATES = 366;
const MOST_WEEKS = 52;
const DAY = 1440;
/** Nobody plans further. */
const LAST_DATE = '2099-12-31';
const FIRST_DATE = '2000-01-01';

const text = z.string().max(2_000, 'too_long').default('');
const id = z.coerce.number().int().positive().max(2_147_483_647);

/** `keep`: the dates of it that stay, those gone by aside. */
export type RuleForm = Omit<NewRule, 'skippedDates' | 'dates'> & { keep: LocalDate[]; more: LocalDate[] };

const dateFields = Object.fromEntries(Array.from({ length: NEW_DATES }, (_, row) => [`date-${row}`, text]));

/**
 * The form of a rule: `repeat` weekly, daily or dates; `weekdays` and `places` with commas; `dates`, those that stay, and
 * new ones in `date-0` …; `start` and `end` as 09:00, `endNext` when it ends on the next day. Without `ruleId` it is new;
 * `person` is whose, if not one's own.
 */
export const availabilityRuleInput = z
  .object({
    ...{ person: id.nullish(), ruleId: id.nullish(), group: z.union([z.literal(''), id]).default('') },
    ...{ repeat: z.enum(['weekly', 'daily', 'dates'], 'required'), from: text, until: text, everyWeeks: text },
    ...{ weekdays: text, dates: z.string().max(8_000, 'too_long').default(''), places: text, start: text, end: text },
    ...{ endNext: text, directions: z.string().trim().max(1_000, 'too_long').default('') },
    ...dateFields,
    ...affectedFields,
  })
  .catchall(z.unknown())
  .transform((given, context) => {
    const rule = readRule({ ...textsOf(given), repeat: given.repeat }, reportTo(context));
    if (!rule) return z.NEVER;
    const whole: RuleForm = { ...rule, directions: given.directions, groupId: given.group || null };
    const answers: AffectedAnswers = affectedAnswers(given, given);
    return { person: given.person ?? null, ruleId: given.ruleId ?? null, rule: whole, answers };
  });

type Repeat = NewRule['repeat'];

function readRule({ repeat, ...form }: FormFields & { repeat: Repeat }, report: Report) {
  const startsMinute = readTime(form.start ?? '', 'start', report);
  const ends = readTime(form.end ?? '', 'end', report);
  const endsMinute = startsMinute === null || ends === null ? null : readEnd(form, startsMinute, ends, report);
  const when = repeat === 'dates' ? readChosen(form, report) : readRange(form, report);
  const weekdays = repeat === 'weekly' ? listed(form.weekdays).filter((day) => day >= 1 && day <= 7) : [];
  if (repeat === 'weekly' && weekdays.length === 0) report('weekdays', 'no_weekday');
  const everyWeeks = repeat === 'weekly' ? readWeeks(form.everyWeeks ?? '', report) : 1;
  if (startsMinute === null || endsMinute === null || !when || everyWeeks === null) return null;
  return { repeat, ...when, weekdays, everyWeeks, startsMinute, endsMinute, placeIds: listed(form.places) };
}

/** Whole numbers above nought, each once. */
const listed = (csv: string | undefined): number[] => [
  ...new Set(
    (csv ?? '')
      .split(',')
      .map(Number)
      .filter((one) => Number.isInteger(one) && one > 0),
  ),
];

/** 00:00 as an end is midnight. */
function readEnd(form: FormFields, startsMinute: number, ends: number, report: Report): number | null {
  const endsMinute = form.endNext === 'on' || ends === 0 ? ends + DAY : ends;
  if (endsMinute <= startsMinute) report('end', 'opens_after_closing');
  else if (endsMinute - startsMinute > DAY) report('end', 'over_a_day');
  else return endsMinute;
  return null;
}

function readRange(form: FormFields, report: Report) {
  const from = readDate(form, 'from', report, true);
  const until = readDate(form, 'until', report);
  if (from && !isNear(from)) report('from', 'not_date');
  if (until && !isNear(until)) report('until', 'not_date');
  if (from && until && until < from) report('until', 'end_before_start');
  return from && { from, until, keep: [], more: [] };
}

function readChosen(form: FormFields, report: Report) {
  const keep = (form.dates ?? '').split(',').filter(isLocalDate);
  const more = Array.from({ length: NEW_DATES }, (_, row) => `date-${row}`).flatMap((field) => {
    const date = readDate(form, field, report);
    if (date && !isNear(date)) report(field, 'not_date');
    return date ?? [];
  });
  const [first] = [...keep, ...more].sort();
  if (!first) report('date-0', 'required');
  return first ? { from: first, until: null, keep, more } : null;
}

function readWeeks(given: string, report: Report): number | null {
  const weeks = Number(given || '1');
  if (!Number.isInteger(weeks)) report('everyWeeks', 'not_whole_number');
  else if (weeks < 1 || weeks > MOST_WEEKS) report('everyWeeks', 'out_of_range');
  else return weeks;
  return null;
}

const isNear = (date: LocalDate) => date >= FIRST_DATE && date <= LAST_DATE && addDays(date, 0) === date;
