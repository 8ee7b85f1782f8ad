import { z } from 'zod';
import { type GraphSession, graphRequest } from './client';
import { GraphFailure } from './failure';

/** Exchange copies the whole message into the mailbox before it answers. */
const TIMEOUT_MS = 20_000;

/**
 * A whole message out of a mailbox, as MIME: Exchange sends it on as it is, calendar part included; as JSON it would make
 * one of its own. Accepted (202) is not delivered, and a Retry-After beside it asks for nothing. Throws `GraphFailure`;
 * `ambiguous`: it may be on its way all the same.
 */
export const sendMime = (session: GraphSession, mailbox: string, mime: Buffer): Promise<void> =>
  post(session, 'mail.send', mailbox, mime.toString('base64'));

/**
 * Whether mail may be sent from there, without sending any: the right and the mailbox are judged before the body, and
 * what is no base64 is no mail. Throws `GraphFailure` when it may not, or when nobody can say now.
 */
export async function mustSendFrom(session: GraphSession, mailbox: string): Promise<void> {
  try {
    await post(session, 'mail.probe', mailbox, NO_MAIL);
  } catch (error) {
    if (!(error instanceof GraphFailure && error.kind === 'rejected')) throw error;
  }
}

const NO_MAIL = '*';

const post = (session: GraphSession, op: string, mailbox: string, body: string): Promise<void> =>
  graphRequest(session, {
    ...{ op, mailbox, method: 'POST', path: `/users/${encodeURIComponent(mailbox)}/sendMail`, body },
    ...{ headers: { 'Content-Type': 'text/plain' }, timeoutMs: TIMEOUT_MS },
    shape: z.unknown().transform(() => undefined),
  });
