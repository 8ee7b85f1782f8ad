import { choose } from './choose';

/** What is open about limits, batches, refusals and rights. The first choice is the default. */
export const LIMITS_SWITCHES = {
  concurrencyScope: choose(['mailbox', 'app'], 'V10: what the four concurrent requests are counted by'),
  throttling: choose(['on', 'off'], '4 at once, 10,000 in 10 minutes and 150 MB in 5 minutes'),
  throttledStatus: choose([429, 503], 'status of a throttled request'),
  retryAfterForm: choose(['varied', 'integer', 'decimal', 'absent'], 'Retry-After of a throttled request'),
  batchOuterStatus: choose([200, 424], 'GC15.8: status of a batch with throttled parts'),
  batchDependsOn: choose(['known patterns', 'any'], 'dependsOn: all parallel, serial or all on one; or anything'),
  batchUrlWithVersion: choose(['refused', 'accepted'], 'url of a part that begins with /v1.0'),
  batchHeaderCase: choose(['usual', 'lower'], 'header names inside a batch answer'),
  batchEmptyBody: choose(['absent', 'null'], 'body of a part without content'),
  errorBody: choose(['innerError', 'innererror', 'nested'], 'spelling and depth of the inner error'),
  segmentsBeforeToken: choose([true, false], 'GC13.2: unknown segments are told before the token is looked at'),
  plainQueryParameters: choose(['refused', 'ignored'], 'query parameters without $ that the resource does not know'),
  notSharedAnswer: choose(
    ['403 ErrorAccessDenied', '404 ErrorItemNotFound'],
    'another mailbox that the caller has no right to',
  ),
  noMailboxAnswer: choose(['MailboxNotEnabledForRESTAPI', 'ResourceNotFound'], '404 of a user without a mailbox'),
  unknownUserAnswer: choose(['ErrorInvalidUser', 'ResourceNotFound'], '404 of a mailbox whose user does not exist'),
  applicationScopeDelayMs: choose([0, 120_000, 1_800_000], 'time until a changed application scope holds'),
  applicationDeniedText: choose(
    ['Access to OData is disabled.', 'Access is denied. Check credentials and try again.'],
    'message for a mailbox outside the scope of an application',
  ),
} as const;
