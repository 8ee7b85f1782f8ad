import { z } from 'zod';
import type { FieldProblem } from '@/lib/field-problem';
import type { OwnWords } from '@/lib/mail/compose-booking-mail';
import { unknownVariables } from '@/lib/mail/fill-template';
import { ourWords } from '@/lib/mail/our-words';
import { OWN_MAILS, type OwnTemplate, ownVariablesOf } from '@/lib/mail/own-mails';
import type { Locale } from '@/lib/messages/locales';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

export const templateKeyInput = z.object({
  location: z.coerce.number().int().positive(),
  template: z.enum(OWN_MAILS),
});

/** Browsers send line ends as CRLF. */
const text = (most: number) =>
  z
    .string()
    .max(most, 'too_long')
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim());

const wordsInput = templateKeyInput.extend({
  ...{ subject_en: text(200).transform(oneLine), body_en: text(4000) },
  ...{ subject_es: text(200).transform(oneLine), body_es: text(4000) },
});

export type TemplateWords = {
  location: number;
  template: OwnTemplate;
  /** Null: as ours are. */
  words: Record<Locale, OwnWords | null>;
};

/**
 * What an admin typed for one mail in both languages. Left empty, or as ours are: ours, also when we change them. Only the
 * mail's own variables may be named; what else stands in braces would reach patrons as it is.
 */
export function readTemplateWords(raw: unknown): Result<TemplateWords> {
  const input = parse(wordsInput, raw);
  if (!input.ok) return input;
  const { location, template, subject_en, body_en, subject_es, body_es } = input.value;
  const typed: Record<Locale, OwnWords> = {
    en: { subject: subject_en, body: body_en },
    es: { subject: subject_es, body: body_es },
  };
  const fields: Record<string, FieldProblem> = {};
  const one = (locale: Locale): OwnWords | null => {
    const { subject, body } = typed[locale];
    const ours = ourWords(template, locale);
    if ((subject === '' && body === '') || (subject === ours.subject && body === ours.body)) return null;
    for (const part of ['subject', 'body'] as const) {
      const words = typed[locale][part];
      if (words === '') fields[`${part}_${locale}`] = 'required';
      if (unknownVariables(words, ownVariablesOf(template)).length > 0)
        fields[`${part}_${locale}`] = 'unknown_variable';
    }
    return { subject, body };
  };
  const words = { en: one('en'), es: one('es') };
  return Object.keys(fields).length > 0 ? refuse({ code: 'invalid', fields }) : ok({ location, template, words });
}

function oneLine(typed: string): string {
  return typed.replace(/\s+/g, ' ');
}
