import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type MailPlace, mailPlace } from '@/lib/db/mail-places';
import { mailWithWords } from '@/lib/mail/booking-mails';
import { composeBookingMail, type OwnWords } from '@/lib/mail/compose-booking-mail';
import { composeSeriesMail } from '@/lib/mail/compose-series-mail';
import { isAppointmentMail, isSeriesMail, type OwnTemplate } from '@/lib/mail/own-mails';
import { sampleAppointment, sampleBooking, sampleSeries } from '@/lib/mail/sample-booking';
import type { Locale } from '@/lib/messages/locales';
import { ok, type Result, refuse } from '@/lib/result';
import { readTemplateWords } from './mail-template-input';

export type MailPreview = { subject: string; text: string; html: string };

/** What was typed, as a patron would get it: composed as when it is sent, about a sample booking; nothing is stored. */
export async function previewMailTemplate(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<Record<Locale, MailPreview>>> {
  const input = readTemplateWords(raw);
  if (!input.ok) return input;
  if (!can(actor, 'write_mails', input.value.location)) return refuse({ code: 'not_allowed' });
  const { location, template, words } = input.value;
  const place = await mailPlace(db(), location);
  if (!place) return refuse({ code: 'not_found' });
  return ok({ en: preview(place, template, 'en', words.en, now), es: preview(place, template, 'es', words.es, now) });
}

function preview(
  place: MailPlace,
  template: OwnTemplate,
  locale: Locale,
  own: OwnWords | null,
  now: Date,
): MailPreview {
  const { subject, text, html } = composed(place, template, locale, own, now);
  return { subject, text, html };
}

function composed(place: MailPlace, template: OwnTemplate, locale: Locale, own: OwnWords | null, now: Date) {
  const { remindBefore: _, ...where } = place;
  const sample = { ...where, space: place.space || '–', person: place.person || '–' };
  if (isSeriesMail(template)) {
    const message = composeSeriesMail(template, sampleSeries(sample, template, locale, now), now, own);
    return message ?? { subject: '', text: '', html: '' };
  }
  if (isAppointmentMail(template)) {
    const mail = mailWithWords(template);
    const { booking, extras } = sampleAppointment(sample, mail, locale, now);
    return composeBookingMail(mail, booking, now, { ...extras, own });
  }
  const { booking, extras } = sampleBooking(sample, template, locale, now);
  return composeBookingMail(template, booking, now, { ...extras, own });
}
