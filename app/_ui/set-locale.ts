'use server';

import { cookies } from 'next/headers';
import { isLocale, localeCookie } from '@/lib/messages/locales';

const oneYearSeconds = 365 * 24 * 60 * 60;

/** Remembers the language a visitor chose; the page answers in it at once, with or without scripts. */
export async function setLocale(form: FormData): Promise<void> {
  const wanted = form.get('locale');
  if (typeof wanted !== 'string' || !isLocale(wanted)) return;
  (await cookies()).set(localeCookie, wanted, { path: '/', maxAge: oneYearSeconds, sameSite: 'lax', httpOnly: true });
}
