import 'server-only';
import { decode } from 'next-auth/jwt';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type PersonRow, personById } from '@/lib/db/people';
import { env } from '@/lib/env';

/** Sessions last a working month and are void at once when a person is disabled or their sessions are ended. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

export const isSecure = () => env().PUBLIC_URL.startsWith('https:');

/** The `__Secure-` prefix is for https only, or browsers drop the cookie. */
export const sessionCookieName = () => `${isSecure() ? '__Secure-' : ''}carrel-session`;

/** The person a session cookie stands for; null when it is missing, forged, expired or ended. */
export async function personOfSession(cookie: string | undefined): Promise<Person | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: env().AUTH_SECRET }).catch(() => null);
  if (!token) return null;
  const person = await personById(db(), Number(token.sub) || 0);
  return person && isSessionValid(person, token.beganAt) ? personOf(person) : null;
}

export function isSessionValid(person: Pick<PersonRow, 'disabledAt' | 'sessionsValidFrom'>, beganAt: unknown): boolean {
  if (person.disabledAt) return false;
  return typeof beganAt === 'number' && beganAt >= person.sessionsValidFrom.getTime();
}

const personOf = ({ id, name, email, role, locale }: PersonRow): Person => ({
  kind: 'person',
  ...{ id, name, email, role, locale },
});
