import { catalogue } from '@/lib/messages/catalogue';
import type { Locale } from '@/lib/messages/locales';
import type { BookingTemplate } from './booking-mails';
import type { OwnWords } from './compose-booking-mail';

/** What a mail says where the location says nothing else, with its variables in braces. */
export function ourWords(template: BookingTemplate, locale: Locale): OwnWords {
  const { subject, lead } = catalogue[locale].mail[template];
  return { subject, body: lead };
}
