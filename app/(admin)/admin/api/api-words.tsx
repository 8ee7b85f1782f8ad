import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The words of the forms about clients, which answer in the browser. */
export async function ApiWords({ children }: { children: ReactNode }) {
  const { ui, api } = await getMessages();
  return <NextIntlClientProvider messages={{ ui, api }}>{children}</NextIntlClientProvider>;
}
