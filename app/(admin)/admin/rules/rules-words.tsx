import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The words of this page's forms, which run in the browser too. */
export async function RulesWords({ children }: { children: ReactNode }) {
  const { ui, rules } = await getMessages();
  return <NextIntlClientProvider messages={{ ui, rules }}>{children}</NextIntlClientProvider>;
}
