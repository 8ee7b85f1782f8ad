import { getTranslations } from 'next-intl/server';

const PROBLEMS = [
  ...['CredentialsSignin', 'EmailSignin', 'Verification', 'AccessDenied', 'OAuthAccountNotLinked', 'OAuthCallback'],
  ...['OAuthSignin', 'Callback', 'TooMany', 'invalidEmail', 'missing'],
] as const;

/** What the library's OpenID Connect provider is not to be called Microsoft for. */
const OF_OIDC = ['OAuthAccountNotLinked', 'OAuthCallback', 'OAuthSignin', 'OAuthCreateAccount', 'Callback'] as const;

/**
 * Every problem's words. Minutes are known only when it happens, so their place is kept. `oidcLabel`: the words on the
 * provider's button, when the way led there.
 */
export async function problemWords(oidcLabel: string | null): Promise<Record<string, string>> {
  const t = await getTranslations('signIn');
  const words = Object.fromEntries(PROBLEMS.map((name) => [name, t.raw(`errors.${name}`) as string]));
  // A newcomer whose account could not be made elsewhere.
  words.OAuthCreateAccount = t('errors.Callback');
  if (oidcLabel === null) return words;
  return {
    ...words,
    ...Object.fromEntries(OF_OIDC.map((name) => [name, t(`oidcErrors.${name}`, { label: oidcLabel })])),
  };
}
