import { createTranslator } from 'use-intl/core';
import { catalogue, type Namespace } from './catalogue';
import type { Locale } from './locales';

/**
 * Words for code that runs outside a request: mails, timers, scripts. Pages use `getTranslations` instead.
 * It comes from `use-intl`, the part of next-intl that does not need Next.
 */
export function translator<N extends Namespace>(locale: Locale, namespace: N) {
  return createTranslator({ locale, messages: catalogue[locale], namespace });
}
