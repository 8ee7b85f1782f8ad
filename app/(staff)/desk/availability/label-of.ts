import type { useTranslations } from 'next-intl';

type Words = ReturnType<typeof useTranslations<'availability'>>;

const LABELS = {
  repeat: 'form.repeat',
  from: 'form.from',
  until: 'form.until',
  everyWeeks: 'form.everyWeeks',
  weekdays: 'form.weekdays',
  dates: 'form.keptDates',
  start: 'form.start',
  end: 'form.end',
  places: 'form.places',
  group: 'form.group',
  directions: 'form.directions',
  note: 'away.note',
  fromTime: 'away.fromTime',
  to: 'away.to',
  toTime: 'away.toTime',
  lastDay: 'rule.lastDay',
  date: 'rule.date',
  all: 'affected.all',
  words: 'affected.words',
  other: 'copy.other',
  weeks: 'copy.weeks',
  name: 'places.name',
  kind: 'places.kind',
  link: 'places.link',
  location: 'places.location',
  space: 'places.space',
  online: 'places.online',
} as const;

/** What a field is called in the list of what stopped the form. */
export function labelOf(field: string, t: Words): string {
  if (field in LABELS) return t(LABELS[field as keyof typeof LABELS]);
  if (field.startsWith('date-')) return t('form.newDate', { n: Number(field.slice(5)) + 1 });
  return t('title');
}
