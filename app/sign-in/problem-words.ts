import { getTranslations } from 'next-intl/server';

const PROBLEMS = [
  ...['CredentialsSignin', 'EmailSignin', 'Verification', 'AccessDenied', 'OAuthAccountNotLinked', 'OAuthCallback'],
  ...['OAuthSignin', 'Callback', 'TooMany', 'invalidEmail', 'missing'],
] as const;

/** Every problem's words. Minutes are known only when it happens, so their place is kept. */
export async function problemWords(): Promise<Record<string, string>> {
  const t = await getTranslations('signIn');
  return Object.fromEntries(PROBLEMS.map((name) => [name, t.raw(`errors.${name}`) as string]));
}
