import 'server-only';
import type { NextRequest } from 'next/server';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import Email from 'next-auth/providers/email';
import { sessionClaims } from '@/lib/auth/begin-session';
import { checkPassword } from '@/lib/auth/check-password';
import { refusedTenant, tenantCookieName, tenantOf } from '@/lib/auth/chosen-tenant';
import { deviceOf } from '@/lib/auth/device-of';
import { entraProvider } from '@/lib/auth/entra-provider';
import { keepProvider } from '@/lib/auth/keep-provider';
import { networkOf } from '@/lib/auth/network-of';
import { oidcProvider } from '@/lib/auth/oidc-provider';
import { returnAddress } from '@/lib/auth/return-address';
import { isSecure, SESSION_SECONDS, sessionCookieName } from '@/lib/auth/session';
import { holds, maySignIn, signInAdapter } from '@/lib/auth/sign-in-adapter';
import { minutesToWait, recordAttempt } from '@/lib/auth/sign-in-limit';
import { LINK_MINUTES, sendSignInMail } from '@/lib/auth/sign-in-mail';
import { db } from '@/lib/db/client';
import { activeOidcProvider } from '@/lib/db/oidc-provider';
import { endSession, type SessionMethod } from '@/lib/db/sessions';
import { ownMethods } from '@/lib/db/sign-in-methods';
import { activeSignInProvider } from '@/lib/db/sign-in-provider';
import { markSeen } from '@/lib/db/unused-accounts';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { isLocale, localeCookie, localeFromHeader } from '@/lib/messages/locales';

/** What the options have to know about the request they serve. */
export type SignInContext = {
  network: string;
  locale: string;
  device: string;
  /** The organisation whose button was pressed; null: none was, or there is one only. */
  tenant: string | null;
};

/**
 * Built per request: the outside providers are rows (Admin > People), limits need the network address. Sessions are
 * JWTs that name a person and when they began; whether they still hold is asked of the person's row each time.
 */
export async function authOptions({ network, locale, device, tenant: asked }: SignInContext): Promise<NextAuthOptions> {
  // Read by next-auth itself; nobody sets it (design §1.7).
  process.env.NEXTAUTH_URL = env().PUBLIC_URL;
  const entra = await activeSignInProvider(db());
  const tenant = entra && tenantOf(entra.tenants, asked);
  const oidc = await activeOidcProvider(db());
  const own = await ownMethods(db());
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
      ...(own.password ? [passwordProvider(network)] : []),
      ...(own.link ? [linkProvider(locale)] : []),
      ...(entra && tenant ? [entraProvider({ ...entra, tenant: tenant.tenantId })] : []),
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
      jwt: async ({ token, trigger, account }) =>
        trigger === 'signIn' || trigger === 'signUp' ? fresh(token.sub, account?.provider, device) : token,
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: ({ token }) => forgetSession(token.sid) },
    logger: { error: (code) => log.warn({ code }, 'sign-in'), warn: () => {}, debug: () => {} },
  };
}

/** Nothing but who and since when: names and addresses are read from the row. */
async function fresh(sub: string | undefined, provider: string | undefined, device: string) {
  const [now, personId] = [new Date(), Number(sub) || 0];
  await markSeen(db(), personId, now);
  return sessionClaims({ personId, method: provider as SessionMethod, device }, now);
}

async function forgetSession(sid: unknown): Promise<void> {
  if (typeof sid === 'string') await endSession(db(), sid);
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

type RouteContext = { params: Promise<{ nextauth: string[] }> };

export async function handleAuth(request: NextRequest, context: RouteContext): Promise<Response> {
  const chosen = request.cookies.get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : localeFromHeader(request.headers.get('accept-language'));
  const device = deviceOf(request.headers.get('user-agent'));
  const segments = (await context.params).nextauth;
  const elsewhere = await refusedTenant(segments, request);
  if (elsewhere) return Response.redirect(elsewhere, 302);
  const tenant = request.cookies.get(tenantCookieName())?.value ?? null;
  const options = await authOptions({ network: networkOf(request.headers), locale, device, tenant });
  const answer: Response = await NextAuth(request, context, options);
  return keepProvider(segments, request.nextUrl.searchParams, answer);
}
