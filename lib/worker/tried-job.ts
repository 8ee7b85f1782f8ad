import { mailFailure } from '@/lib/mail/mail-failure';
import type { MailTry } from '@/lib/mail/mail-try';

/** A job as pg-boss hands it over with its metadata. */
export type TriedJob = {
  id: string;
  data: unknown;
  createdOn: Date;
  retryCount: number;
  retryLimit: number;
  /** What its last try left behind: {@link JobOutput}, or pg-boss' own words when its worker died. */
  output: unknown;
};

/** No message, no address. `unsure`: how many tries of a mail got no answer so far. */
export type JobOutput = { error: string; unsure: number };

/** A try that ended with its worker is not known: at worst it is one copy more. */
export const tryOf = (job: TriedJob): MailTry => ({
  ...{ id: job.id, writtenAt: job.createdOn, before: job.retryCount, unsure: unsureOf(job) },
});

/** With the try that has just failed. */
export const unsureAfter = (job: TriedJob, error: unknown): number =>
  unsureOf(job) + (mailFailure(error).reason === 'unsure' ? 1 : 0);

function unsureOf({ output }: TriedJob): number {
  const { unsure } = (output ?? {}) as Partial<JobOutput>;
  return typeof unsure === 'number' ? unsure : 0;
}
