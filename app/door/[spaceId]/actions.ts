'use server';

import { getLocale, getTranslations } from 'next-intl/server';
import { refusalText } from '@/app/_ui/refusal-text';
import { formatTime } from '@/lib/messages/format';
import { fromForm } from '@/lib/parse';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { bookAtDoor } from '@/lib/usecases/book-at-door';

export type DoorAnswer = { done: string | null; problem: string | null };

/** One tap on a tablet that knows the door's key. */
export async function bookNow(_: DoorAnswer, form: FormData): Promise<DoorAnswer> {
  const raw = fromForm(form);
  const [t, locale] = [await getTranslations('door'), await getLocale()];
  const place = { locale, timeZone: raw.timeZone ?? 'UTC' };
  const answer = await bookAtDoor({ ...raw, name: t('walkUp'), locale }, new Date());
  if (!answer.ok) {
    const said = refusalText(answer.refusal, await getTranslations('refusal'), place);
    return { done: null, problem: said };
  }
  const status = await awaitBooking(answer.value.publicId);
  const time = formatTime(answer.value.end, place);
  if (status === 'confirmed' || status === 'to_confirm') return { done: t('booked', { time }), problem: null };
  if (status === 'pending_remote') return { done: t('beingConfirmed', { time }), problem: null };
  // Somebody was faster in Outlook.
  return { done: null, problem: refusalText({ code: 'slot_taken' }, await getTranslations('refusal'), place) };
}
