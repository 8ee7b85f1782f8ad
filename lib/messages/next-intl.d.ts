import type { Messages } from './catalogue';
import type { Locale as AppLocale } from './locales';

// Makes `useTranslations` and `getTranslations` accept only keys that the English files have.
declare module 'next-intl' {
  interface AppConfig {
    Messages: Messages;
    Locale: AppLocale;
  }
}
