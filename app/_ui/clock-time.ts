import type { useTranslations } from 'next-intl';
import { formatTime, type Place, whichPass } from '@/lib/messages/format';

/** A time as people read it; on the night the clocks go back the two times of one name are told apart. */
export function clockTime(at: Date, place: Place, t: ReturnType<typeof useTranslations<'ui.clock'>>): string {
  const time = formatTime(at, place);
  const which = whichPass(at, place);
  return which === 'only' ? time : t(which, { time });
}
