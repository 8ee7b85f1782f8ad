import { z } from 'zod';
import { MOST_SERIES_DAYS, type SeriesRule } from '@/lib/time/expand-series';
import { addDays, type LocalDate } from '@/lib/time/zone';
import { formFields, type Report, readDate, readTime, reportTo } from './hours-fields';
import { MOST_STAFF_MINUTES } from './judge-for-staff';

/** What the forms of the desk ask for: a booking for somebody, or blocked time; once, or by a rule. */
export type SeriesAsked = {
  kind: 'book' | 'block';
  spaceIds: number[];
  date: LocalDate;
  startMinute: number;
  /** Real minutes, or where the clock stands at the end. */
  length: { minutes: number } | { endDate: LocalDate; endMinute: number };
  repeat: Pick<SeriesRule, 'every' | 'interval' | 'weekdays' | 'until' | 'times'> | null;
  personId: number | null;
  name: string;
  email: string;
  note: string;
  locale: 'en' | 'es';
  tell: boolean;
};

const MOST_INTERVAL = 60;
const id = z.coerce.number().int().positive().max(2_147_483_647);
const ids = z.array(id).min(1).max(100);

/** Lists (`spaces`, `weekdays`) come as text with commas; each problem is tied to its field. */
export const seriesInput = formFields.transform((form, context): SeriesAsked => {
  const report = reportTo(context);
  const kind = form.kind === 'block' ? 'block' : 'book';
  const spaceIds = ids.safeParse((form.spaces ?? '').split(',').filter(Boolean));
  if (!spaceIds.success) report('spaces', form.spaces ? 'invalid' : 'required');
  const date = readDate(form, 'date', report, true);
  const startMinute = readTime(form.start ?? '', 'start', report);
  const length = kind === 'block' ? readEnd(form, date, startMinute, report) : readMinutes(form, report);
  const repeat = date ? readRepeat(form, date, report) : null;
  const texts = readTexts(form, kind, report);
  if (!spaceIds.success || !date || startMinute === null || !length || repeat === undefined) return z.NEVER;
  const personId = form.personId ? (id.safeParse(form.personId).data ?? 0) : null;
  return {
    ...{ kind, spaceIds: [...new Set(spaceIds.data)], date, startMinute, length, repeat, personId, ...texts },
    locale: form.locale === 'es' ? 'es' : 'en',
    tell: kind === 'book' && form.tell === 'on',
  };
});

type Form = Record<string, string>;

function readMinutes(form: Form, report: Report): { minutes: number } | null {
  const minutes = Number(form.minutes);
  if (!form.minutes) report('minutes', 'required');
  else if (!Number.isInteger(minutes) || minutes < 1) report('minutes', 'not_whole_number');
  else if (minutes > 1440) report('minutes', 'out_of_range');
  else return { minutes };
  return null;
}

function readEnd(form: Form, date: LocalDate | null, startMinute: number | null, report: Report) {
  const endDate = form.endDate ? readDate(form, 'endDate', report) : date;
  const endMinute = readTime(form.end ?? '', 'end', report);
  if (!date || startMinute === null || !endDate || endMinute === null) return null;
  if (endDate < date) report('endDate', 'end_before_start');
  else if (endDate > addDays(date, MOST_STAFF_MINUTES / 1440)) report('endDate', 'out_of_range');
  else if (endDate === date && endMinute <= startMinute) report('end', 'end_before_start');
  else return { endDate, endMinute };
  return null;
}

/** Null: once; undefined: something about it is wrong, and reported. */
function readRepeat(form: Form, from: LocalDate, report: Report): SeriesAsked['repeat'] | undefined {
  if (!form.repeat || form.repeat === 'no') return null;
  const every = form.repeat === 'day' ? 'day' : 'week';
  const interval = whole(form.interval || '1', 'interval', MOST_INTERVAL, report);
  const weekdays = (form.weekdays ?? '').split(',').map(Number);
  const known = weekdays.filter((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  if (every === 'week' && known.length === 0) report('weekdays', 'no_weekday');
  const byDate = form.ends === 'until';
  const until = byDate ? readDate(form, 'until', report, true) : null;
  if (until && until < from) report('until', 'end_before_start');
  if (until && until > addDays(from, MOST_SERIES_DAYS)) report('until', 'out_of_range');
  const times = byDate ? null : whole(form.times ?? '', 'times', 1_000, report);
  if (interval === null || (byDate ? until === null : times === null)) return undefined;
  return { every, interval, weekdays: every === 'week' ? known : [], until, times };
}

function whole(text: string, field: string, most: number, report: Report): number | null {
  const number = Number(text);
  if (text === '') report(field, 'required');
  else if (!Number.isInteger(number)) report(field, 'not_whole_number');
  else if (number < 1 || number > most) report(field, 'out_of_range');
  else return number;
  return null;
}

function readTexts(form: Form, kind: 'book' | 'block', report: Report) {
  const name = (form.name ?? '').trim();
  const email = (form.email ?? '').trim().toLowerCase();
  const note = (form.note ?? '').trim();
  if (note.length > 1_000) report('note', 'too_long');
  if (kind === 'block') {
    if (note === '') report('note', 'required');
    return { name: '', email: '', note };
  }
  if (form.personId) return { name: '', email: '', note };
  if (name === '') report('name', 'required');
  if (name.length > 120) report('name', 'too_long');
  if (email === '') report('email', 'required');
  else if (email.length > 254 || !z.email().safeParse(email).success) report('email', 'not_email');
  return { name, email, note };
}
