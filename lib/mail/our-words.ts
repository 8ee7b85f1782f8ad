import { catalogue } from '@/lib/messages/catalogue';
import type { Locale } from '@/lib/messages/locales';
import type { OwnWords } from './compose-booking-mail';
import { isAppointmentMail, type OwnTemplate } from './own-mails';

/** What a mail says where the location says nothing else, with its variables in braces. */
export function ourWords(template: OwnTemplate, locale: Locale): OwnWords {
  const { mail, appointmentMail } = catalogue[locale];
  const { subject, lead } = isAppointmentMail(template) ? appointmentMail[template] : mail[template];
  return { subject, body: lead };
}
