import type { World } from '../world';
import type { User } from './directory';

/** Every refresh token of the person is dead from now on; access tokens live until they expire. */
export function revokeSessions(world: World, user: User): void {
  const now = world.clock.now();
  user.sessionsRevokedAt = now;
  for (const token of world.issued.refreshTokens.values()) if (token.userId === user.id) token.revokedAt = now;
}
