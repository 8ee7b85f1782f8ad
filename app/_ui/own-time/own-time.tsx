'use client';

import { useLocale, useTranslations } from 'next-intl';
import { classNames } from '../class-names';
import { ownTimeText } from './own-time-text';
import { useOwnZone } from './use-own-zone';

type Props = {
  start: Date | string;
  end?: Date | string;
  /** The library's. */
  timeZone: string;
  className?: string;
  /** In the colour of what it stands in. */
  isPlain?: boolean;
};

/** The same time on the visitor's own clock, beside the library's where it differs; without scripts there is none. */
export function OwnTime({ start, end, timeZone, className, isPlain }: Props) {
  const [t, locale, ownZone] = [useTranslations('ui.ownTime'), useLocale(), useOwnZone()];
  const time = ownZone && ownTimeText(start, end ?? null, { locale, timeZone }, ownZone);
  if (!time) return null;
  return (
    <span className={classNames('text-sm font-normal', !isPlain && 'text-ink-soft', className)}>
      {t('time', { time })}
    </span>
  );
}
