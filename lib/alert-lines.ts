import { alertKind } from '@/lib/alert-kinds';
import { formatDateTime } from '@/lib/messages/format';
import { translator } from '@/lib/messages/translator';

/** What is told of an alert: of which calendar (null: of all), since when, and when it was over. */
export type ToldAlert = { kind: string; name: string | null; since: Date; endedAt: Date | null };

type Words = ReturnType<typeof translator<'health'>>;
type Place = { locale: string; timeZone: string };

export const alertTranslator = (locale: string): Words => translator(locale === 'es' ? 'es' : 'en', 'health');

/** Each as a name and what is the matter: "Maple Room", "Writes were given up, since …". Unknown kinds are left out. */
export const alertLines = (alerts: readonly ToldAlert[], t: Words, place: Place): [name: string, what: string][] =>
  alerts.flatMap((alert) => {
    const kind = alertKind(alert.kind);
    if (!kind) return [];
    const what = t(`alerts.kind.${kind}`);
    const since = t('mail.since', { time: formatDateTime(alert.since, place) });
    return [[alert.name ?? t('alerts.library'), alert.endedAt ? `${t('mail.over')}: ${what}` : `${what}, ${since}`]];
  });

/** The same as plain text for a chat; without alerts it says that it is a test. */
export function alertText(alerts: readonly ToldAlert[], of: Place & { library: string; url: string; isTest: boolean }) {
  const t = alertTranslator(of.locale);
  const lines = alertLines(alerts, t, of).map(([name, what]) => t('mail.line', { name, what }));
  return [of.library, ...(of.isTest ? [t('mail.test')] : lines), of.url].join('\n');
}
