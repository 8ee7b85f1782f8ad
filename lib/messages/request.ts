import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { catalogue } from './catalogue';
import { isLocale, localeCookie, localeFromHeader } from './locales';

/** The language of one request: what the visitor chose, else what the browser asks for, else English. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : localeFromHeader((await headers()).get('accept-language'));
  return {
    locale,
    messages: catalogue[locale],
    // Only a net under forgetful code: whoever formats a time passes the library's zone (`./format`).
    timeZone: 'UTC',
  };
});
