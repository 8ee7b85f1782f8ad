import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/lib/messages/format';
import { isInstant } from '@/lib/usecases/audit-detail';
import type { AuditSaid, AuditThing } from '@/lib/usecases/audit-names';
import { codeKey } from './audit-codes';
import { auditHref } from './audit-href';
import { isRole } from './audit-words';

/** A thing by its name, with the way to it while it is there; else by its number. */
export function AuditThingText({ about: { id, thing } }: { about: AuditThing }) {
  const t = useTranslations('audit');
  if (thing === null) return t('goneThing', { id });
  const [href, name] = [auditHref(thing), thing.name || t('number', { id })];
  if (href === null) return name;
  return (
    <Link href={href} prefetch={false} className="text-link">
      {name}
    </Link>
  );
}

type Props = { act: string; name: string; said: AuditSaid[]; timeZone: string };

/** What a field was or is: text, and things between it. */
export function AuditText({ act, name, said, timeZone }: Props) {
  const [t, people, locale] = [useTranslations('audit'), useTranslations('people'), useLocale()];
  const elsewhere = useTranslations();
  if (said.length === 0) return t('nothing');
  return said.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in order
    if (typeof part !== 'string') return <AuditThingText key={index} about={part} />;
    if (isInstant(part)) return formatDateTime(part, { locale, timeZone });
    if (name === 'role' && isRole(part)) return people(`roles.${part}`);
    const key = codeKey(act, name, part);
    if (key) return elsewhere(key);
    return part === 'yes' || part === 'no' ? t(part) : part;
  });
}
