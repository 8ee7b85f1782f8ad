import 'server-only';
import type { Adapter, AdapterAccount, AdapterUser } from 'next-auth/adapters';
import { isOpen, isSessionValid } from '@/lib/auth/session';
import { db } from '@/lib/db/client';
import { createPerson, type PersonRow, personByEmail, personById } from '@/lib/db/people';
import { addIdentity, addSignInToken, personIdOfIdentity, takeSignInToken } from '@/lib/db/sign-in';

/**
 * next-auth's view of our rows. Sessions are JWTs, so only people, identities and e-mail links are served. Whoever is
 * new becomes a patron. Addresses that Microsoft did not give are made up inside a domain that can have no mail.
 */
export function signInAdapter(locale: string): Adapter {
  return {
    createUser: async ({ name, email }: { name?: string | null; email: string | null }) => {
      // `OAuthCreateAccount` on our page: a provider vouched for no address (oidc-provider.ts).
      if (!email) throw new Error('no address that counts');
      const shown = name?.trim() || email.split('@')[0] || email;
      return userOf(await createPerson(db(), { name: shown, email, role: 'patron', locale }, new Date()));
    },
    getUser: async (id) => userOrNull(await personById(db(), Number(id) || 0)),
    getUserByEmail: async (email) => userOrNull(await personByEmail(db(), email)),
    getUserByAccount: async ({ provider, providerAccountId }) => {
      const id = await personIdOfIdentity(db(), provider, providerAccountId);
      return id === null ? null : userOrNull(await personById(db(), id));
    },
    updateUser: async ({ id }) => {
      const person = await personById(db(), Number(id));
      if (!person) throw new Error('a person vanished while signing in');
      return userOf(person);
    },
    linkAccount: async ({ provider, providerAccountId, userId }: AdapterAccount) =>
      addIdentity(db(), provider, providerAccountId, Number(userId)),
    createVerificationToken: async (token) => {
      await addSignInToken(db(), token.identifier, token.token, token.expires);
      return token;
    },
    useVerificationToken: async ({ identifier, token }) => {
      const taken = await takeSignInToken(db(), identifier, token, new Date());
      return taken && { identifier, token, expires: taken.expiresAt };
    },
  };
}

const userOf = ({ id, name, email }: PersonRow): AdapterUser => ({ id: String(id), name, email, emailVerified: null });
const userOrNull = (person: PersonRow | null) => person && userOf(person);

/** Asked before every session is made: a disabled account opens none, however it signs in. */
export async function maySignIn(userId: string): Promise<boolean> {
  const person = await personById(db(), Number(userId) || 0);
  return !person?.disabledAt;
}

/** A session cookie that next-auth is about to build on, e.g. to add an identity to its person. */
export async function holds(token: { sub?: string; beganAt?: unknown; sid?: unknown }): Promise<boolean> {
  const person = await personById(db(), Number(token.sub) || 0);
  return person !== null && isSessionValid(person, token.beganAt) && isOpen(token);
}
