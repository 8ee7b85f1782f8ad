import { getTranslations } from 'next-intl/server';
import { formatTime, type Place } from '@/lib/messages/format';
import type { Held } from '@/lib/usecases/hold-view';
import type { HoldState, HoldWords } from './hold-state';

/** A hold in words, for the page as it is made and for each answer after it. */
export async function shownHold(held: Held, now: Date, place: Place): Promise<HoldState['held']> {
  const { publicId, until, mayExtend } = held;
  const t = await getTranslations('patron.hold');
  const says = t('until', { time: formatTime(until, place) });
  return { id: publicId, says, leftMs: until.getTime() - now.getTime(), mayExtend };
}

/** Everything that the bar may come to say while the form is open. */
export async function holdWords(minutes: number): Promise<HoldWords> {
  const t = await getTranslations('patron.hold');
  return {
    ...{ before: t('before', { minutes }), soon: t('soon'), over: t('over'), again: t('again'), letGo: t('letGo') },
    ...{ extend: t('extend', { minutes }), extending: t('extending'), keep: t('keep'), keeping: t('keeping') },
    left: Array.from({ length: minutes + 1 }, (_, left) => t('left', { minutes: left })),
  };
}
