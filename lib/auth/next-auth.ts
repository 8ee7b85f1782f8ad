import 'server-only';
import type { NextRequest } from 'next/server';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import Email from 'next-auth/providers/email';
import { checkPassword } from '@/lib/auth/check-password';
import { entraProvider } from '@/lib/auth/entra-provider';
import { keepProvider } from '@/lib/auth/keep-provider';
import { oidcProvider } from '@/lib/auth/oidc-provider';
import { returnAddress } from '@/lib/auth/return-address';
import { isSecure, SESSION_SECONDS, sessionCookieName } from '@/lib/auth/session';
import { holds, maySignIn, signInAdapter } from '@/lib/auth/sign-in-adapter';
import { minutesToWait, recordAttempt } from '@/lib/auth/sign-in-limit';
import { LINK_MINUTES, sendSignInMail } from '@/lib/auth/sign-in-mail';
import { db } from '@/lib/db/client';
import { activeOidcProvider } from '@/lib/db/oidc-provider';
import { activeSignInProvider } from '@/lib/db/sign-in';
import { markSeen } from '@/lib/db/unused-accounts';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { isLocale, localeCookie, localeFromHeader } from '@/lib/messages/locales';

/** What the options have to know about the request they serve. */
export type SignInContext = { network: string; locale: string };

/**
 * Built per request: the outside providers are rows (Admin > People), limits need the network address. Sessions are
 * JWTs that name a person and when they began; whether they still hold is asked of the person's row each time.
 */
export async function authOptions({ network, locale }: SignInContext): Promise<NextAuthOptions> {
  // Read by next-auth itself; nobody sets it (design §1.7).
  process.env.NEXTAUTH_URL = env().PUBLIC_URL;
  const entra = await activeSignInProvider(db());
  const oidc = await activeOidcProvider(db());
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    adapter: signInAdapter(locale),
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
      },
    },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in?sent=1' },
    providers: [
      ...[passwordProvider(network), linkProvider(locale)],
      ...(entra ? [entraProvider(entra)] : []),
      ...(oidc ? [oidcProvider(oidc)] : []),
    ],
    jwt: {
      decode: async (sealed) => {
        const token = await decode(sealed);
        return token && (await holds(token)) ? token : null;
      },
    },
    callbacks: {
      signIn: quietly(async ({ user, account, email }: SignInQuestion) => {
        if (email?.verificationRequest) return mayMail(account?.providerAccountId ?? '', network);
        return maySignIn(user.id);
      }),
      jwt: async ({ token, trigger }) => (trigger === 'signIn' || trigger === 'signUp' ? fresh(token.sub) : token),
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: { error: (code) => log.warn({ code }, 'sign-in'), warn: () => {}, debug: () => {} },
  };
}

/** Nothing but who and since when: names and addresses are read from the row. */
async function fresh(sub: string | undefined) {
  const now = new Date();
  await markSeen(db(), Number(sub) || 0, now);
  return { ...(sub && { sub }), beganAt: now.getTime() };
}

type SignInQuestion = Parameters<NonNullable<NonNullable<NextAuthOptions['callbacks']>['signIn']>>[0];

/** Says how long to wait, in the one word that next-auth carries to our page. */
class Wait extends Error {
  constructor(minutes: number) {
    super(`TooMany${minutes}`);
  }
}

/** next-auth puts what is thrown into an address: nothing of a database's words may get there. */
const quietly =
  <Question, Answer>(ask: (question: Question) => Promise<Answer>) =>
  async (question: Question): Promise<Answer> => {
    try {
      return await ask(question);
    } catch (error) {
      if (error instanceof Wait) throw error;
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'sign-in failed');
      throw new Error('Callback');
    }
  };

const passwordProvider = (network: string) =>
  Credentials({
    id: 'password',
    credentials: { email: {}, password: {} },
    authorize: quietly(async (given: Record<'email' | 'password', string> | undefined) => {
      const { email, password } = given ?? {};
      if (typeof email !== 'string' || typeof password !== 'string' || email.length > 320) return null;
      const answer = await checkPassword({ email, password, network }, new Date());
      if (answer.ok) return { id: String(answer.personId) };
      if (answer.waitMinutes !== null) throw new Wait(answer.waitMinutes);
      return null;
    }),
  });

const linkProvider = (locale: string) =>
  Email({
    maxAge: LINK_MINUTES * 60,
    sendVerificationRequest: async ({ identifier, token, url }) => {
      const asked = new URL(url).searchParams.get('callbackUrl') ?? '/';
      const to = URL.canParse(asked, env().PUBLIC_URL) ? new URL(asked, env().PUBLIC_URL) : null;
      await sendSignInMail(identifier, token, to && returnAddress(to.pathname + to.search), locale);
    },
  });

/** true, or where to go instead: a mailbox is not to be flooded from here. */
async function mayMail(address: string, network: string): Promise<true | string> {
  const now = new Date();
  const minutes = await minutesToWait('link', address, network, now);
  if (minutes !== null) return `/sign-in?error=TooMany${minutes}`;
  await recordAttempt('link', address, network, now);
  return true;
}

/** The last hop's word: a proxy appends the address it saw; without one, Next names the socket's. */
export const networkOf = (headers: Headers) => headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';

type RouteContext = { params: Promise<{ nextauth: string[] }> };

export async function handleAuth(request: NextRequest, context: RouteContext): Promise<Response> {
  const chosen = request.cookies.get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : localeFromHeader(request.headers.get('accept-language'));
  const options = await authOptions({ network: networkOf(request.headers), locale });
  const answer: Response = await NextAuth(request, context, options);
  return keepProvider((await context.params).nextauth, request.nextUrl.searchParams, answer);
}
