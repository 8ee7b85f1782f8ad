import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { mailPlace } from '@/lib/db/mail-places';
import { putMailTemplates } from '@/lib/db/mail-templates';
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
  if (actor.kind !== 'person' || !can(actor, 'manage_mails')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    if (!(await mailPlace(tx, location))) return refuse({ code: 'not_found' });
    const own = locales.flatMap((locale) => {
      const one = words[locale];
      return one ? [{ locale, ...one }] : [];
    });
    await putMailTemplates(tx, { locationId: location, template }, own);
    await audit(tx, {
      ...{ personId: actor.id, act: 'mail_template.saved', subject: `location:${location}` },
      detail: { template, own: own.map(({ locale, subject, body }) => ({ locale, subject, body })) },
    });
    return ok({ location, template });
  });
}
