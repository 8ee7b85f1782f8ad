import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The words that this page's forms need in the browser. */
export async function SendingWords({ children }: { children: ReactNode }) {
  const { ui, mails } = await getMessages();
  const { sending, problems, summary } = mails;
  return (
    <NextIntlClientProvider messages={{ ui, mails: { sending, problems, summary } }}>{children}</NextIntlClientProvider>
  );
}
