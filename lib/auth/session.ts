import 'server-only';
import { decode } from 'next-auth/jwt';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type PersonRow, personById } from '@/lib/db/people';
import { isSessionOpen } from '@/lib/db/sessions';
import { env } from '@/lib/env';

/** Sessions last a working month and are void at once when a person is disabled or their sessions are ended. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

export const isSecure = () => env().PUBLIC_URL.startsWith('https:');

/** The `__Secure-` prefix is for https only, or browsers drop the cookie. */
export const sessionCookieName = () => `${isSecure() ? '__Secure-' : ''}carrel-session`;

/** The person a session cookie stands for; null when it is missing, forged, expired or ended. */
export async function personOfSession(cookie: string | undefined): Promise<Person | null> {
  const token = await tokenOf(cookie);
  if (!token) return null;
  const person = await personById(db(), Number(token.sub) || 0);
  return person && isSessionValid(person, token.beganAt) && (await isOpen(token)) ? personOf(person) : null;
}

/** The row of a session; null: it is none, or has none. */
export async function sessionIdOf(cookie: string | undefined): Promise<string | null> {
  const sid = (await tokenOf(cookie))?.sid;
  return typeof sid === 'string' ? sid : null;
}

const tokenOf = async (cookie: string | undefined) =>
  cookie ? decode({ token: cookie, secret: env().AUTH_SECRET }).catch(() => null) : null;

/** Ended by itself, a session's row is gone; one from before sessions had rows ends with all of them. */
export async function isOpen({ sub, sid }: { sub?: string; sid?: unknown }): Promise<boolean> {
  return typeof sid !== 'string' || isSessionOpen(db(), sid, Number(sub) || 0, new Date());
}

export function isSessionValid(person: Pick<PersonRow, 'disabledAt' | 'sessionsValidFrom'>, beganAt: unknown): boolean {
  if (person.disabledAt) return false;
  return typeof beganAt === 'number' && beganAt >= person.sessionsValidFrom.getTime();
}

const personOf = ({ id, name, email, role, locale, locations }: PersonRow): Person => ({
  kind: 'person',
  ...{ id, name, email, role, locale, locations },
});
