import 'server-only';
import { randomBytes } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { currentActor } from '@/lib/auth/actor';
import { networkOf } from '@/lib/auth/network-of';
import { isSecure } from '@/lib/auth/session';
import { signature } from '@/lib/seal';

/** Who holds a time, without a name: keyed hashes, the one that counts first. */
export type Visitor = {
  /** Of the account, then of the cookie; none: no hold was ever made here. */
  keys: string[];
  /** Of those without an account. */
  network: string | null;
};

const cookieName = () => `${isSecure() ? '__Secure-' : ''}carrel-visitor`;
/** Longer than any form is open. */
const COOKIE_SECONDS = 24 * 60 * 60;

/** Of this request, as far as it is known already: reading a page leaves no trace. */
export async function currentVisitor(): Promise<Visitor> {
  return visitorOf((await cookies()).get(cookieName())?.value);
}

/** The same, with a cookie for whoever has no account: for acts only, which may set one. */
export async function rememberedVisitor(): Promise<Visitor> {
  const jar = await cookies();
  const known = jar.get(cookieName())?.value;
  const actor = await currentActor();
  if (known || actor.kind === 'person') return visitorOf(known);
  const made = randomBytes(18).toString('base64url');
  const how = { httpOnly: true, secure: isSecure(), sameSite: 'lax', path: '/', maxAge: COOKIE_SECONDS } as const;
  jar.set(cookieName(), made, how);
  return visitorOf(made);
}

async function visitorOf(cookie: string | undefined): Promise<Visitor> {
  const actor = await currentActor();
  const accounts = actor.kind === 'person' ? [signature(`person ${actor.id}`, 'hold:visitor')] : [];
  const network = networkOf(await headers());
  return {
    keys: [...accounts, ...(cookie ? [signature(cookie, 'hold:visitor')] : [])],
    network: actor.kind === 'person' ? null : signature(network, 'hold:network'),
  };
}
