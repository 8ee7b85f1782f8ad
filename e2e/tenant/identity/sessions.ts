import type { User } from '../store/directory';
import type { Proof, SignedIn } from '../store/issued';
import { randomText } from '../store/secret-text';
import type { World } from '../world';

/** The browser's sign-ins. The cookie has a name of its own, since cookies on localhost are shared between ports. */
const COOKIE = 'tenant_session';

/** Somebody who signed in here, and how. */
export type Person = { user: User; proof: Proof };

export function sessionPeople(world: World, request: Request): Person[] {
  const session = world.issued.sessions.get(cookieOf(request) ?? '');
  return (session?.accounts ?? []).flatMap((proof) => {
    const user = world.directory.users.get(proof.userId);
    return user ? [{ user, proof }] : [];
  });
}

export function sessionUsers(world: World, request: Request): User[] {
  return sessionPeople(world, request).map((person) => person.user);
}

/** The cookie to set, so that this browser knows the person from now on; the newest comes first. */
export function signIn(world: World, request: Request, user: User): { person: Person; cookie: string } {
  const { sessions } = world.issued;
  const present = sessions.get(cookieOf(request) ?? '');
  const session = present ?? { id: randomText(32), accounts: [] };
  const proof: SignedIn = { userId: user.id, signedInAt: world.clock.now(), mfaAt: null };
  session.accounts = [proof, ...session.accounts.filter((one) => one.userId !== user.id)];
  sessions.set(session.id, session);
  return { person: { user, proof }, cookie: `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax` };
}

/** All of this browser, or one account of several. */
export function signOut(world: World, request: Request, hint: string | null = null): string {
  const session = world.issued.sessions.get(cookieOf(request) ?? '');
  const named = hint === null ? [] : sessionUsers(world, request).filter((user) => user.upn === hint.toLowerCase());
  if (session && named.length > 0 && session.accounts.length > 1) {
    session.accounts = session.accounts.filter((one) => named.every((user) => user.id !== one.userId));
    return `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax`;
  }
  world.issued.sessions.delete(cookieOf(request) ?? '');
  return `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
}

function cookieOf(request: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(request.headers.get('cookie') ?? '')?.[1];
}
