import { getLocale, getTranslations } from 'next-intl/server';
import { formatDuration, formatWeekday } from '@/lib/messages/format';
import { MOST_OCCURRENCES } from '@/lib/time/expand-series';

/** What a part of the form is given: everything typed so far, what is wrong with it, and the words. */
export type FormPart = {
  shown: Record<string, string>;
  errors: Record<string, string>;
  words: SeriesFormWords;
};

export type SeriesFormWords = Awaited<ReturnType<typeof seriesFormWords>>;

/** Each in its own words, as patrons know them. */
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];

/** The words of the form in the page's language, since components of the browser know only those of the pieces. */
export async function seriesFormWords(kind: 'book' | 'block') {
  const [t, locale] = [await getTranslations('series.form'), await getLocale()];
  const label: Record<string, string> = {
    ...{ spaces: t('space'), date: t('date'), start: t('start'), minutes: t('minutes'), endDate: t('endDate') },
    ...{ end: t('end'), interval: t('interval'), weekdays: t('weekdays'), until: t('until'), times: t('times') },
    ...{ query: t('query'), personId: t('found'), name: t('name'), email: t('email') },
    note: t(kind === 'block' ? 'why' : 'note'),
  };
  return {
    label,
    languages: LANGUAGES,
    ...{ what: t('what'), choose: t('choose'), repeat: t('repeat'), once: t('once') },
    startHint: t('startHint', { most: formatDuration(1440, locale) }),
    ...{ endDateHint: t('endDateHint'), day: t('day'), week: t('week'), intervalHint: t('intervalHint') },
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: formatWeekday(day, locale) })),
    ...{ ends: t('ends'), byDate: t('byDate'), byTimes: t('byTimes'), untilHint: t('untilHint') },
    timesHint: t('timesHint', { most: MOST_OCCURRENCES }),
    ...{ who: t('who'), queryHint: t('queryHint'), find: t('find'), finding: t('finding'), found: t('found') },
    ...{ foundNone: t('foundNone'), foundHint: t('foundHint'), noAccount: t('noAccount'), orName: t('orName') },
    noteHint: t(kind === 'block' ? 'whyHint' : 'noteHint'),
    ...{ locale: t('locale'), tell: t('tell'), tellHint: t('tellHint'), problem: t('problem') },
    ...{ go: t(`${kind}.go`), going: t(`${kind}.going`) },
  };
}
