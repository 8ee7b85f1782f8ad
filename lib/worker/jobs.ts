import { bugFacts } from '@/lib/bug-facts';
import type { AlertNews } from '@/lib/db/alert-news';
import type { CancelMail, CaseMail, ConnectionMail, Mail, MediationMail } from '@/lib/db/outbox';
import { QUEUES, type QueueName, queue } from '@/lib/db/queue';
import type { SeriesMail } from '@/lib/db/series-mail';
import type { StaffMail } from '@/lib/db/staff-mail';
import type { VisitMail } from '@/lib/db/visit-mail';
import { log } from '@/lib/log';
import { sendBookingMail } from '@/lib/mail/send-booking-mail';
import { sendCancelMail } from '@/lib/mail/send-cancel-mail';
import { sendCaseMail } from '@/lib/mail/send-case-mail';
import { sendConnectionMail } from '@/lib/mail/send-connection-mail';
import { sendMediationMail } from '@/lib/mail/send-mediation-mail';
import { sendSeriesMail } from '@/lib/mail/send-series-mail';
import { sendStaffMail } from '@/lib/mail/send-staff-mail';
import { sendVisitMail } from '@/lib/mail/send-visit-mail';
import { dropSubscriptions } from '@/lib/sync/drop-subscriptions';
import { keepSubscription } from '@/lib/sync/keep-subscription';
import { runLinkCheck } from '@/lib/sync/run-link-check';
import { runPreflight } from '@/lib/sync/run-preflight';
import type { SyncWorld } from '@/lib/sync/session';
import { continueHoursChange } from '@/lib/usecases/continue-hours-change';
import { continueSeries } from '@/lib/usecases/continue-series';
import { alternativesForMail } from '@/lib/usecases/find-alternatives';
import { tellOfVisit } from '@/lib/usecases/tell-of-visit';
import { deliverWebhook } from '@/lib/webhook/deliver-webhook';
import { sendAlertHook } from '@/lib/webhook/send-alert-hook';
import { giveUpMail } from './give-up-mail';
import { type JobOutput, type TriedJob, tryOf, unsureAfter } from './tried-job';

/**
 * What the outbox put into pg-boss. A job that fails is tried again by its queue's rules, and set aside when those are
 * used up; doing one twice does no harm.
 */
export async function startJobs(world: SyncWorld): Promise<void> {
  const boss = await queue('worker');
  const handlers: Record<QueueName, Handle> = {
    mail: (data, job) => sendBookingMail(data as Mail, tryOf(job), alternativesForMail),
    mediation_mail: (data, job) => sendMediationMail(data as MediationMail, tryOf(job)),
    cancel_mail: (data, job) => sendCancelMail(data as CancelMail, tryOf(job)),
    staff_mail: (data, job) => sendStaffMail(data as StaffMail, tryOf(job)),
    case_mail: (data, job) => sendCaseMail(data as CaseMail, tryOf(job)),
    connection_mail: (data, job) => sendConnectionMail(data as ConnectionMail, tryOf(job)),
    series_mail: (data, job) => sendSeriesMail(data as SeriesMail, tryOf(job)),
    series: async (data) => {
      await continueSeries((data as { seriesId: number }).seriesId, world.clock());
    },
    visit_mail: (data, job) => sendVisitMail(data as VisitMail, tryOf(job)),
    visit: (data) => tellOfVisit((data as { visitId: string }).visitId, world.clock()),
    hours_change: (data) => continueHoursChange((data as { changeId: number }).changeId, world.clock()),
    webhook: (data) => deliverWebhook((data as { deliveryId: string }).deliveryId, world.clock),
    preflight: () => runPreflight(world.clock),
    keep_subscription: (data) => keepSubscription((data as { linkId: number }).linkId, world),
    drop_subscriptions: (data) => dropSubscriptions((data as { linkId: number }).linkId, world),
    link_check: (data) => runLinkCheck((data as { checkId: number }).checkId, world),
    alert_hook: (data, job) => sendAlertHook(data as AlertNews, job.id),
  };
  for (const name of Object.keys(QUEUES) as QueueName[]) {
    await boss.work(name, TOGETHER, (jobs) => Promise.all(jobs.map((job) => settled(name, job, handlers[name]))));
  }
}

/**
 * Looked for twice a second and a few at a time, as long as there are more without a pause: a library that links 500
 * rooms does not wait minutes for its subscriptions. Each job stands or falls by itself.
 */
const TOGETHER = {
  pollingIntervalSeconds: 0.5,
  batchSize: 6,
  burstWhenBatchFull: true,
  perJobResults: true,
  includeMetadata: true,
} as const;

type Handle = (data: unknown, job: TriedJob) => Promise<void>;

type Settled = { id: string; status: 'completed' } | { id: string; status: 'failed'; output: JobOutput };

async function settled(name: QueueName, job: TriedJob, handle: Handle): Promise<Settled> {
  const { id } = job;
  try {
    await handle(job.data, job);
    return { id, status: 'completed' };
  } catch (error) {
    const facts = bugFacts(error);
    if (await gaveUp(name, job, error)) {
      log.warn({ queue: name, jobId: id, ...facts }, 'mail not sent, left to a person');
      return { id, status: 'completed' };
    }
    log.warn({ queue: name, jobId: id, ...facts }, 'job failed, to be tried again');
    // What pg-boss keeps of it is a row too: no message, no address.
    return { id, status: 'failed', output: { error: facts.error, unsure: unsureAfter(job, error) } };
  }
}

/** A note that cannot be written is trouble of its own: the job fails with it, and comes back while it has tries left. */
const gaveUp = (name: QueueName, job: TriedJob, error: unknown): Promise<boolean> =>
  giveUpMail(name, job, error).catch(() => false);
