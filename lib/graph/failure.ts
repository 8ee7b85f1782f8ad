/**
 * Microsoft's trouble, as one closed list in our words (graph-calendar §9, sync-design §4.3). Thrown by this room only
 * and answered in one table, `lib/sync/on-failure.ts`. Carries codes and ids, never a message or a body: those may
 * quote other people's events (I12).
 */
export class GraphFailure extends Error {
  readonly kind: GraphFailureKind;
  /** HTTP status; 0 when no answer arrived. */
  readonly status: number;
  /** Microsoft's code word, if it looks like one. */
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  readonly existingEventId: string | null;
  /** The request may have been carried out all the same: look before repeating a create (F9). */
  readonly ambiguous: boolean;
  readonly requestId: string | null;
  readonly clientRequestId: string | null;

  constructor(kind: GraphFailureKind, facts: Partial<Omit<GraphFailure, 'kind' | 'name' | 'message'>> = {}) {
    super(`Microsoft Graph: ${kind}${facts.status ? ` (${facts.status}${facts.code ? ` ${facts.code}` : ''})` : ''}`);
    this.name = 'GraphFailure';
    this.kind = kind;
    this.status = facts.status ?? 0;
    this.code = facts.code ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.existingEventId = facts.existingEventId ?? null;
    this.ambiguous = facts.ambiguous ?? kind === 'unavailable';
    this.requestId = facts.requestId ?? null;
    this.clientRequestId = facts.clientRequestId ?? null;
  }
}

export type GraphFailureKind =
  /** Wait as told (`retryAfterMs`; null: not told). */
  | 'throttled'
  /** 5xx, 408, 423, reset, timeout, unreadable answer. */
  | 'unavailable'
  /** The delta state is lost: read all again. */
  | 'gone'
  /** 412 or 409: somebody else changed it meanwhile, or it exists already. */
  | 'changed_meanwhile'
  | 'not_found'
  /** No such mailbox or calendar, or none that speaks Graph. */
  | 'mailbox_missing'
  | 'access_denied'
  /** 401, after one try with a fresh token. */
  | 'token_rejected'
  | 'duplicate_transaction'
  /** The request itself was refused: our bug or a rule of the tenant. */
  | 'rejected';

type Answer = { status: number; headers: Headers; body: unknown; clientRequestId: string; now: Date };

/** Judges an answer that is not a success by status and code, compared without case, never by its message. */
export function failureOf({ status, headers, body, clientRequestId, now }: Answer): GraphFailure {
  const code = codeOf(body);
  const kind = kindOf(status, code?.toLowerCase() ?? '', headers.has('retry-after'));
  return new GraphFailure(kind, {
    status,
    code,
    clientRequestId,
    requestId: idOf(headers.get('request-id')),
    retryAfterMs: kind === 'throttled' ? retryAfterMs(headers.get('retry-after'), now) : null,
    existingEventId: kind === 'duplicate_transaction' ? existingEventId(body) : null,
    ambiguous: kind === 'unavailable' || (kind === 'throttled' && status !== 429),
  });
}

const MAILBOX = new Set([
  'mailboxnotenabledforrestapi',
  'mailboxnotsupportedforrestapi',
  'errorinvaliduser',
  'resourcenotfound',
  'request_resourcenotfound',
  'errorsyncfoldernotfound',
  'erroraccountdisabled',
]);
const SYNC_STATE = new Set(['syncstatenotfound', 'syncstateinvalid', 'resyncrequired']);
const BUSY = new Set(['errormailboxmoveinprogress', 'errorserverbusy', 'mailboxinfostale']);

function kindOf(status: number, code: string, toldToWait: boolean): GraphFailureKind {
  if (status === 429 || status === 509 || (status === 503 && toldToWait)) return 'throttled';
  if (code === 'errorduplicatetransactionid') return 'duplicate_transaction';
  if (status === 410 || (status < 500 && SYNC_STATE.has(code))) return 'gone';
  if (BUSY.has(code)) return 'unavailable';
  if (status === 401) return 'token_rejected';
  if (status === 403) return 'access_denied';
  if (status === 404) return MAILBOX.has(code) ? 'mailbox_missing' : 'not_found';
  if (status === 409 || status === 412) return 'changed_meanwhile';
  if (status >= 400 && status < 500 && ![408, 423, 425].includes(status)) return 'rejected';
  return 'unavailable';
}

function errorOf(body: unknown): Record<string, unknown> {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
}

function codeOf(body: unknown): string | null {
  const { code } = errorOf(body);
  return typeof code === 'string' && /^[\w.]{1,64}$/.test(code) ? code : null;
}

function existingEventId(body: unknown): string | null {
  const id = errorOf(body)['@event.existingEventId'];
  return typeof id === 'string' && id.length > 0 && id.length < 1024 ? id : null;
}

const idOf = (text: string | null) => (text && /^[\w-]{1,64}$/.test(text) ? text : null);

/** Seconds, whole or decimal, or an HTTP date; null when absent or unreadable (graph-calendar §8). */
function retryAfterMs(header: string | null, now: Date): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000));
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
