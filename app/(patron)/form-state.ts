import { getLocale, getTranslations } from 'next-intl/server';
import { fieldTexts, refusalText } from '@/app/_ui/refusal-text';
import type { Refusal } from '@/lib/refusal';
import { isTimeZone } from '@/lib/time/zone';

/** What a form says after it was refused, in words, with everything that was typed. */
export type FormState = {
  /** About the form as a whole; null when the fields say it. */
  message: string | null;
  fields: Record<string, string>;
  values: Record<string, string>;
  /** What might do as well, where a time could not be had: each is one press from its form. */
  instead?: { href: string; label: string }[];
};

export async function refusedForm(refusal: Refusal, values: Record<string, string>): Promise<FormState> {
  const t = await getTranslations('refusal');
  // The form says which library's clock its times are of; whatever else stands there is not worth an error.
  const timeZone = isTimeZone(values.timeZone ?? '') ? (values.timeZone ?? 'UTC') : 'UTC';
  const fields = fieldTexts(refusal, t);
  const message = refusal.code === 'invalid' ? null : refusalText(refusal, t, { locale: await getLocale(), timeZone });
  return { message, fields, values };
}
