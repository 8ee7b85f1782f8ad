import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { mailPlace } from '@/lib/db/mail-places';
import { mailTemplates } from '@/lib/db/mail-templates';
import type { OwnWords } from '@/lib/mail/compose-booking-mail';
import { ourWords } from '@/lib/mail/our-words';
import { type OwnTemplate, type OwnVariable, ownVariablesOf } from '@/lib/mail/own-mails';
import { type Locale, locales } from '@/lib/messages/locales';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { templateKeyInput } from './mail-template-input';

export type MailTemplateView = {
  template: OwnTemplate;
  location: { id: number; name: string };
  variables: readonly OwnVariable[];
  /** What is sent now. `isOwn`: the location's, else ours. */
  words: Record<Locale, OwnWords & { isOwn: boolean }>;
};

export async function viewMailTemplate(actor: Actor, raw: unknown): Promise<Result<MailTemplateView>> {
  const input = parse(templateKeyInput, raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  if (!can(actor, 'write_mails', input.value.location)) return refuse({ code: 'not_allowed' });
  const { location, template } = input.value;
  const place = await mailPlace(db(), location);
  if (!place) return refuse({ code: 'not_found' });
  const rows = await mailTemplates(db(), location, template);
  const one = (locale: Locale) => {
    const own = rows.find((row) => row.locale === locale);
    return own
      ? { subject: own.subject, body: own.body, isOwn: true }
      : { ...ourWords(template, locale), isOwn: false };
  };
  const words = Object.fromEntries(locales.map((locale) => [locale, one(locale)])) as MailTemplateView['words'];
  return ok({ template, location: { id: location, name: place.location }, variables: ownVariablesOf(template), words });
}
