import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/app/_ui/notice';
import { formatList } from '@/lib/messages/format';

/** Of a category of people: which of these rules count where there are kinds of appointment. */
export function PeopleNotice({ kinds }: { kinds: string[] }) {
  const [t, locale] = [useTranslations('rules.people'), useLocale()];
  return (
    <Notice kind="info" title={t('title')} still>
      {kinds.length > 0 ? t('byKinds', { names: formatList(kinds, locale) }) : t('plain')}
    </Notice>
  );
}
