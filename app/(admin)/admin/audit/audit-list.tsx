import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { formatDateTime } from '@/lib/messages/format';
import type { AuditEntryView } from '@/lib/usecases/view-audit';
import { AuditFacts } from './audit-facts';
import { AuditThingText } from './audit-text';
import { asWords, isSubject, isThing, isVerb } from './audit-words';

/** One deed a line: when, who, what, and what it was before and after. */
export async function AuditList({ entries, timeZone }: { entries: AuditEntryView[]; timeZone: string }) {
  const [t, locale] = [await getTranslations('audit'), await getLocale()];
  const sentence = (act: string) => {
    const [thing = '', verb = ''] = act.split('.');
    const what = isThing(thing) ? t(`things.${thing}`) : asWords(thing);
    return `${what}: ${isVerb(verb) ? t(`verbs.${verb}`) : asWords(verb)}`;
  };
  return (
    <ol aria-label={t('list')} className="divide-y divide-line rounded-md border border-line bg-surface">
      {entries.map(({ id, at, by, act, subject, about, facts }) => (
        <li key={id} className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[11rem_1fr]">
          <div className="min-w-0 text-sm text-ink-soft">
            <p>
              <time dateTime={at.toISOString()}>{formatDateTime(at, { locale, timeZone })}</time>
            </p>
            <p className="break-words">
              {by === null ? (
                t('system')
              ) : by.name === null ? (
                t('gone')
              ) : (
                <Link href={`/admin/people/${by.id}`} className="text-link inline-flex min-h-6 items-center">
                  {by.name}
                </Link>
              )}
            </p>
          </div>
          <div className="min-w-0">
            <p className="break-words font-medium">
              {sentence(act)}{' '}
              <span className="font-normal text-ink-soft">
                {about ? <AuditThingText about={about} /> : isSubject(subject) ? t(`subjects.${subject}`) : ''}
              </span>
            </p>
            <AuditFacts act={act} facts={facts} timeZone={timeZone} />
          </div>
        </li>
      ))}
    </ol>
  );
}
