import { describe, expect, test } from 'vitest';
import { classify, codeInDescription, type IdentityFailureKind } from './identity-failure';

const body = (error: string, code?: number, suberror?: string) => ({
  error,
  error_description: `AADSTS${code ?? 0}: words that nobody reads\r\nTrace ID: 1`,
  ...(code && { error_codes: [code] }),
  ...(suberror && { suberror }),
  trace_id: '7c1a6bd2-3e3b-4a4e-9f43-3b9f8b1c2d00',
});

/** entra-oauth §3.6, every row: code, status, error, class, and what it says about the settings. */
const rows: [number, number, string, IdentityFailureKind, string?][] = [
  [7000215, 401, 'invalid_client', 'admin', 'wrong_secret'],
  [7000222, 401, 'invalid_client', 'admin', 'secret_expired'],
  [7000218, 401, 'invalid_client', 'bug'],
  [700027, 401, 'invalid_client', 'admin', 'unexpected'],
  [700016, 400, 'unauthorized_client', 'admin', 'unknown_application'],
  [7000112, 400, 'unauthorized_client', 'admin', 'unexpected'],
  [70001, 400, 'unauthorized_client', 'admin', 'unexpected'],
  [90002, 400, 'invalid_request', 'admin', 'unknown_tenant'],
  [900023, 400, 'invalid_request', 'admin', 'unknown_tenant'],
  [50059, 400, 'invalid_request', 'admin', 'account_type_narrower'],
  [50194, 400, 'invalid_request', 'admin', 'account_type_narrower'],
  [9002331, 400, 'invalid_request', 'admin', 'account_type_narrower'],
  [9002332, 400, 'invalid_request', 'admin', 'account_type_narrower'],
  [9001023, 400, 'invalid_request', 'bug'],
  [500011, 400, 'invalid_resource', 'admin', 'unexpected'],
  [650057, 400, 'invalid_resource', 'admin', 'unexpected'],
  [650056, 400, 'invalid_client', 'admin', 'unexpected'],
  [65005, 400, 'invalid_resource', 'admin', 'unexpected'],
  [70011, 400, 'invalid_scope', 'bug'],
  [900144, 400, 'invalid_request', 'bug'],
  [9002313, 400, 'invalid_grant', 'person'],
  [54005, 400, 'invalid_grant', 'person'],
  [70000, 400, 'invalid_grant', 'person'],
  [70008, 400, 'invalid_grant', 'person'],
  [700082, 400, 'invalid_grant', 'person'],
  [700084, 400, 'invalid_grant', 'admin', 'unexpected'],
  [50173, 400, 'invalid_grant', 'person'],
  [50057, 400, 'invalid_grant', 'person'],
  [501481, 400, 'invalid_grant', 'person'],
  [65001, 400, 'invalid_grant', 'person'],
  [90094, 400, 'invalid_grant', 'admin', 'unexpected'],
  [50076, 400, 'interaction_required', 'person'],
  [50076, 400, 'invalid_grant', 'person'],
  [50079, 400, 'invalid_grant', 'person'],
  [50074, 400, 'invalid_grant', 'person'],
  [50078, 400, 'invalid_grant', 'person'],
  [53003, 400, 'interaction_required', 'policy', 'blocked_by_policy'],
  [53003, 400, 'invalid_grant', 'policy', 'blocked_by_policy'],
  [70043, 400, 'invalid_grant', 'policy'],
  [530032, 400, 'invalid_grant', 'policy', 'blocked_by_policy'],
  [53000, 400, 'interaction_required', 'policy', 'blocked_by_policy'],
  [53001, 400, 'interaction_required', 'policy'],
  [53002, 400, 'interaction_required', 'policy'],
  [53011, 400, 'interaction_required', 'policy'],
  [50196, 400, 'invalid_grant', 'bug'],
  [50196, 503, 'temporarily_unavailable', 'bug'],
  [90033, 503, 'temporarily_unavailable', 'retry'],
  [90006, 500, 'server_error', 'retry'],
  [50033, 400, 'server_error', 'retry'],
  [90012, 503, 'temporarily_unavailable', 'retry'],
  [90024, 503, 'temporarily_unavailable', 'retry'],
  [90055, 400, 'temporarily_unavailable', 'retry'],
];

test.each(rows)('AADSTS%i (%i %s) is %s', (code, status, error, kind, problem) => {
  expect(classify(status, body(error, code))).toMatchObject({ kind, code, error, problem });
});

describe('an unknown code falls back to the error word', () => {
  test.each<[string, IdentityFailureKind]>([
    ['invalid_client', 'admin'],
    ['unauthorized_client', 'admin'],
    ['invalid_resource', 'admin'],
    ['invalid_tenant', 'admin'],
    ['invalid_grant', 'person'],
    ['interaction_required', 'person'],
    ['consent_required', 'person'],
    ['login_required', 'person'],
    ['temporarily_unavailable', 'retry'],
    ['server_error', 'retry'],
    ['invalid_request', 'bug'],
    ['invalid_scope', 'bug'],
    ['unsupported_grant_type', 'bug'],
    ['something_new', 'retry'],
  ])('%s', (error, kind) => {
    expect(classify(400, body(error, 12345678)).kind).toBe(kind);
    expect(classify(400, body(error)).kind).toBe(kind);
  });
});

test('an invalid_client is never a dead connection', () => {
  expect(classify(401, body('invalid_client', 70008)).kind).toBe('admin');
});

test('throttling, outages and unreadable answers are waited out', () => {
  expect(classify(429, body('invalid_grant', 70008), new Headers({ 'Retry-After': '7' }))).toMatchObject({
    kind: 'retry',
    retryAfterMs: 7000,
  });
  expect(classify(502, '<html>').kind).toBe('retry');
  expect(classify(400, null)).toMatchObject({ kind: 'retry', error: 'unreadable_answer' });
});

test('only integers of bounded length are codes, the known one first', () => {
  const answer = { error: 'invalid_grant', error_codes: ['65001', 1e30, -5, 99, 700082] };
  expect(classify(400, answer)).toMatchObject({ code: 700082, kind: 'person' });
});

test('no word of the answer reaches the message', () => {
  const failure = classify(400, body('invalid_grant', 65001, 'consent_required'));
  expect(failure.message).toBe('Microsoft identity platform: invalid_grant (65001)');
  expect(JSON.stringify({ ...failure })).not.toContain('nobody');
  expect(failure.suberror).toBe('consent_required');
});

test('the number in a redirect', () => {
  expect(codeInDescription('AADSTS65004: User declined. AADSTS99')).toBe(65004);
  expect(codeInDescription('<b>no</b>')).toBeNull();
  expect(codeInDescription(null)).toBeNull();
});
