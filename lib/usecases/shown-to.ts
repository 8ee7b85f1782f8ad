import { type Actor, can, canSomewhere } from '@/lib/auth/can';
import type { Access } from '@/lib/db/resources';

/** Which access levels are in the lists that somebody sees (libcal-domain §1.1): staff see all of them. */
export const shownTo = (actor: Actor): readonly Access[] =>
  canSomewhere(actor, 'view_desk') ? ['public', 'unlisted', 'staff'] : ['public'];

/** Whether whoever has the address may see it, and book it. */
export const maySee = (actor: Actor, access: Access): boolean => access !== 'staff' || canSomewhere(actor, 'view_desk');

/** Which access levels somebody may read of at all, the address in hand: programs of the library all of them. */
export const readableBy = (actor: Actor): readonly Access[] =>
  can(actor, 'read_staff_places') ? ['public', 'unlisted', 'staff'] : ['public', 'unlisted'];
