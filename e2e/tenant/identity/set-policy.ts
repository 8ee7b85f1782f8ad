import type { AccessPolicy, TenantRecord } from '../store/directory';
import type { World } from '../world';

export type PolicyWish = Omit<AccessPolicy, 'id' | 'code'> & { code?: number };

const USUAL: Record<AccessPolicy['kind'], number> = { block: 53003, mfa: 50076, sign_in_frequency: 70043 };

/** Switches a rule on, in place of one of its kind for the same person and application, or off. */
export function setPolicy(world: World, tenant: TenantRecord, wish: PolicyWish, on: boolean): void {
  tenant.policies = tenant.policies.filter(
    ({ kind, userId, clientId, workload }) =>
      kind !== wish.kind || userId !== wish.userId || clientId !== wish.clientId || workload !== wish.workload,
  );
  if (on) tenant.policies.push({ code: USUAL[wish.kind], ...wish, id: world.ids.uuid() });
}
