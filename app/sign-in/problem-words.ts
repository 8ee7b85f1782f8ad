import { getLocale, getTranslations } from 'next-intl/server';
import { formatList } from '@/lib/messages/format';
import type { SignInView } from '@/lib/usecases/view-sign-in';

const PROBLEMS = [
  ...['CredentialsSignin', 'EmailSignin', 'Verification', 'AccessDenied', 'OAuthAccountNotLinked', 'OAuthCallback'],
  ...['OAuthSignin', 'Callback', 'TooMany', 'ApprovalNeeded', 'invalidEmail', 'missing'],
] as const;

/** What the library's OpenID Connect provider is not to be called Microsoft for. */
const OF_OIDC = ['OAuthAccountNotLinked', 'OAuthCallback', 'OAuthSignin', 'OAuthCreateAccount', 'Callback'] as const;

/**
 * Every problem's words. Minutes are known only when it happens, so their place is kept. `oidcLabel`: the words on the
 * provider's button, when the way led there. `tenants`: whose Microsoft accounts may sign in.
 */
export async function problemWords(
  oidcLabel: string | null,
  tenants: SignInView['microsoft'],
): Promise<Record<string, string>> {
  const t = await getTranslations('signIn');
  const words = Object.fromEntries(PROBLEMS.map((name) => [name, t.raw(`errors.${name}`) as string]));
  const names = tenants.map(({ name }) => name).filter((name) => name !== '');
  words.OtherTenant =
    names.length > 0
      ? t('errors.OtherTenants', { names: formatList(names, await getLocale()) })
      : t('errors.OtherTenant');
  // A newcomer whose account could not be made elsewhere.
  words.OAuthCreateAccount = t('errors.Callback');
  if (oidcLabel === null) return words;
  return {
    ...words,
    ...Object.fromEntries(OF_OIDC.map((name) => [name, t(`oidcErrors.${name}`, { label: oidcLabel })])),
  };
}
