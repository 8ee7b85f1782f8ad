import { db } from '@/lib/db/client';
import { recordMailProblem } from '@/lib/db/mail-problems';
import type { MailQueue, QueueName } from '@/lib/db/queue';
import { mailFailure } from '@/lib/mail/mail-failure';
import { MOST_UNSURE } from '@/lib/mail/mail-try';
import { type TriedJob, unsureAfter } from './tried-job';

const MAIL_QUEUES: readonly QueueName[] = [
  'mail',
  'mediation_mail',
  'cancel_mail',
  'staff_mail',
  'case_mail',
  'connection_mail',
  'series_mail',
  'visit_mail',
] satisfies MailQueue[];

/**
 * Whether a mail that just failed is not tried again: refused for good, for the last time, or too often without an answer.
 * It is then noted for a person, and its job is done with. Should the note fail to be written, the job fails as any other
 * and comes back.
 */
export async function giveUpMail(queue: QueueName, job: TriedJob, error: unknown): Promise<boolean> {
  if (!MAIL_QUEUES.includes(queue)) return false;
  const { reason, code, forGood } = mailFailure(error);
  const isLast = job.retryCount >= job.retryLimit || unsureAfter(job, error) >= MOST_UNSURE;
  if (!forGood && !isLast) return false;
  const mail = job.data as object;
  await recordMailProblem(db(), { queue: queue as MailQueue, mail, reason, code, tries: job.retryCount + 1 });
  return true;
}
