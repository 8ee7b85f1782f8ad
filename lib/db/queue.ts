import { PgBoss } from 'pg-boss';
import { env } from '@/lib/env';

export type MailQueue =
  | 'mail'
  | 'mediation_mail'
  | 'cancel_mail'
  | 'staff_mail'
  | 'case_mail'
  | 'connection_mail'
  | 'series_mail'
  | 'visit_mail';
export type QueueName =
  | MailQueue
  | 'hours_change'
  | 'series'
  | 'visit'
  | 'webhook'
  | 'keep_subscription'
  | 'drop_subscriptions'
  | 'link_check'
  | 'alert_hook'
  | 'preflight';

type QueueRules = { retryLimit: number; retryBackoff: boolean; retryDelay: number; heartbeatSeconds: number } & {
  retryDelayMax?: number;
};

/** Whoever does a job says so while it lasts; silent for so long, its worker is dead and the job is tried again. */
const HEARTBEAT_SECONDS = 30;
const COMMON: QueueRules = { retryLimit: 8, retryBackoff: true, retryDelay: 5, heartbeatSeconds: HEARTBEAT_SECONDS };
/** A mail server may be away for a night: at least each hour, for more than half a day. */
const MAILS: QueueRules = { ...COMMON, retryLimit: 24, retryDelayMax: 60 * 60 };
/** Ten seconds, then ever longer up to two hours; each message knows itself when its day is over. */
const WEBHOOKS: QueueRules = { ...COMMON, retryLimit: 60, retryDelay: 10, retryDelayMax: 2 * 60 * 60 };
const SUBSCRIPTIONS: QueueRules = { ...COMMON, retryLimit: 5 };
/**
 * A mailbox that refuses a subscription is asked again once a day (F14); trouble on the way there is no refusal, and is
 * tried again at least each quarter of an hour until that day is over.
 */
const KEEPING: QueueRules = { ...COMMON, retryLimit: 120, retryDelayMax: 15 * 60 };

/** Somebody waits on a page: who died over it is followed once, and after that it is asked again. */
const QUESTIONS: QueueRules = { ...COMMON, retryLimit: 1 };

export const QUEUES: Record<QueueName, QueueRules> = {
  mail: MAILS,
  mediation_mail: MAILS,
  cancel_mail: MAILS,
  staff_mail: MAILS,
  case_mail: MAILS,
  connection_mail: MAILS,
  series_mail: MAILS,
  visit: COMMON,
  visit_mail: MAILS,
  hours_change: COMMON,
  series: COMMON,
  webhook: WEBHOOKS,
  keep_subscription: KEEPING,
  drop_subscriptions: SUBSCRIPTIONS,
  link_check: QUESTIONS,
  alert_hook: COMMON,
  preflight: { ...COMMON, retryLimit: 2 },
};

const SUPERVISE_SECONDS = 15;

const kept = globalThis as unknown as { carrelQueue?: Promise<PgBoss> };

/** The queue of this process, started once. Only the worker supervises (maintenance, schedules). */
export function queue(role: 'sender' | 'worker' = 'sender'): Promise<PgBoss> {
  kept.carrelQueue ??= (async () => {
    const boss = new PgBoss({
      connectionString: env().DATABASE_URL,
      max: role === 'worker' ? 4 : 2,
      supervise: role === 'worker',
      schedule: role === 'worker',
      // How soon a dead worker's job is noticed; left alone, pg-boss lets it lie for a quarter of an hour.
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
    });
    // Lost connections are retried by pg-boss itself; without a listener the process would end.
    boss.on('error', () => {});
    await boss.start();
    for (const [name, options] of Object.entries(QUEUES)) {
      await boss.createQueue(name, options);
      // A queue that an older version made keeps its rules otherwise.
      if (role === 'worker') await boss.updateQueue(name, options);
    }
    return boss;
  })();
  kept.carrelQueue.catch(() => {
    kept.carrelQueue = undefined;
  });
  return kept.carrelQueue;
}

export async function closeQueue(): Promise<void> {
  const running = kept.carrelQueue;
  kept.carrelQueue = undefined;
  if (running) await (await running).stop({ graceful: true, timeout: 5_000 });
}
