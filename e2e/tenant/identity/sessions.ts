import type { User } from '../store/directory';
import { randomText } from '../store/secret-text';
import type { World } from '../world';

/** The browser's sign-ins. The cookie has a name of its own, since cookies on localhost are shared between ports. */
const COOKIE = 'tenant_session';

export function sessionUsers(world: World, request: Request): User[] {
  const session = world.issued.sessions.get(cookieOf(request) ?? '');
  return (session?.userIds ?? []).flatMap((id) => {
    const user = world.directory.users.get(id);
    return user ? [user] : [];
  });
}

/** The cookie to set, so that this browser knows the person from now on; the newest comes first. */
export function signIn(world: World, request: Request, user: User): string {
  const { sessions } = world.issued;
  const present = sessions.get(cookieOf(request) ?? '');
  const session = present ?? { id: randomText(32), userIds: [] };
  session.userIds = [user.id, ...session.userIds.filter((id) => id !== user.id)];
  sessions.set(session.id, session);
  return `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax`;
}

export function signOut(world: World, request: Request): string {
  world.issued.sessions.delete(cookieOf(request) ?? '');
  return `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
}

function cookieOf(request: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(request.headers.get('cookie') ?? '')?.[1];
}
