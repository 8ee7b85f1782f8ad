import type { World } from '../world';
import type { User } from './directory';

/** Every refresh token of the person is dead from now on; access tokens live until they expire. A guest's can be revoked at home only. */
export function revokeSessions(world: World, user: User): void {
  if (user.kind === 'guest') return;
  const now = world.clock.now();
  const accounts = [...world.directory.users.values()].filter((one) => one === user || one.homeId === user.id);
  const ids = new Set(accounts.map((one) => one.id));
  for (const one of accounts) one.sessionsRevokedAt = now;
  for (const token of world.issued.refreshTokens.values()) if (ids.has(token.userId)) token.revokedAt = now;
  for (const session of world.issued.sessions.values())
    session.accounts = session.accounts.filter((account) => account.userId !== user.id);
}
