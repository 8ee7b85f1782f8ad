import { z } from 'zod';
import { guid, itemId, text } from './forms';

/** Errors in Graph's form (GC §9: either spelling, nested or not), and which codes are known for which status. */
const traces = {
  date: z.string().regex(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d$/, 'not a time without zone'),
  'request-id': guid,
  'client-request-id': z.string().min(1),
};
const error = {
  code: z.string().min(1),
  message: text,
  /** On a transactionId used for another event. */
  '@event.existingEventId': itemId.optional(),
};
const inner = z.strictObject(traces);
/** One deeper, with a more precise code. */
const deeper = z.strictObject({ code: z.string().min(1), ...traces, innerError: inner });

export const graphRefusal = z.strictObject({ error: z.strictObject({ ...error, innerError: inner }) });
const inLowerCase = z.strictObject({ error: z.strictObject({ ...error, innererror: inner }) });
const nested = z.strictObject({ error: z.strictObject({ ...error, innerError: deeper }) });

/** The schema of the form that a refusal seems to have, so that its differences are told in that form's words. */
export function refusalForm(body: unknown) {
  const { error: said } = Object(body) as { error?: { innererror?: unknown; innerError?: { innerError?: unknown } } };
  if (said?.innererror !== undefined) return inLowerCase;
  return said?.innerError?.innerError === undefined ? graphRefusal : nested;
}
export type GraphRefusal = z.infer<typeof graphRefusal>;

const CODES: Record<number, string[]> = {
  400: [
    'BadRequest',
    'RequestBodyRead',
    'ErrorInvalidRequest',
    'ErrorInvalidParameter',
    'ErrorPropertyValidationFailure',
    'ErrorInvalidIdMalformed',
    'ErrorOccurrenceCrossingBoundary',
    'TimeZoneNotSupportedException',
    'ErrorTimeIntervalTooBig',
    'ErrorDuplicateTransactionId',
    'ErrorInvalidProperty',
    'ValidationError',
    'InvalidRequest',
    'SyncStateInvalid',
    'SyncStateNotFound',
    'InefficientFilter',
    'UnsupportedEntityExpression',
    'Request_UnsupportedQuery',
    'ErrorInvalidRecipients',
    'ErrorMimeContentInvalidBase64String',
  ],
  401: ['InvalidAuthenticationToken'],
  403: [
    ...['ErrorAccessDenied', 'Authorization_RequestDenied', 'accessDenied', 'extensionError', 'ExtensionError'],
    'ErrorSendAsDenied',
  ],
  404: [
    'ErrorItemNotFound',
    'MailboxNotEnabledForRESTAPI',
    'ErrorInvalidUser',
    'ResourceNotFound',
    'Request_ResourceNotFound',
    'ErrorSyncFolderNotFound',
    'syncStateNotFound',
  ],
  405: ['Request_BadRequest'],
  409: ['ErrorDuplicateTransactionId', 'ErrorIrresolvableConflict', 'ExtensionError', 'Conflict', 'ErrorFolderExists'],
  410: ['SyncStateNotFound', 'SyncStateInvalid', 'ResyncRequired', 'resyncRequired'],
  412: ['ErrorIrresolvableConflict'],
  413: ['RequestEntityTooLarge'],
  424: ['FailedDependency'],
  429: ['TooManyRequests', 'ApplicationThrottled'],
  500: ['ErrorInternalServerError', 'ErrorInternalServerTransientError'],
  501: ['NotImplemented'],
  503: [
    'MailboxInfoStale',
    'serviceNotAvailable',
    'ErrorConcurrentItemSave',
    'generalException',
    'ErrorInternalServerTransientError',
    'ErrorMailboxMoveInProgress',
    'ErrorServerBusy',
    'ApplicationThrottled',
    'TooManyRequests',
  ],
  504: ['UnknownError'],
};

export function codeSuits(status: number, code: string): boolean {
  return CODES[status]?.includes(code) ?? false;
}
