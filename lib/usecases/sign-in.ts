import { z } from 'zod';
import { askNextAuth, type OutsideProvider } from '@/lib/auth/ask-next-auth';
import { beginSession } from '@/lib/auth/begin-session';
import { homeOf, returnAddress } from '@/lib/auth/return-address';
import { db } from '@/lib/db/client';
import { personByEmail } from '@/lib/db/people';
import { parse } from '@/lib/parse';

/** What went wrong, as a key of `signIn.errors`. */
export type SignInProblem = { problem: string; minutes?: number };
/** Sends everybody on to where their work begins. */
export const HOME = '/sign-in/home';

type Answer = { goTo: string } | SignInProblem;

const password = z.object({
  email: z.string().trim().min(1).max(320),
  password: z.string().min(1).max(1000),
  to: z.string().optional(),
});

/** With a password: back to where one was, or to where one's work begins. */
export async function signInWithPassword(raw: unknown, locale: string): Promise<Answer> {
  const input = parse(password, raw);
  if (!input.ok) return { problem: 'missing' };
  const { email, password: secret, to } = input.value;
  const url = await askNextAuth({ path: ['callback', 'password'], fields: { email, password: secret }, locale });
  const problem = problemOf(url);
  if (problem) return problem;
  const person = await personByEmail(db(), email.normalize('NFKC'));
  return { goTo: returnAddress(to) ?? homeOf(person?.role ?? 'patron') };
}

const link = z.object({ email: z.email().max(320), to: z.string().optional() });

/** The answer is the same whether the address is known or not; the first link that is used makes an account. */
export async function sendSignInLink(raw: unknown, locale: string): Promise<Answer> {
  const input = parse(link, raw);
  if (!input.ok) return { problem: 'invalidEmail' };
  const { email, to } = input.value;
  const callbackUrl = returnAddress(to) ?? HOME;
  const url = await askNextAuth({ path: ['signin', 'email'], fields: { email, callbackUrl }, locale });
  return problemOf(url) ?? { goTo: '/sign-in?sent=1' };
}

const outside = z.object({ to: z.string().optional(), tenant: z.guid().optional() });

/** To a provider's own sign-in page, at Microsoft an organisation's; the way back is next-auth's own route. */
export async function signInOutside(provider: OutsideProvider, raw: unknown, locale: string): Promise<Answer> {
  const { to, tenant } = outside.catch({}).parse(raw);
  const callbackUrl = returnAddress(to) ?? HOME;
  const url = await askNextAuth({
    path: ['signin', provider],
    fields: { callbackUrl },
    locale,
    ...(tenant && { tenant }),
  });
  return problemOf(url) ?? { goTo: url.toString() };
}

/** By the link of an invitation, which has proved the address. */
export const signInInvited = (personId: number, now: Date): Promise<void> => beginSession(personId, now);

export async function signOut(locale: string): Promise<void> {
  await askNextAuth({ path: ['signout'], fields: { callbackUrl: '/' }, locale });
}

/** next-auth says its problems in the address it sends to; limits carry their minutes (`TooMany7`). */
export function problemOf(url: URL | string): SignInProblem | null {
  const error = typeof url === 'string' ? url : url.searchParams.get('error');
  if (!error) return null;
  const tooMany = /^TooMany(\d{1,3})$/.exec(error);
  if (tooMany) return { problem: 'TooMany', minutes: Number(tooMany[1]) };
  return { problem: KNOWN.has(error) ? error : 'Callback' };
}

const KNOWN = new Set([
  ...['CredentialsSignin', 'EmailSignin', 'Verification', 'AccessDenied', 'OAuthAccountNotLinked'],
  ...['OAuthCallback', 'OAuthSignin', 'OAuthCreateAccount', 'Callback', 'OtherTenant', 'ApprovalNeeded'],
]);
