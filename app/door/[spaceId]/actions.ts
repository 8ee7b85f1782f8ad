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
  await awaitBooking(answer.value.publicId);
  return { done: t('booked', { time: formatTime(answer.value.end, place) }), problem: null };
}
