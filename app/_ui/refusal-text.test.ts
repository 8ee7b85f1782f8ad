import { describe, expect, test } from 'vitest';
import type { FieldProblem } from '@/lib/field-problem';
import type { CredentialsProblem } from '@/lib/identity-problems';
import { locales } from '@/lib/messages/locales';
import { translator } from '@/lib/messages/translator';
import type { LimitReached, Refusal, RefusalCode } from '@/lib/refusal';
import { fieldTexts, refusalText } from './refusal-text';

const at = new Date('2026-11-20T15:30:00Z');

const dayLimit: LimitReached = { scope: 'category', measure: 'minutes', per: 'day', most: 120, left: 30, until: at };

/** One of each; a new code does not compile until it is here. */
const examples: { [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  invalid: { code: 'invalid', fields: { email: 'not_email' } },
  not_signed_in: { code: 'not_signed_in' },
  not_allowed: { code: 'not_allowed' },
  not_found: { code: 'not_found' },
  too_many_attempts: { code: 'too_many_attempts', retryAfterMinutes: 5 },
  resource_inactive: { code: 'resource_inactive' },
  in_the_past: { code: 'in_the_past' },
  too_soon: { code: 'too_soon', earliest: at },
  too_far_ahead: { code: 'too_far_ahead', latest: at, opensAt: at },
  outside_hours: { code: 'outside_hours' },
  off_step: { code: 'off_step', stepMinutes: 30 },
  too_short: { code: 'too_short', minMinutes: 30 },
  too_long: { code: 'too_long', maxMinutes: 90 },
  slot_taken: { code: 'slot_taken' },
  calendar_unknown: { code: 'calendar_unknown' },
  hold_over: { code: 'hold_over' },
  of_space: { code: 'of_space', name: 'Hall', problem: { code: 'slot_taken' } },
  one_location: { code: 'one_location' },
  request_decided: { code: 'request_decided', decision: 'approved', by: 'Ada' },
  meeting_in_the_way: { code: 'meeting_in_the_way' },
  not_mediated: { code: 'not_mediated' },
  check_in_off: { code: 'check_in_off' },
  check_in_unknown: { code: 'check_in_unknown' },
  not_confirmed_yet: { code: 'not_confirmed_yet' },
  not_checked_in: { code: 'not_checked_in' },
  not_begun: { code: 'not_begun', start: at },
  outside_window: { code: 'outside_window', what: 'in', when: 'early', from: at, until: at, timeZone: 'UTC' },
  bookings_affected: { code: 'bookings_affected', count: 3 },
  import_changed: { code: 'import_changed' },
  group_in_use: { code: 'group_in_use' },
  last_admin: { code: 'last_admin' },
  no_way_in: { code: 'no_way_in' },
  invitation_over: { code: 'invitation_over' },
  case_closed: { code: 'case_closed' },
  asks_questions: { code: 'asks_questions' },
  not_offered: { code: 'not_offered' },
  not_offered_now: { code: 'not_offered_now' },
  choice_not_open: { code: 'choice_not_open' },
  limit_reached: { code: 'limit_reached', ...dayLimit },
  gap_needed: { code: 'gap_needed', gapMinutes: 120, earliest: at },
  off_period: { code: 'off_period' },
  book_a_seat: { code: 'book_a_seat' },
  sign_in_required: { code: 'sign_in_required' },
  not_in_group: { code: 'not_in_group', groups: ['Researchers', 'Teachers'] },
  not_in_domains: { code: 'not_in_domains', domains: ['university.example'] },
  staff_only: { code: 'staff_only' },
  banned: { code: 'banned', until: at, reason: 'Left the room in a mess' },
  booking_closed: { code: 'booking_closed' },
  link_lapsed: { code: 'link_lapsed' },
  too_late_to_cancel: { code: 'too_late_to_cancel', latest: at },
  too_late_to_change: { code: 'too_late_to_change', latest: at },
  not_settled_yet: { code: 'not_settled_yet' },
  changed_meanwhile: { code: 'changed_meanwhile' },
  several_times: { code: 'several_times' },
  nothing_changed: { code: 'nothing_changed' },
  ban_over: { code: 'ban_over' },
  integration_missing: { code: 'integration_missing' },
  integration_inactive: { code: 'integration_inactive' },
  step_not_allowed: { code: 'step_not_allowed', from: 'draft', to: 'inactive' },
  credentials_rejected: { code: 'credentials_rejected', cause: 'wrong_secret', microsoftCode: 'AADSTS7000215' },
  secret_needed: { code: 'secret_needed' },
  no_second_credential: { code: 'no_second_credential' },
  approval_needed: { code: 'approval_needed' },
  sign_in_blocked: { code: 'sign_in_blocked', obstacle: 'policy', microsoftCode: 'AADSTS53003' },
  calendar_gone: { code: 'calendar_gone' },
  account_signed_out: { code: 'account_signed_out' },
  writing_not_granted: { code: 'writing_not_granted' },
  consent_declined: { code: 'consent_declined', mayNeedAdmin: true },
  consent_failed: { code: 'consent_failed', microsoftCode: null },
  callback_invalid: { code: 'callback_invalid' },
  callback_expired: { code: 'callback_expired' },
  other_account: { code: 'other_account', expected: 'ada@library.example', given: 'bo@library.example' },
  no_mailbox: { code: 'no_mailbox' },
  calendar_not_editable: { code: 'calendar_not_editable', mailbox: 'hall@library.example' },
  calendar_taken: { code: 'calendar_taken', by: 'Hall' },
  already_linked: { code: 'already_linked' },
  seats_not_linked: { code: 'seats_not_linked' },
  room_not_in_scope: { code: 'room_not_in_scope', mailbox: 'hall@library.example' },
  no_such_room: { code: 'no_such_room', mailbox: 'hall@library.example' },
  rooms_not_listed: { code: 'rooms_not_listed' },
  mailbox_not_sendable: {
    code: 'mailbox_not_sendable',
    mailbox: 'hall@library.example',
    microsoftCode: 'ErrorAccessDenied',
  },
  mode_not_possible: { code: 'mode_not_possible' },
  microsoft_unreachable: { code: 'microsoft_unreachable' },
  issuer_rejected: { code: 'issuer_rejected', cause: 'other_issuer', given: 'https://login.example' },
};

const fieldProblems: Record<FieldProblem, true> = {
  ...{
    required: true,
    invalid: true,
    too_long: true,
    not_guid: true,
    not_tenant: true,
    tenant_unknown: true,
    tenant_twice: true,
    not_in_cloud: true,
    secret_is_id: true,
  },
  not_issuer: true,
  ...{
    not_email: true,
    not_date: true,
    end_before_start: true,
    not_before_today: true,
    opens_after_closing: true,
    over_a_day: true,
    spans_overlap: true,
    same_start: true,
    ranges_cross: true,
    range_too_long: true,
    over_five_years: true,
    not_free: true,
    not_its_date: true,
    not_https_link: true,
    private_address: true,
  },
  ...{ not_address: true, address_taken: true, person_has_bookings: true },
  ...{ below_shortest: true, not_a_length: true, no_weekday: true, no_direction: true },
  name_taken: true,
  not_time_zone: true,
  not_domain: true,
  not_address: true,
  address_taken: true,
  person_has_bookings: true,
  room_elsewhere: true,
  not_whole_number: true,
  out_of_range: true,
  other_location: true,
  whole_in_its_part: true,
  not_a_part: true,
  linked_to_calendar: true,
  has_bookings: true,
  seats_have_bookings: true,
  zone_has_bookings: true,
  category_has_bookings: true,
  bookings_meet: true,
  too_many: true,
  not_picture: true,
  picture_too_big: true,
  ...{ unknown_variable: true, days_out_of_range: true },
  ...{ not_origin: true, origin_wildcard: true, origin_with_path: true, origin_not_https: true, origin_listed: true },
  ...{ not_certificate: true, not_private_key: true, key_has_passphrase: true, key_not_rsa: true, key_too_short: true },
  ...{ key_mismatch: true, certificate_expired: true, certificate_not_yet: true },
  ...{ not_the_name: true, account_exists: true, password_too_short: true },
};

const causes: Record<CredentialsProblem, true> = {
  ...{ wrong_secret: true, secret_expired: true, unknown_application: true, unknown_tenant: true },
  ...{ account_type_narrower: true, blocked_by_policy: true, unexpected: true },
};

describe.each(locales)('in %s', (locale) => {
  const t = translator(locale, 'refusal');
  const place = { locale, timeZone: 'America/New_York' };
  const say = (refusal: Refusal) => refusalText(refusal, t, place);

  test.each(Object.values(examples))('$code has words, and none of its values is left open', (refusal) => {
    expect(say(refusal)).toMatch(/^[^{}]{10,}$/);
  });

  const limits = (['bookings', 'minutes'] as const).flatMap((measure) =>
    (['day', 'week', 'month', 'year', 'upcoming', 'at_once'] as const).flatMap((per) =>
      (['category', 'location'] as const).map((scope) => ({ ...dayLimit, measure, per, scope })),
    ),
  );
  test('each limit has words of its own, and says until when', () => {
    const texts = limits.map((limit) => say({ code: 'limit_reached', ...limit }));
    expect(new Set(texts).size).toBe(limits.length);
    for (const text of texts) expect(text).toMatch(/^[^{}]*20[^{}]*$/);
    expect(say({ code: 'limit_reached', ...dayLimit, until: null })).not.toMatch(/20/);
  });

  test('a ban without an end, and a day that opens later than today, have words too', () => {
    expect(say({ code: 'banned', until: null, reason: 'Noise' })).toContain('Noise.');
    expect(say({ ...examples.too_far_ahead, latest: null })).not.toBe(say(examples.too_far_ahead));
  });

  test.each(Object.keys(causes) as CredentialsProblem[])('the cause %s has words of its own', (cause) => {
    expect(say({ ...examples.credentials_rejected, cause })).toMatch(/AADSTS7000215/);
  });

  test.each(Object.keys(fieldProblems) as FieldProblem[])('the field problem %s has words', (problem) => {
    expect(fieldTexts({ code: 'invalid', fields: { name: problem } }, t).name).toMatch(/^[^{}]{8,}$/);
  });
});

test('times are in the zone of the library, whatever the zone of the server', () => {
  const t = translator('en', 'refusal');
  expect(refusalText(examples.too_soon, t, { locale: 'en', timeZone: 'America/New_York' })).toContain('10:30 AM');
  expect(refusalText(examples.too_soon, t, { locale: 'en', timeZone: 'Europe/Madrid' })).toContain('4:30 PM');
});
