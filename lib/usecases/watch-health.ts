import { alertSettings } from '@/lib/db/alert-settings';
import { db, transaction } from '@/lib/db/client';
import { adminIds } from '@/lib/db/connection-mail';
import { type AlertFound, closeAlerts, endAlerts, seeAlerts, takeAlertNews } from '@/lib/db/health-alerts';
import { correctedSince, noteSample, sampledMinutes } from '@/lib/db/health-samples';
import { readIntegration } from '@/lib/db/integration';
import { noteLinkSamples } from '@/lib/db/link-samples';
import { enqueue } from '@/lib/db/outbox';
import { type LinkOverview, linkOverviews } from '@/lib/db/sync-overview';
import { linksWithUndecidedCases } from '@/lib/db/undecided-cases';
import { untakenWebhooks } from '@/lib/db/untaken-webhooks';
import { addMinutes, DAY_MS } from '@/lib/time/interval';
import { groupOf, type Situation, situationOf } from './sync-advice';

/** Of these their people hear by mails of their own, at once and again after days (sync-design §11). */
const OWN_MAIL: ReadonlySet<string> = new Set(['reconnect', 'blocked', 'registration', 'not_reachable']);

/** Each case has mails of its own; what nobody decides is `cases_undecided`. */
const NO_ALERT: ReadonlySet<Situation> = new Set(['cases_open']);

/** Not about Outlook: these go on while it is switched off. */
const BESIDE_OUTLOOK = ['webhooks_untaken'];

/** A write that waits so long is late, unless the calendar itself is known to be held up. */
const LATE_MINUTES = 15;

/**
 * On a timer: notes how all calendars stand, and tells of what needs a person, once, and again when it is over. What is
 * told where is for the admins to say. Safe in several workers at once.
 */
export async function watchHealth(now: Date): Promise<void> {
  const isActive = (await readIntegration(db()))?.state === 'active';
  if (!isActive) await closeAlerts(db(), now, BESIDE_OUTLOOK);
  const found = isActive ? await watchCalendars(now) : [];
  if ((await untakenWebhooks(db(), now)).programs > 0) found.push({ kind: 'webhooks_untaken', linkId: null });
  if (found.length > 0) await seeAlerts(db(), found, now);
  await endAlerts(db(), now);
  await tell(now);
}

async function watchCalendars(now: Date): Promise<AlertFound[]> {
  const rows = (await linkOverviews(db(), now)).map((link) => ({ link, situation: situationOf(link, 'active') }));
  await transaction(async (tx) => {
    if (!(await noteSample(tx, sampleOf(rows, now), now))) return;
    await noteLinkSamples(tx, rows.filter(isRead).map(linkOf), sampledMinutes(now));
  });
  const found = rows.flatMap(({ link, situation }) => conditionsOf(link, situation, now));
  // However many calendars wait for it, it is one thing to mend.
  if (rows.some(({ situation }) => situation === 'registration')) found.push({ kind: 'registration', linkId: null });
  for (const linkId of await linksWithUndecidedCases(db(), now)) found.push({ kind: 'cases_undecided', linkId });
  if (await correctedSince(db(), new Date(now.getTime() - DAY_MS))) found.push({ kind: 'corrected', linkId: null });
  return found;
}

type Row = { link: LinkOverview; situation: Situation };

/** What a person paused, and what is being emptied, is not read on purpose. */
const isRead = ({ situation }: Row) => situation !== 'paused_by_person' && situation !== 'closing';
const linkOf = ({ link }: Row) => link;

function sampleOf(rows: readonly Row[], now: Date) {
  const read = rows.filter(isRead);
  const oldest = rows.flatMap(({ link }) => (link.oldestDueAt ? [link.oldestDueAt.getTime()] : []));
  return {
    waiting: rows.reduce((total, { link }) => total + link.due, 0),
    oldestSeconds: oldest.length === 0 ? 0 : Math.max(0, now.getTime() - Math.min(...oldest)) / 1_000,
    lagSeconds: Math.max(0, ...read.map(({ link }) => link.lagSeconds)),
    attention: rows.filter(({ situation }) => groupOf(situation) === 'attention').length,
  };
}

function conditionsOf({ linkId, oldestDueAt }: LinkOverview, situation: Situation, now: Date): AlertFound[] {
  const group = groupOf(situation);
  const isLate = oldestDueAt !== null && oldestDueAt < addMinutes(now, -LATE_MINUTES);
  return [
    ...(group === 'attention' && !NO_ALERT.has(situation) ? [{ kind: situation, linkId }] : []),
    // Anything else says itself why its writes wait.
    ...(isLate && ['writing', 'beginning', 'cases_open', 'not_told'].includes(situation)
      ? [{ kind: 'writes_late', linkId }]
      : []),
  ];
}

const tell = (now: Date): Promise<void> =>
  transaction(async (tx) => {
    const news = await takeAlertNews(tx, now);
    if (news.began.length + news.ended.length === 0) return;
    const { byMail, hookHost } = await alertSettings(tx);
    if (hookHost !== null) await enqueue(tx, { kind: 'alert_hook', alerts: news });
    if (!byMail) return;
    const untold = await tx.healthAlert.findMany({
      where: { id: { in: news.began }, kind: { notIn: [...OWN_MAIL] } },
      select: { id: true },
    });
    const mail = { template: 'health_alert' as const, began: untold.map(({ id }) => id), ended: news.ended };
    if (mail.began.length + mail.ended.length === 0) return;
    for (const personId of await adminIds(tx))
      await enqueue(tx, { kind: 'connection_mail', mail: { ...mail, personId } });
  });
