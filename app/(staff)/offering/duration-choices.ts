import type { getTranslations } from 'next-intl/server';
import { formatDuration } from '@/lib/messages/format';

type Words = Awaited<ReturnType<typeof getTranslations<'appointmentAdmin.kind'>>>;

const DAY = 1440;
const USUAL = [0, 15, 30, 60, 120, 240, 480, 720, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 7 * DAY];

/** How long before a start, up to a week, the present value among them whatever it is. */
export function durationChoices(present: number, t: Words, locale: string): { value: string; label: string }[] {
  const all = [...new Set([...USUAL, present])].sort((a, b) => a - b);
  return all.map((minutes) => ({ value: String(minutes), label: label(minutes, t, locale) }));
}

function label(minutes: number, t: Words, locale: string): string {
  if (minutes === 0) return t('atStart');
  if (minutes % DAY === 0) return t('days', { days: minutes / DAY });
  return t('before', { duration: formatDuration(minutes, locale) });
}
