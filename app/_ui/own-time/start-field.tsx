'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { SelectField } from '../select-field';
import { ownTimeText } from './own-time-text';
import { useOwnZone } from './use-own-zone';

type Props = ComponentProps<typeof SelectField> & {
  /** The library's. The values of the choices are instants. */
  timeZone: string;
};

/** A start to choose from a list, each with the visitor's own time where it differs. */
export function StartField({ timeZone, choices, ...rest }: Props) {
  const [t, locale, ownZone] = [useTranslations('ui.ownTime'), useLocale(), useOwnZone()];
  const withOwn = choices.map((choice) => {
    const time = ownZone && ownTimeText(choice.value, null, { locale, timeZone }, ownZone);
    return time ? { ...choice, label: `${choice.label} (${t('time', { time })})` } : choice;
  });
  return <SelectField choices={withOwn} {...rest} />;
}
