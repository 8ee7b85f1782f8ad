import type { useTranslations } from 'next-intl';

type Words = ReturnType<typeof useTranslations<'rules'>>;

const LABELS = {
  fixedPeriods: 'shape.kind',
  stepMinutes: 'shape.step',
  minMinutes: 'shape.min',
  maxMinutes: 'shape.max',
  defaultMinutes: 'shape.default',
  minNoticeMinutes: 'time.notice',
  windowDays: 'time.window',
  rolloverMinute: 'time.rollover',
  cancelByMinutes: 'time.cancel',
  setupMinutes: 'around.setup',
  cleanupMinutes: 'around.cleanup',
  gapMinutes: 'limits.gap',
  gapScope: 'limits.gapScope',
  signInRequired: 'who.signIn',
  limits: 'limits.title',
  periods: 'periods.title',
  words: 'old.words',
} as const;

const ROW_LABELS = {
  most: 'limits.most',
  measure: 'limits.what',
  per: 'limits.per',
  name: 'periods.name',
  starts: 'periods.starts',
  ends: 'periods.ends',
  day1: 'periods.weekdays',
} as const;

/** What a field is called in the list of what stopped the form: 'Period 2, Starts'. */
export function labelOf(field: string, t: Words): string {
  if (field in LABELS) return t(LABELS[field as keyof typeof LABELS]);
  const [list, index, name = ''] = field.split('.');
  const n = Number(index) + 1;
  if (list !== 'limits' && list !== 'periods') return t('title');
  const row = list === 'limits' ? t('limits.row', { n }) : t('periods.row', { n });
  return name in ROW_LABELS ? `${row}, ${t(ROW_LABELS[name as keyof typeof ROW_LABELS])}` : row;
}
