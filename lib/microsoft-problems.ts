/**
 * Who can help (entra-oauth §3.6). admin: the registration or the tenant; every connection waits, nobody is asked to
 * reconnect. person: this connection needs its owner. policy: reconnecting alone will not help. retry: wait, keep
 * state. bug: our request was wrong.
 */
export type IdentityFailureKind = 'admin' | 'person' | 'policy' | 'retry' | 'bug';

/**
 * Whose turn it is, as pages say it. admin: whoever looks after the integration here. it: whoever administers Microsoft
 * 365. person: the account's owner. microsoft: nobody here, Microsoft mends it. wait: nobody, it passes. carrel: whoever
 * maintains this program.
 */
export type ProblemOwner = 'admin' | 'it' | 'person' | 'microsoft' | 'wait' | 'carrel';

/** Who reads of one: whoever may look after the integration, or anybody else who works here. */
export type ProblemReader = 'admin' | 'staff';

const row = (kind: IdentityFailureKind, owner: ProblemOwner, ...codes: number[]) => ({ kind, owner, codes });

/**
 * Everything the identity platform is known to refuse with, by its AADSTS numbers (entra-oauth §1, §3.6, §4; which of
 * them belong together, and who can mend each, is our own reading). The words of each are `refusal.microsoft.problem.*`;
 * docs/microsoft-errors.md is this table in words.
 */
export const MICROSOFT_PROBLEMS = {
  wrong_secret: row('admin', 'admin', 7000215),
  secret_expired: row('admin', 'admin', 7000222),
  no_credentials: row('bug', 'carrel', 7000218),
  certificate_unknown: row('admin', 'admin', 700027),
  assertion_out_of_time: row('admin', 'admin', 700024),
  assertion_malformed: row('admin', 'carrel', 700021, 700023, 50027),
  unknown_application: row('admin', 'admin', 700016),
  not_installed: row('admin', 'it', 7000229),
  application_disabled: row('admin', 'it', 7000112, 70001),
  unknown_tenant: row('admin', 'admin', 90002, 900023),
  other_cloud: row('admin', 'admin', 900439),
  tenant_unclear: row('admin', 'admin', 50059),
  one_directory_only: row('admin', 'admin', 50194),
  personal_only: row('admin', 'admin', 9002331),
  work_only: row('admin', 'admin', 9002332),
  redirect_mismatch: row('admin', 'admin', 50011),
  spa_redirect: row('admin', 'admin', 700084),
  wrong_resource: row('admin', 'admin', 500011),
  permission_missing: row('admin', 'admin', 650057, 650056, 65005),
  approval_needed: row('admin', 'it', 90093, 90094, 90095),
  risky_application: row('admin', 'it', 900941),
  wrong_grant: row('bug', 'carrel', 9001023, 70003),
  wrong_scope: row('bug', 'carrel', 70011, 1002012),
  incomplete_request: row('bug', 'carrel', 900144),
  broken_token: row('person', 'person', 9002313),
  code_used: row('person', 'person', 54005),
  code_elsewhere: row('person', 'person', 700005),
  code_not_ours: row('person', 'person', 501481, 500112),
  grant_over: row('person', 'person', 70000, 70008),
  idle_too_long: row('person', 'person', 700082),
  sessions_ended: row('person', 'person', 50173),
  consent_missing: row('person', 'person', 65001),
  consent_refused: row('person', 'person', 65004),
  second_step: row('person', 'person', 50074, 50076, 50078, 50158),
  second_step_set_up: row('person', 'person', 50072, 50079),
  account_disabled: row('person', 'it', 50057),
  account_gone: row('person', 'it', 50034),
  other_organisation: row('person', 'person', 50020, 500200, 500208),
  not_assigned: row('policy', 'it', 50105),
  access_policy: row('policy', 'it', 53003, 530032, 530034),
  device_policy: row('policy', 'it', 53000, 53001),
  app_policy: row('policy', 'it', 53002),
  risky_account: row('policy', 'it', 53011),
  sign_in_frequency: row('policy', 'it', 70043),
  request_loop: row('bug', 'wait', 50196),
  too_many_requests: row('retry', 'wait', 90055),
  service_trouble: row('retry', 'microsoft', 90006, 90012, 90024, 90033, 50033),
  // By what Microsoft's `error` says, where the number is not in the list: it warns that numbers may change (§0.4).
  unknown_settings: row('admin', 'admin'),
  unknown_sign_in: row('person', 'person'),
  unknown_policy: row('policy', 'it'),
  unknown_request: row('bug', 'carrel'),
  unreachable: row('retry', 'wait'),
} as const satisfies Record<string, ReturnType<typeof row>>;

export type MicrosoftProblem = keyof typeof MICROSOFT_PROBLEMS;

const ALL = Object.entries(MICROSOFT_PROBLEMS) as [MicrosoftProblem, ReturnType<typeof row>][];
const BY_CODE = new Map(ALL.flatMap(([problem, { codes }]) => codes.map((code) => [code, problem] as const)));

const OF_KIND = {
  ...{ admin: 'unknown_settings', person: 'unknown_sign_in', policy: 'unknown_policy' },
  ...{ bug: 'unknown_request', retry: 'unreachable' },
} as const satisfies Record<IdentityFailureKind, MicrosoftProblem>;

/** Null: a number that the list does not have. */
export const problemOfCode = (code: number | null): MicrosoftProblem | null =>
  code === null ? null : (BY_CODE.get(code) ?? null);

/** The number says most; without one that is known, the class does. */
export const problemOf = (kind: IdentityFailureKind, code: number | null): MicrosoftProblem =>
  problemOfCode(code) ?? OF_KIND[kind];

export const kindOfCode = (code: number): IdentityFailureKind | undefined => {
  const problem = BY_CODE.get(code);
  return problem && MICROSOFT_PROBLEMS[problem].kind;
};

export const ownerOf = (problem: MicrosoftProblem): ProblemOwner => MICROSOFT_PROBLEMS[problem].owner;

/** `AADSTS7000215`, as Microsoft names it, and as refusals carry it. */
export const microsoftCode = (code: number | null): string | null => (code === null ? null : `AADSTS${code}`);

/** The way back. */
export const problemOfName = (microsoftCode: string | null): MicrosoftProblem | null =>
  problemOfCode(Number(/^AADSTS(\d{4,10})$/.exec(microsoftCode ?? '')?.[1] ?? Number.NaN));

/** What a connection's reason says of why it stopped (`invalid_grant 50173`); null: nothing that Microsoft said. */
export const problemOfReason = (reason: string | null): MicrosoftProblem | null => problemOfName(codeOfReason(reason));

/** The number in such a reason, as Microsoft names it; null: there is none. */
export function codeOfReason(reason: string | null): string | null {
  const digits = /(?:^| )(\d{4,10})$/.exec(reason ?? '')?.[1];
  return digits === undefined ? null : microsoftCode(Number(digits));
}
