import { formatLocalDate, formatShortDate } from '@/lib/messages/format';
import type { Locale } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';
import type { LocationHours } from '@/lib/usecases/view-location-hours';
import type { HoursWidget } from './hours-widget';
import { hoursInWords } from './hours-widget-json';

/**
 * A piece of a page, in the looks of the page that it is put into: a table of one date, or a table each location and week.
 * Two columns, so that it fits a telephone.
 */
export function widgetHtml(widget: HoursWidget, places: readonly LocationHours[], locale: Locale): string {
  const t = translator(locale, 'hoursWidget');
  const [first] = places;
  if (!first) return wrapped([`<p>${escaped(t('none'))}</p>`], locale);
  if (widget !== 'grid') {
    const caption = t('onDate', { date: formatLocalDate(first.dates[0]?.date ?? first.today, locale) });
    const rows = places.flatMap(({ name, dates: [day] }) => (day ? [[name, hoursInWords(day, locale)] as const] : []));
    return wrapped([table(caption, [t('location'), t('hours')], rows)], locale);
  }
  const tables = places.flatMap(({ name, dates }) =>
    weeksOf(dates).map((week) => {
      const date = formatLocalDate(week[0]?.date ?? first.today, locale);
      const rows = week.map((day) => [shortDate(day.date, locale), hoursInWords(day, locale)] as const);
      return table(t('inWeek', { name, date }), [t('day'), t('hours')], rows);
    }),
  );
  return wrapped(tables, locale);
}

const weeksOf = <T>(days: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));

/** "Sat, Nov 21": the caption has the year. */
const shortDate = (date: string, locale: Locale) => formatShortDate(`${date}T12:00:00Z`, { locale, timeZone: 'UTC' });

function table(caption: string, heads: readonly string[], rows: readonly (readonly [string, string])[]): string {
  const columns = heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('');
  const body = rows.map(
    ([head, text]) => `<tr><th scope="row">${escaped(head)}</th><td>${escaped(text || '–')}</td></tr>`,
  );
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${columns}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

const wrapped = (parts: readonly string[], locale: Locale) =>
  `<div class="carrel-hours" lang="${locale}">\n${parts.join('\n')}\n</div>\n`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
