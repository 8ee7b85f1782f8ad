import { z } from 'zod';
import type { FieldProblem } from '@/lib/field-problem';
import type { WallSpan } from '@/lib/time/opening';
import { addDays, isLocalDate, type LocalDate } from '@/lib/time/zone';

/**
 * How forms say hours. A day `d` (1–7 of a week; 0 for an exception) has `day-d`: closed, all_day, open, or same (as the
 * day before); open ones have stretches `r` from 0: `span-d-r-from`, `span-d-r-to` as 18:00, and `span-d-r-next` when it
 * ends on the next day. 00:00 as an end is midnight. Works as fields of a form without scripts.
 */
export type FormFields = Record<string, string>;

/** Stretches that one day may have. */
export const MOST_SPANS = 6;
const DAY = 1440;
const MOST_DATES = 366;

export type Report = (field: string, problem: FieldProblem) => void;

/** Zod's own way to say it, tied to the field. */
export const reportTo =
  (context: z.RefinementCtx): Report =>
  (field, message) =>
    context.addIssue({ code: 'custom', path: [field], message });

/** Every value of a form is text; longer ones are not read. */
export const formFields = z.record(z.string(), z.string().max(2_000, 'too_long'));

export function readWeek(form: FormFields, report: Report): (WallSpan & { weekday: number })[] {
  let before: WallSpan[] = [];
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    before = form[`day-${weekday}`] === 'same' ? before : readDay(form, weekday, report);
    return before.map((span) => ({ weekday, ...span }));
  });
}

/** The stretches of one day, in order; none: closed. */
export function readDay(form: FormFields, day: number, report: Report): WallSpan[] {
  const mode = form[`day-${day}`];
  if (mode === 'closed') return [];
  if (mode === 'all_day') return [{ opensMinute: 0, closesMinute: DAY }];
  if (mode !== 'open') {
    report(`day-${day}`, mode ? 'invalid' : 'required');
    return [];
  }
  const spans: (WallSpan & { field: string })[] = [];
  for (let row = 0; row < MOST_SPANS; row++) {
    const field = `span-${day}-${row}`;
    const [from, to] = [form[`${field}-from`] ?? '', form[`${field}-to`] ?? ''];
    if (!from && !to) continue;
    const opensMinute = readTime(from, `${field}-from`, report);
    const closes = readTime(to, `${field}-to`, report);
    if (opensMinute === null || closes === null) continue;
    const closesMinute = form[`${field}-next`] || closes === 0 ? closes + DAY : closes;
    if (closesMinute <= opensMinute) report(`${field}-to`, 'opens_after_closing');
    else if (closesMinute - opensMinute > DAY) report(`${field}-to`, 'over_a_day');
    else spans.push({ opensMinute, closesMinute, field });
  }
  const inOrder = spans.sort((a, b) => a.opensMinute - b.opensMinute);
  for (const [at, span] of inOrder.entries()) {
    const next = inOrder[at + 1];
    if (next && next.opensMinute < span.closesMinute) report(`${next.field}-from`, 'spans_overlap');
  }
  const nothing = !form[`span-${day}-0-from`] && !form[`span-${day}-0-to`];
  if (spans.length === 0 && nothing) report(`span-${day}-0-from`, 'required');
  return inOrder.map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute }));
}

/** What of a form is text: its numbers and absent fields aside. */
export const textsOf = (form: object): FormFields =>
  Object.fromEntries(Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** Minutes after midnight of a time like 18:00; null, which is reported: it is none. */
export function readTime(text: string, field: string, report: Report): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(text) ?? [];
  if (hours !== undefined && minutes !== undefined) return Number(hours) * 60 + Number(minutes);
  report(field, text ? 'not_date' : 'required');
  return null;
}

/** Null: nothing was given, or what was given is no date (which is reported). */
export function readDate(form: FormFields, field: string, report: Report, required = false): LocalDate | null {
  const text = form[field] ?? '';
  if (isLocalDate(text)) return text;
  if (text || required) report(field, text ? 'not_date' : 'required');
  return null;
}

/** First and last date, the last being the first when it is not given. At most a year and a day of them. */
export function readDates(form: FormFields, report: Report): { from: LocalDate; to: LocalDate } | null {
  const from = readDate(form, 'from', report, true);
  const to = form.to ? readDate(form, 'to', report) : from;
  if (!from || !to) return null;
  if (to < from) report('to', 'end_before_start');
  else if (to > addDays(from, MOST_DATES - 1)) report('to', 'range_too_long');
  else return { from, to };
  return null;
}
