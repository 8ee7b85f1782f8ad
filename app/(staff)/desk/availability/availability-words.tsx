import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The words of these pages' forms, which run in the browser too. */
export async function AvailabilityWords({ children }: { children: ReactNode }) {
  const { ui, availability, onlineMeetings } = await getMessages();
  return <NextIntlClientProvider messages={{ ui, availability, onlineMeetings }}>{children}</NextIntlClientProvider>;
}
