/** One try to send a mail, as far as sending has to know it. */
export type MailTry = {
  /** Of the job, the same for each of its tries; null: a person waits for this one try. */
  id: string | null;
  /** When it was asked for. */
  writtenAt: Date;
  /** Tries before this one. */
  before: number;
  /** How many of those got no answer, so that the mail may have left all the same. */
  unsure: number;
};

export const onlyTry = (now: Date): MailTry => ({ id: null, writtenAt: now, before: 0, unsure: 0 });

/**
 * So often a mail may be asked for without an answer; the last time, a person decides whether it is sent again. Nothing
 * that Mail.Send allows can tell whether Microsoft took it, so each repeat may be a copy; but a mail that never comes is
 * worse than one that comes twice. Each try has the same Message-ID and Date, by which Exchange drops the second of two
 * (decision 21).
 */
export const MOST_UNSURE = 3;
