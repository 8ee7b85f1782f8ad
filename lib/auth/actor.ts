import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Actor } from '@/lib/auth/can';
import { personOfSession, sessionCookieName, sessionIdOf } from '@/lib/auth/session';

const cookieOfSession = async () => (await cookies()).get(sessionCookieName())?.value;

/** Who asks in this request: checked against the person's row, once a request. */
export const currentActor: () => Promise<Actor> = cache(async () => {
  return (await personOfSession(await cookieOfSession())) ?? { kind: 'guest' };
});

/** The row of the session of this request; null: nobody is signed in, or since before sessions had rows. */
export const currentSession = async (): Promise<string | null> => sessionIdOf(await cookieOfSession());
