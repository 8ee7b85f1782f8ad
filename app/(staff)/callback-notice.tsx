import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { refusalText } from '@/app/_ui/refusal-text';
import type { CallbackAnswer } from '@/lib/usecases/callback-answer';

/** What came of the way to Microsoft and back. */
export async function CallbackNotice({ answer, connected }: { answer: CallbackAnswer | null; connected: string }) {
  const [t, locale] = [await getTranslations('refusal'), await getLocale()];
  if (!answer) return null;
  if (answer.connected) return <Notice kind="success">{connected}</Notice>;
  return <Notice kind="error">{refusalText(answer.refusal, t, { locale, timeZone: 'UTC' })}</Notice>;
}
