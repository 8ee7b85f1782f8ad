import { alertLines, alertTranslator } from '@/lib/alert-lines';
import type { AlertRow } from '@/lib/db/health-alerts';

/** More are counted: whoever reads on goes to the page. */
const MOST_LINES = 20;

type Place = { locale: string; timeZone: string };

export type AlertWords = { subject: string; lead: string; rows: [string, string][]; path: string };

/** What began to need a person, and what is over, in its reader's language; null: nothing of it is left to tell. */
export function alertWords(began: readonly AlertRow[], ended: readonly AlertRow[], place: Place): AlertWords | null {
  const t = alertTranslator(place.locale);
  const lines = alertLines([...began, ...ended], t, place);
  if (lines.length === 0) return null;
  const more = lines.length - MOST_LINES;
  return {
    subject: t('mail.subject', { began: began.length, ended: ended.length }),
    lead: t('mail.lead', { began: began.length }),
    rows: more > 0 ? [...lines.slice(0, MOST_LINES), ['…', t('mail.more', { count: more })]] : lines,
    path: '/admin/health/alerts',
  };
}
