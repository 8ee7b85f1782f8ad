'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatZone } from '@/lib/messages/format';
import { ownTimeText } from './own-time-text';
import { useOwnZone } from './use-own-zone';

type Props = {
  /** The library's. */
  timeZone: string;
  /** Its name, as the server writes it: browsers may know another. */
  zoneName: string;
  /** A moment that the page is about; whether clocks differ may change with the season. */
  at: Date | string;
};

/** Whose clock the times on a page follow, and that the visitor's own stand beside them. */
export function ZoneNote({ timeZone, zoneName, at }: Props) {
  const [t, locale, ownZone] = [useTranslations('ui.ownTime'), useLocale(), useOwnZone()];
  const differs = ownZone && ownTimeText(at, null, { locale, timeZone }, ownZone) !== null;
  return (
    <p className="text-sm text-ink-soft">
      {t('library', { zone: zoneName })}
      {differs && ` ${t('own', { zone: formatZone(at, { locale, timeZone: ownZone }) })}`}
    </p>
  );
}
