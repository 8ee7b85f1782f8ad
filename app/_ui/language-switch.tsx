import { useLocale } from 'next-intl';
import { type Locale, locales } from '@/lib/messages/locales';
import { setLocale } from './set-locale';

/** Each language in its own words, for those who do not read the present one. */
const names: Record<Locale, string> = { en: 'English', es: 'Español' };

/** Offers the languages other than the present one, as a plain form. */
export function LanguageSwitch() {
  const present = useLocale();
  return (
    <form action={setLocale} className="flex gap-2">
      {locales
        .filter((locale) => locale !== present)
        .map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            className="inline-flex min-h-11 items-center px-1 text-sm text-ink-soft underline decoration-line-strong underline-offset-4 hover:text-accent"
          >
            {names[locale]}
          </button>
        ))}
    </form>
  );
}
