import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { clientMessages } from '@/lib/messages/catalogue';

// A page built ahead of time would carry no nonce, and the content security policy would block its scripts.
export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return { title: { default: 'Carrel', template: '%s · Carrel' }, description: t('description') };
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf7f0' },
    { media: '(prefers-color-scheme: dark)', color: '#1b1a17' },
  ],
};

/** The document itself; the frame around pages is `_ui/shell.tsx`, which each area puts on. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, t] = [await getLocale(), await getMessages(), await getTranslations('shell')];
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang={locale}>
      <head>
        {/* React Aria adds a style element for touch screens and takes its nonce from here. */}
        <meta property="csp-nonce" nonce={nonce} />
      </head>
      <body>
        <a
          href="#main"
          className="sr-only rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
        >
          {t('skipToContent')}
        </a>
        <NextIntlClientProvider messages={clientMessages(messages)}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
