import { useTranslations } from 'next-intl';
import type { AuditEntryView } from '@/lib/usecases/view-audit';
import { AuditText } from './audit-text';
import { asWords, isField } from './audit-words';

type Props = Pick<AuditEntryView, 'act' | 'facts'> & { timeZone: string };

/** What an entry says beside its act, before and after in words. */
export function AuditFacts({ act, facts, timeZone }: Props) {
  const t = useTranslations('audit');
  if (facts.length === 0) return null;
  const nameOf = (name: string) => (isField(name) ? t(`fields.${name}`) : asWords(name));
  return (
    <ul className="mt-1 text-sm text-ink-soft">
      {facts.map(({ name, before = [], after = [], value }) => (
        <li key={name} className="break-words">
          {name && `${nameOf(name)}: `}
          {value === undefined ? (
            <>
              {t('changeFrom')} <AuditText act={act} name={name} said={before} timeZone={timeZone} /> {t('changeTo')}{' '}
              <AuditText act={act} name={name} said={after} timeZone={timeZone} />
            </>
          ) : (
            <AuditText act={act} name={name} said={value} timeZone={timeZone} />
          )}
        </li>
      ))}
    </ul>
  );
}
