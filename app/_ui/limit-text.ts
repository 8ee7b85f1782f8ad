import type { getTranslations } from 'next-intl/server';
import { formatDate, formatDateTime, formatDuration, type Place } from '@/lib/messages/format';
import type { LimitReached } from '@/lib/refusal';

type Words = Awaited<ReturnType<typeof getTranslations<'refusal'>>>;

/** Which limit it is, what is left, and from when on there is room again. */
export function limitText({ measure, per, scope, most, left, until }: LimitReached, t: Words, place: Place): string {
  const duration = (minutes: number) => formatDuration(minutes, place.locale);
  const what =
    measure === 'minutes'
      ? t('limit_reached.minutes', { duration: duration(most), per, scope })
      : t('limit_reached.bookings', { most, per, scope });
  const shorter = measure === 'minutes' && left > 0 ? [t('limit_reached.left', { duration: duration(left) })] : [];
  return [what, ...shorter, ...whenText(per, until, t, place)].join(' ');
}

function whenText(per: LimitReached['per'], until: Date | null, t: Words, place: Place): string[] {
  if (until === null) return [t('limit_reached.shorter')];
  if (per === 'upcoming') return [t('limit_reached.wait', { time: formatDateTime(until, place) })];
  if (per === 'at_once') return [t('limit_reached.other', { time: formatDateTime(until, place) })];
  return [t('limit_reached.from', { date: formatDate(until, place) })];
}
