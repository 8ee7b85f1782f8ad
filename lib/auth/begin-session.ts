import 'server-only';
import { randomUUID } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { deviceOf } from '@/lib/auth/device-of';
import { isSecure, SESSION_SECONDS, sessionCookieName } from '@/lib/auth/session';
import { db } from '@/lib/db/client';
import { insertSession, type SessionMethod } from '@/lib/db/sessions';
import { env } from '@/lib/env';

export type SignedIn = { personId: number; method: SessionMethod; device: string };

/** What a session's token says: who, since when, and which row ends it when it goes. */
export async function sessionClaims({ personId, method, device }: SignedIn, now: Date) {
  const id = randomUUID();
  await insertSession(db(), { id, personId, method, device }, SESSION_SECONDS, now);
  return { sub: String(personId), beganAt: now.getTime(), sid: id };
}

/** Signs somebody in in this request without next-auth: the link of an invitation has proved who they are. */
export async function beginSession(personId: number, now: Date): Promise<void> {
  const device = deviceOf((await headers()).get('user-agent'));
  const token = await sessionClaims({ personId, method: 'invitation', device }, now);
  const value = await encode({ token, secret: env().AUTH_SECRET, maxAge: SESSION_SECONDS });
  const how = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(), maxAge: SESSION_SECONDS } as const;
  (await cookies()).set(sessionCookieName(), value, how);
}
