import { type Actor, can } from '@/lib/auth/can';
import { type CaseRow, type Keeper, PASSED_ON } from '@/lib/db/cases';

/** Whose cases the asker keeps; null: nobody's. */
export function keeperOf(actor: Actor): Keeper | null {
  if (actor.kind !== 'person') return null;
  if (can(actor, 'settle_any_case')) return 'all';
  return can(actor, 'view_desk') ? { personId: actor.id, spaces: can(actor, 'settle_space_case') } : null;
}

/** Admins decide everything; staff what is their own, what is about a space, and what has passed to all of them. */
export function mayDecide(keeper: Keeper, { resource, policy }: CaseRow): boolean {
  if (keeper === 'all' || resource.personId === keeper.personId || policy === PASSED_ON) return true;
  return keeper.spaces && resource.kind === 'space';
}
