import { usersOf } from '../../store/directory';
import type { Mailbox } from '../../store/mailbox';
import type { World } from '../../world';

/** Whom one may invite by name: people and rooms of the same organization. */
export type Invitable = { name: string; address: string; isRoom: boolean };

export function invitableFrom(world: World, { user }: Mailbox): Invitable[] {
  return usersOf(world.directory, user.tenantId)
    .filter((one) => one.mail !== null && one.id !== user.id)
    .map((one) => ({
      name: one.displayName,
      address: (one.mail ?? one.upn).toLowerCase(),
      isRoom: one.kind === 'room',
    }));
}
