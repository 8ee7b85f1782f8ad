import type { AccessPolicy, TenantRecord, User } from '../store/directory';
import type { Proof } from '../store/issued';
import { IdentityProblem } from './problem';

/** What Conditional Access asks of somebody before a token is given. */
export type Circumstances = { tenant: TenantRecord; clientId: string; user: User | null; proof: Proof; now: number };

/** The first rule that is not satisfied: blocks before questions, questions before the age of the sign-in. */
export function unmetPolicy({ tenant, clientId, user, proof, now }: Circumstances): AccessPolicy | undefined {
  const applying = tenant.policies.filter(
    (policy) =>
      policy.workload === (user === null) &&
      (policy.clientId === null || policy.clientId === clientId) &&
      (policy.userId === null || policy.userId === user?.id),
  );
  const unmet = applying.filter((policy) => isUnmet(policy, proof, now));
  return ORDER.flatMap((kind) => unmet.filter((policy) => policy.kind === kind))[0];
}

export function policyProblem({ id, code }: AccessPolicy): IdentityProblem {
  const claims = JSON.stringify({ access_token: { capolids: { essential: true, values: [id] } } });
  return new IdentityProblem(code, undefined, code === 53003 ? { claims } : {});
}

const ORDER = ['block', 'mfa', 'sign_in_frequency'] as const;

function isUnmet(policy: AccessPolicy, proof: Proof, now: number): boolean {
  if (policy.kind === 'mfa') return proof.mfaAt === null;
  if (policy.kind === 'sign_in_frequency') return now - proof.signedInAt >= policy.hours * 3_600_000;
  return true;
}
