import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { mailPlace } from '@/lib/db/mail-places';
import { type MailTemplateRow, mailTemplates, putMailTemplates } from '@/lib/db/mail-templates';
import type { OwnTemplate } from '@/lib/mail/own-mails';
import { locales } from '@/lib/messages/locales';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { readTemplateWords, type TemplateWords, templateKeyInput } from './mail-template-input';

type Saved = { location: number; template: OwnTemplate };

/** A location's own words for one mail, in both languages at once. */
export async function saveMailTemplate(actor: Actor, raw: unknown): Promise<Result<Saved>> {
  const input = readTemplateWords(raw);
  if (!input.ok) return input;
  return store(actor, input.value);
}

/** The location's words are forgotten in both languages. */
export async function resetMailTemplate(actor: Actor, raw: unknown): Promise<Result<Saved>> {
  const input = parse(templateKeyInput, raw);
  if (!input.ok) return input;
  return store(actor, { ...input.value, words: { en: null, es: null } });
}

async function store(actor: Actor, { location, template, words }: TemplateWords): Promise<Result<Saved>> {
  if (actor.kind !== 'person' || !can(actor, 'write_mails', location)) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    if (!(await mailPlace(tx, location))) return refuse({ code: 'not_found' });
    const own = locales.flatMap((locale) => {
      const one = words[locale];
      return one ? [{ locale, ...one }] : [];
    });
    const before = wordsOf(await mailTemplates(tx, location, template));
    await putMailTemplates(tx, { locationId: location, template }, own);
    await audit(tx, {
      ...{ personId: actor.id, act: 'mail_template.saved', subject: `location:${location}` },
      detail: { template, before, after: wordsOf(own) },
    });
    return ok({ location, template });
  });
}

/** By language; a language that is not there has the words of ours. */
const wordsOf = (rows: readonly Pick<MailTemplateRow, 'locale' | 'subject' | 'body'>[]) =>
  Object.fromEntries(
    locales.flatMap((locale) => {
      const row = rows.find((one) => one.locale === locale);
      return [[locale, row ? { subject: row.subject, body: row.body } : '']];
    }),
  );
