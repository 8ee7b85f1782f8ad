import type { Locale } from './locales';

/** Where and for whom a moment is written: the reader's language and, always, the library's own time zone. */
export type Place = { locale: Locale | string; timeZone: string };

type Instant = Date | string | number;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter({ locale, timeZone }: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(regional(locale), { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

/** Plain language tags leave the clock to chance; these settle it: 2:30 PM, 14:30. */
function regional(locale: string): string {
  return locale === 'en' ? 'en-US' : locale === 'es' ? 'es-ES' : locale;
}

/** Node and browsers disagree on which thin space stands before PM, and a page must read the same from both. */
function plainSpaces(text: string): string {
  return text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');
}

function write(at: Instant, place: Place, options: Intl.DateTimeFormatOptions): string {
  return plainSpaces(formatter(place, options).format(new Date(at)));
}

/** "2:30 PM", "14:30" */
export function formatTime(at: Instant, place: Place): string {
  return write(at, place, { hour: 'numeric', minute: '2-digit' });
}

/** "2 PM", "14": the label of a full hour in a day grid. */
export function formatHour(at: Instant, place: Place): string {
  if (regional(place.locale).startsWith('es')) return formatTime(at, place);
  return write(at, place, { hour: 'numeric' });
}

/** Clocks go back by an hour, in one place by half of one. */
const SHIFTS_MS = [3_600_000, 1_800_000];

/** On the night the clocks go back an hour comes twice: which of the two this is in, by what the clock shows before and after. */
export function whichPass(at: Instant, place: Place): 'only' | 'first' | 'second' {
  const [time, moment] = [formatTime(at, place), new Date(at).getTime()];
  if (SHIFTS_MS.some((shift) => formatTime(moment - shift, place) === time)) return 'second';
  return SHIFTS_MS.some((shift) => formatTime(moment + shift, place) === time) ? 'first' : 'only';
}

/** "2:30–3:30 PM", "14:30–15:30"; the zone is named only where a clock change would make the pair ambiguous. */
export function formatTimeRange(start: Instant, end: Instant, place: Place): string {
  const isTwice = whichPass(start, place) !== 'only' || whichPass(end, place) !== 'only';
  if (isTwice || zoneName(start, place) !== zoneName(end, place)) {
    const named = (at: Instant) => write(at, place, { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });
    return `${named(start)}–${named(end)}`;
  }
  const from = formatTime(start, place);
  const to = formatTime(end, place);
  const [, clock, half] = /^(\S+) (AM|PM)$/.exec(from) ?? [];
  return half && to.endsWith(half) && sameDay(start, end, place) ? `${clock}–${to}` : `${from}–${to}`;
}

function zoneName(at: Instant, place: Place): string | undefined {
  return formatter(place, { timeZoneName: 'shortOffset' })
    .formatToParts(new Date(at))
    .find(({ type }) => type === 'timeZoneName')?.value;
}

function sameDay(a: Instant, b: Instant, place: Place): boolean {
  return formatShortDate(a, place) === formatShortDate(b, place);
}

/** "Saturday, November 21, 2026", "sábado, 21 de noviembre de 2026" */
export function formatDate(at: Instant, place: Place): string {
  return write(at, place, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** "Sat, Nov 21", "sáb, 21 nov" */
export function formatShortDate(at: Instant, place: Place): string {
  return write(at, place, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** "Nov 21, 2026, 2:30 PM", "21 nov 2026, 14:30" */
export function formatDateTime(at: Instant, place: Place): string {
  return write(at, place, { dateStyle: 'medium', timeStyle: 'short' });
}

/** "Nov 21, 2026, 2:30:05 PM", "21 nov 2026, 14:30:05": where what follows within a minute has an order. */
export function formatMoment(at: Instant, place: Place): string {
  return write(at, place, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** "Sat, Nov 21, 2:30–3:30 PM" */
export function formatDateRange(start: Instant, end: Instant, place: Place): string {
  return `${formatShortDate(start, place)}, ${formatTimeRange(start, end, place)}`;
}

/** A calendar date without a zone ("2026-11-21"), written out: "Saturday, November 21, 2026". */
export function formatLocalDate(localDate: string, locale: Locale | string): string {
  return formatDate(`${localDate}T12:00:00Z`, { locale, timeZone: 'UTC' });
}

/** "1 hour 30 minutes", "1 hora 30 minutos" */
export function formatDuration(minutes: number, locale: Locale | string): string {
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(regional(locale), { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  const parts = [...(hours ? [unit(hours, 'hour')] : []), ...(rest || !hours ? [unit(rest, 'minute')] : [])];
  return plainSpaces(parts.join(' '));
}

/** "students, teachers and guests" */
export const formatList = (items: readonly string[], locale: Locale | string): string =>
  new Intl.ListFormat(regional(locale), { type: 'conjunction' }).format(items);

/** A minute of a day as its clock shows it: 1080 is "6:00 PM", "18:00"; after midnight it begins again. */
export const formatWallTime = (minute: number, locale: Locale | string): string =>
  formatTime(Date.UTC(2026, 0, 1, 0, minute % 1440), { locale, timeZone: 'UTC' });

/** "Monday", "lunes"; ISO, Monday 1 … Sunday 7. */
export const formatWeekday = (weekday: number, locale: Locale | string): string =>
  write(Date.UTC(2024, 0, weekday, 12), { locale, timeZone: 'UTC' }, { weekday: 'long' });

/** "Mon", "lun"; ISO, Monday 1 … Sunday 7. */
export const formatShortWeekday = (weekday: number, locale: Locale | string): string =>
  write(Date.UTC(2024, 0, weekday, 12), { locale, timeZone: 'UTC' }, { weekday: 'short' });

/** "Sat, Nov 21, 2026": a calendar date without a zone. */
export const formatShortLocalDate = (localDate: string, locale: Locale | string): string =>
  write(
    `${localDate}T12:00:00Z`,
    { locale, timeZone: 'UTC' },
    {
      ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    },
  );

/** "Eastern Time", "hora oriental": a zone as people call it around that moment. */
export const formatZone = (at: Instant, { locale, timeZone }: Place): string =>
  formatter({ locale, timeZone }, { timeZoneName: 'longGeneric' })
    .formatToParts(new Date(at))
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
