import { describe, expect, test } from 'vitest';
import { failureOf } from './failure';

const now = new Date('2026-11-20T12:00:00Z');
const judge = (status: number, code = '', headers: Record<string, string> = {}, more: object = {}) =>
  failureOf({
    ...{ status, headers: new Headers(headers), clientRequestId: 'c', now },
    body: code ? { error: { code, message: 'The meeting "Dismissal of Quill" was not found', ...more } } : undefined,
  });

describe('what an answer means', () => {
  test.each([
    [429, '', 'throttled'],
    [503, '', 'unavailable'],
    [500, 'ErrorInternalServerError', 'unavailable'],
    [504, 'UnknownError', 'unavailable'],
    [408, '', 'unavailable'],
    [423, '', 'unavailable'],
    [410, 'SyncStateNotFound', 'gone'],
    [400, 'SyncStateInvalid', 'gone'],
    [404, 'resyncRequired', 'gone'],
    [401, 'InvalidAuthenticationToken', 'token_rejected'],
    [403, 'ErrorAccessDenied', 'access_denied'],
    [404, 'ErrorItemNotFound', 'not_found'],
    [404, 'MailboxNotEnabledForRESTAPI', 'mailbox_missing'],
    [404, 'ErrorSyncFolderNotFound', 'mailbox_missing'],
    [412, 'ErrorIrresolvableConflict', 'changed_meanwhile'],
    [409, '', 'changed_meanwhile'],
    [400, 'ErrorDuplicateTransactionId', 'duplicate_transaction'],
    [409, 'ErrorDuplicateTransactionId', 'duplicate_transaction'],
    [400, 'ErrorPropertyValidationFailure', 'rejected'],
    [413, '', 'rejected'],
  ])('%i %s: %s', (status, code, kind) => {
    expect(judge(status, code).kind).toBe(kind);
  });

  test('a 503 that names a time is a wait, and may have been carried out all the same', () => {
    expect(judge(503, '', { 'retry-after': '5' })).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 5_000,
      ambiguous: true,
    });
    expect(judge(429, '', { 'retry-after': '5' })).toMatchObject({ kind: 'throttled', ambiguous: false });
  });

  test('Retry-After: seconds, decimals, dates, nothing', () => {
    const wait = (text: string) => judge(429, '', { 'retry-after': text }).retryAfterMs;
    expect(wait('30')).toBe(30_000);
    expect(wait('2.128')).toBe(2_128);
    expect(wait('Fri, 20 Nov 2026 12:01:00 GMT')).toBe(60_000);
    expect(wait('soon')).toBeNull();
    expect(judge(429).retryAfterMs).toBeNull();
  });

  test('the existing event of a repeated transaction is named', () => {
    const failure = judge(400, 'ErrorDuplicateTransactionId', {}, { '@event.existingEventId': 'AAMk' });
    expect(failure.existingEventId).toBe('AAMk');
  });

  test('no word of Microsoft’s message is kept', () => {
    const failure = judge(404, 'ErrorItemNotFound');
    expect(JSON.stringify({ ...failure, message: failure.message, stack: failure.stack })).not.toContain('Quill');
  });
});
