'use client';

import './globals.css';
import { useEffect, useState } from 'react';
import en from '@/lib/messages/en/ui.json';
import es from '@/lib/messages/es/ui.json';
import { defaultLocale, type Locale, localeFromHeader } from '@/lib/messages/locales';

/**
 * The layout itself failed, so nothing that it provides can be relied on: neither the words of the request nor its
 * language. The browser's own list of languages stands in. Only two small files of words come along, since this
 * runs in the browser.
 */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const [locale, setLocale] = useState<Locale>(defaultLocale);
  useEffect(() => {
    setLocale(localeFromHeader(navigator.languages.join(',')));
  }, []);
  const words = (locale === 'es' ? es : en).error;
  return (
    <html lang={locale}>
      <body>
        <title>{words.title}</title>
        <main
          id="main"
          className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-4 px-6 py-16"
        >
          <h1 className="text-2xl">{words.title}</h1>
          <p className="text-lg text-ink-soft">{error.digest ? words.lead : words.noCode}</p>
          {error.digest && <code className="rounded-sm bg-sunken px-2 py-1 font-mono text-sm">{error.digest}</code>}
          <button
            type="button"
            onClick={reset}
            className="mt-2 inline-flex min-h-11 items-center rounded-md border border-accent bg-accent px-4 py-2 font-medium text-on-accent"
          >
            {words.again}
          </button>
        </main>
      </body>
    </html>
  );
}
