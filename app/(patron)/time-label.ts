import type { getTranslations } from 'next-intl/server';
import { formatTime, type Place } from '@/lib/messages/format';
import { whichOfTwo } from '@/lib/time/zone';

type Words = Awaited<ReturnType<typeof getTranslations<'patron'>>>;

/** A start as people read it; on the night the clocks go back the two times of one name are told apart. */
export function timeLabel(at: Date, place: Place, t: Words): string {
  const time = formatTime(at, place);
  const which = whichOfTwo(at, place.timeZone);
  return which === 'only' ? time : t(`spaces.${which}`, { hour: time });
}
