import type { SignInObstacle } from '@/lib/identity-problems';
import { microsoftCode } from '@/lib/microsoft-problems';
import { type Result, refuse } from '@/lib/result';

/** What stands between a person and their sign-in, by Microsoft's number (entra-oauth §1, §3.6). */
const BY_CODE = new Map<number, SignInObstacle>([
  ...[50072, 50074, 50076, 50078, 50079, 50158].map((code) => [code, 'second_step'] as const),
  ...[53000, 53001, 53002, 53003, 53011, 530032, 530034, 70043].map((code) => [code, 'policy'] as const),
  ...[50020, 500200, 500208].map((code) => [code, 'other_organisation'] as const),
  [50105, 'not_assigned'],
  [50057, 'account_disabled'],
]);

/** An administrator must approve, or has to look at an application that Microsoft takes for risky. */
const APPROVAL = new Set([90093, 90094, 90095, 900941]);

/**
 * The organisation's rules about signing in said no: a second step, Conditional Access, an assignment, an approval. Both in the redirect
 * and at the token endpoint. Null: it is about something else.
 */
export function refuseSignIn(error: string | null, code: number | null): Extract<Result<never>, { ok: false }> | null {
  if (code !== null && APPROVAL.has(code)) return refuse({ code: 'approval_needed' });
  const known = code === null ? undefined : BY_CODE.get(code);
  // Microsoft needs the person for something; what, it does not say.
  const obstacle = known ?? (error === 'interaction_required' ? 'second_step' : null);
  return obstacle && refuse({ code: 'sign_in_blocked', obstacle, microsoftCode: microsoftCode(code) });
}
