import type { Tx } from '@/lib/db/client';
import { adminIds, dueReminder } from '@/lib/db/connection-mail';
import { BY_PERSON } from '@/lib/db/link-pauses';
import { enqueue } from '@/lib/db/outbox';

/**
 * Microsoft refuses a calendar: admins hear of it, and the person whose own it is; `day` counts from the refusal. What is said
 * is what is known `afterSeconds` from now.
 */
export async function mailAboutPause(tx: Tx, linkId: number, day: number, afterSeconds = 0): Promise<void> {
  const link = await tx.calendarLink.findUnique({
    where: { id: linkId },
    select: { resource: { select: { personId: true } } },
  });
  if (!link) return;
  const own = link.resource.personId;
  for (const personId of new Set([...(own === null ? [] : [own]), ...(await adminIds(tx))])) {
    const mail = { template: 'calendar_paused' as const, personId, linkId, day };
    await enqueue(tx, { kind: 'connection_mail', mail, afterSeconds });
  }
}

/** As {@link takeReminders}, for calendars that Microsoft refuses; not while their account itself waits for somebody. */
export async function takePauseReminders(tx: Tx, now: Date): Promise<{ linkId: number; day: number }[]> {
  const refused = {
    ...{ state: 'paused' as const, stateReason: { not: BY_PERSON }, brokenAt: { not: null } },
    connection: { status: 'active' as const },
  };
  const broken = await tx.calendarLink.findMany({
    where: refused,
    select: { id: true, brokenAt: true, reminders: true },
  });
  const taken: { linkId: number; day: number }[] = [];
  for (const { id, brokenAt, reminders } of broken) {
    const due = dueReminder(brokenAt ?? now, reminders, now);
    if (!due) continue;
    const { count } = await tx.calendarLink.updateMany({
      where: { id, reminders, ...refused },
      data: { reminders: due.said },
    });
    if (count === 1) taken.push({ linkId: id, day: due.day });
  }
  return taken;
}

export type PausedLink = {
  resourceId: number;
  resourceName: string;
  kind: 'space' | 'person';
  mailbox: string;
  reason: string | null;
};

/** What the mail says of it; null: it is not paused any more, or a person did it. */
export async function pausedLinkForMail(tx: Tx, linkId: number): Promise<PausedLink | null> {
  const row = await tx.calendarLink.findFirst({
    where: { id: linkId, state: 'paused', stateReason: { not: BY_PERSON } },
    select: { mailboxAddress: true, stateReason: true, resource: { select: { id: true, name: true, kind: true } } },
  });
  if (!row) return null;
  const { id: resourceId, name: resourceName, kind } = row.resource;
  return { resourceId, resourceName, kind, mailbox: row.mailboxAddress, reason: row.stateReason };
}
