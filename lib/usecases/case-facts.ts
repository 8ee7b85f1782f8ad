import { type Actor, can, canSomewhere, placesOf } from '@/lib/auth/can';
import { type Keeper, PASSED_ON } from '@/lib/db/case-keeper';
import type { CaseRow } from '@/lib/db/cases';

/** Whose cases the asker keeps; null: nobody's. */
export function keeperOf(actor: Actor): Keeper | null {
  if (actor.kind !== 'person') return null;
  if (can(actor, 'settle_any_case')) return 'all';
  if (!can(actor, 'connect_own_calendar')) return null;
  const [everything, spaces] = [canSomewhere(actor, 'settle_any_case'), canSomewhere(actor, 'settle_space_case')];
  return { personId: actor.id, everything, spaces, locationIds: placesOf(actor) };
}

/** Whose cases the asker sees: those who keep none see what staff of their locations keep. Null: nobody's. */
export function caseViewerOf(actor: Actor): Keeper | null {
  if (actor.kind !== 'person' || !canSomewhere(actor, 'view_cases')) return null;
  const onlyLooks: Keeper = { personId: actor.id, everything: false, spaces: true, locationIds: placesOf(actor) };
  return keeperOf(actor) ?? onlyLooks;
}

/**
 * Admins decide everything; staff what is their own, and at their locations what is about a space and what has passed to
 * all of them; managers of locations everything there.
 */
export function mayDecide(keeper: Keeper, { resource, policy }: CaseRow): boolean {
  if (keeper === 'all' || resource.personId === keeper.personId) return true;
  if (keeper.locationIds !== null && !keeper.locationIds.includes(resource.locationId)) return false;
  return keeper.everything || policy === PASSED_ON || (keeper.spaces && resource.kind === 'space');
}
