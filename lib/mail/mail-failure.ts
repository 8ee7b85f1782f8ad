/** Why a mail could not leave, in words that `mails.problems.reason` has. */
export type MailFailureReason = 'address_refused' | 'content_refused' | 'unreachable' | 'sign_in_refused' | 'other';

export type MailFailure = {
  reason: MailFailureReason;
  /** The server's own code; never its words, which repeat addresses. */
  code: string | null;
  /** The receiving side has said no for good (RFC 5321 §4.2.1: 5yz): trying again would be the same no. */
  forGood: boolean;
};

/** What nodemailer throws, by its codes. A sign-in that is refused may be mended by an admin, so it is tried again. */
export function mailFailure(error: unknown): MailFailure {
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
