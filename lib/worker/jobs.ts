import { type CaseMail, type ConnectionMail, type Mail, QUEUES, type QueueName, queue } from '@/lib/db/outbox';
import { log } from '@/lib/log';
import { sendBookingMail } from '@/lib/mail/send-booking-mail';
import { sendCaseMail } from '@/lib/mail/send-case-mail';
import { sendConnectionMail } from '@/lib/mail/send-connection-mail';
import { bugFacts } from '@/lib/sync/bug-facts';
import { dropSubscriptions } from '@/lib/sync/drop-subscriptions';
import { keepSubscription } from '@/lib/sync/keep-subscription';
import type { SyncWorld } from '@/lib/sync/session';
import { alternativesForMail } from '@/lib/usecases/find-alternatives';

/**
 * What the outbox put into pg-boss. A job that throws is tried again by its queue's rules, and set aside when those are
 * used up; doing one twice does no harm.
 */
export async function startJobs(world: SyncWorld): Promise<void> {
  const boss = await queue('worker');
  const handlers: Record<QueueName, (data: unknown) => Promise<void>> = {
    mail: (data) => sendBookingMail(data as Mail, alternativesForMail),
    case_mail: (data) => sendCaseMail(data as CaseMail),
    connection_mail: (data) => sendConnectionMail(data as ConnectionMail),
    keep_subscription: (data) => keepSubscription((data as { linkId: number }).linkId, world),
    drop_subscriptions: (data) => dropSubscriptions((data as { linkId: number }).linkId, world),
  };
  for (const name of Object.keys(QUEUES) as QueueName[]) {
    await boss.work(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
      for (const { id, data } of jobs) {
        try {
          await handlers[name](data);
        } catch (error) {
          log.warn({ queue: name, jobId: id, ...bugFacts(error) }, 'job failed, to be tried again');
          // What pg-boss keeps of it is a row too: no message, no address.
          throw new Error(bugFacts(error).error);
        }
      }
    });
  }
}
