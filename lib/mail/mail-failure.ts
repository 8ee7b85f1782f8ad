import { GraphFailure } from '@/lib/graph/failure';
import { ConnectionUnusable } from '@/lib/sync/connection-unusable';

/** Why a mail could not leave, in words that `mails.problems.reason` has. */
export type MailFailureReason =
  | 'address_refused'
  | 'content_refused'
  | 'unreachable'
  | 'sign_in_refused'
  // by Graph
  /** No answer: it may have left. */
  | 'unsure'
  | 'no_right'
  | 'mailbox_missing'
  | 'registration_refused'
  | 'switched_off'
  | 'other';

export type MailFailure = {
  reason: MailFailureReason;
  /** The server's own code; never its words, which repeat addresses. */
  code: string | null;
  /** The receiving side has said no for good (RFC 5321 §4.2.1: 5yz): trying again would be the same no. */
  forGood: boolean;
};

/** What sending throws: by Graph our own failures, by SMTP nodemailer's, known by its codes. */
export function mailFailure(error: unknown): MailFailure {
  if (error instanceof GraphFailure) return byGraph(error);
  if (error instanceof ConnectionUnusable) {
    const isRefused = error.reason === 'app_error' || error.reason === 'needs_reauth';
    return { reason: isRefused ? 'registration_refused' : 'switched_off', code: null, forGood: false };
  }
  return bySmtp(error);
}

/** A right, a licence or a switch may be mended by an admin, so it is tried again. */
function byGraph({ kind, code, status, ambiguous }: GraphFailure): MailFailure {
  const said = code ?? (status ? String(status) : null);
  const later = (reason: MailFailureReason): MailFailure => ({ reason, code: said, forGood: false });
  switch (kind) {
    case 'throttled':
    case 'unavailable':
      // Whoever says that it is not there has taken nothing.
      return later(ambiguous && status !== 503 && status !== 509 ? 'unsure' : 'unreachable');
    case 'access_denied':
      return later('no_right');
    case 'mailbox_missing':
    case 'not_found':
      return later('mailbox_missing');
    case 'token_rejected':
      return later('registration_refused');
    default:
      if (code === 'ErrorInvalidRecipients') return { reason: 'address_refused', code: said, forGood: true };
      if (status === 413 || code?.startsWith('ErrorMimeContent'))
        return { reason: 'content_refused', code: said, forGood: true };
      return later('other');
  }
}

/** A sign-in that is refused may be mended by an admin, so it is tried again. */
function bySmtp(error: unknown): MailFailure {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : null;
  const said = status === null ? (typeof code === 'string' ? code : null) : String(status);
  const refused = status !== null && status >= 500;
  switch (code) {
    case 'EENVELOPE':
      // Without a status nodemailer itself found no address in it.
      return { reason: 'address_refused', code: said, forGood: refused || status === null };
    case 'EMESSAGE':
      return { reason: 'content_refused', code: said, forGood: refused };
    case 'EAUTH':
      return { reason: 'sign_in_refused', code: said, forGood: false };
    case 'ECONNECTION':
    case 'ESOCKET':
    case 'ETIMEDOUT':
    case 'EDNS':
    case 'ETLS':
      return { reason: 'unreachable', code: said, forGood: false };
    default:
      return { reason: 'other', code: said, forGood: false };
  }
}
