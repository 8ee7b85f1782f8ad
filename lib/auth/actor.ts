import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Actor } from '@/lib/auth/can';
import { personOfSession, sessionCookieName } from '@/lib/auth/session';

/** Who asks in this request: checked against the person's row, once a request. */
export const currentActor: () => Promise<Actor> = cache(async () => {
  const cookie = (await cookies()).get(sessionCookieName());
  return (await personOfSession(cookie?.value)) ?? { kind: 'guest' };
});
