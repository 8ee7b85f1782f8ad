import type { z } from 'zod';
import type { FieldProblem } from '@/lib/field-problem';
import { ok, type Result, refuse } from '@/lib/result';

const PROBLEMS: ReadonlySet<string> = new Set<FieldProblem>([
  'required',
  'invalid',
  'too_long',
  'not_guid',
  'not_tenant',
  'tenant_unknown',
  'tenant_twice',
  'not_in_cloud',
  'secret_is_id',
  'not_issuer',
  'not_email',
  'not_date',
  'end_before_start',
  'not_before_today',
  'opens_after_closing',
  'over_a_day',
  'spans_overlap',
  'same_start',
  'ranges_cross',
  'range_too_long',
  'over_five_years',
  'not_free',
  'not_its_date',
  'not_https_link',
  'below_shortest',
  'not_a_length',
  'no_weekday',
  'no_direction',
  'name_taken',
  'not_time_zone',
  'not_domain',
  'not_address',
  'address_taken',
  'person_has_bookings',
  'not_whole_number',
  'out_of_range',
  'other_location',
  'whole_in_its_part',
  'not_a_part',
  'linked_to_calendar',
  'has_bookings',
  'seats_have_bookings',
  'zone_has_bookings',
  'category_has_bookings',
  'bookings_meet',
  'too_many',
  'not_picture',
  'picture_too_big',
  'unknown_variable',
  'days_out_of_range',
  'not_origin',
  'private_address',
  'origin_wildcard',
  'origin_with_path',
  'origin_not_https',
  'origin_listed',
  'not_certificate',
  'not_private_key',
  'key_has_passphrase',
  'key_not_rsa',
  'key_too_short',
  'key_mismatch',
  'certificate_expired',
  'certificate_not_yet',
  'not_the_name',
  'account_exists',
  'password_too_short',
]);

/** A schema's message is a {@link FieldProblem}; zod's own words count as 'invalid', a missing value as 'required'. */
function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  if (PROBLEMS.has(issue.message)) return issue.message as FieldProblem;
  if (issue.code === 'too_small') return 'required';
  if (issue.code === 'too_big') return 'too_long';
  return 'invalid';
}

/** The border: every outside input passes here, and nothing that could not be stored. The first problem of each field is kept. */
export function parse<S extends z.ZodType>(schema: S, raw: unknown): Result<z.output<S>> {
  const answer = schema.safeParse(raw);
  const fields: Record<string, FieldProblem> = {};
  if (answer.success) {
    for (const path of unstorable(answer.data)) fields[path || 'form'] ??= 'invalid';
    return Object.keys(fields).length > 0 ? refuse({ code: 'invalid', fields }) : ok(answer.data);
  }
  for (const issue of answer.error.issues) {
    const name = issue.path.map(String).join('.') || 'form';
    fields[name] ??= problemOf(issue);
  }
  return refuse({ code: 'invalid', fields });
}

/** PostgreSQL's integer; ids and counts are none beyond it. */
const LARGEST = 2_147_483_647;

/** Where something stands that no table takes: texts with a NUL or half a character, numbers too large. */
export function unstorable(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return /[\0\p{Cs}]/u.test(value) ? [path] : [];
  if (typeof value === 'number') return Math.abs(value) > LARGEST ? [path] : [];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, one]) => unstorable(one, path ? `${path}.${name}` : name));
}

/** A form as a plain object; fields that React adds for its own use are left out. */
export function fromForm(form: FormData): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string' && !name.startsWith('$ACTION')) plain[name] = value;
  return plain;
}
