import type { ClientCredential } from '@/lib/client-credential';
import type { Tx } from '@/lib/db/client';
import { isBlockedByPolicy } from '@/lib/db/connections';
import { enqueue } from '@/lib/db/outbox';
import { DAY_MS } from '@/lib/time/interval';

/** Who can mend the registration. */
export async function adminIds(tx: Tx): Promise<number[]> {
  const rows = await tx.person.findMany({ where: { role: 'admin', disabledAt: null }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Microsoft refuses a connection: its owner and the admins hear of it, each once; `day` counts from the refusal. */
export async function mailAboutConnection(tx: Tx, connectionId: number, day: number): Promise<void> {
  const connection = await tx.syncConnection.findUnique({ where: { id: connectionId }, select: { ownerId: true } });
  if (!connection) return;
  for (const personId of new Set([connection.ownerId, ...(await adminIds(tx))])) {
    await enqueue(tx, {
      kind: 'connection_mail',
      mail: { template: 'connection_lost', personId, connectionId, day },
    });
  }
}

/** The registration is another one: whoever connected has to do so again, and alone hears of it at once. */
export async function mailOwnerOfConnection(tx: Tx, connectionId: number): Promise<void> {
  const connection = await tx.syncConnection.findUnique({ where: { id: connectionId }, select: { ownerId: true } });
  if (!connection) return;
  const mail = { template: 'connection_lost' as const, personId: connection.ownerId, connectionId, day: 0 };
  await enqueue(tx, { kind: 'connection_mail', mail });
}

/** Microsoft refuses the registration: the admins alone can do something about it. */
export async function mailAboutRegistration(tx: Tx): Promise<void> {
  for (const personId of await adminIds(tx)) {
    await enqueue(tx, { kind: 'connection_mail', mail: { template: 'registration_refused', personId } });
  }
}

export async function mailAboutSecret(tx: Tx, days: number): Promise<void> {
  for (const personId of await adminIds(tx)) {
    await enqueue(tx, { kind: 'connection_mail', mail: { template: 'secret_ends', personId, days } });
  }
}

/** Nothing stopped, but one of the two is used up: the admins are to take it away, and to add another. */
export async function mailAboutTakeOver(tx: Tx, kinds: Record<'from' | 'to', ClientCredential['kind']>): Promise<void> {
  for (const personId of await adminIds(tx)) {
    const mail = { template: 'credential_took_over' as const, personId, ...kinds };
    await enqueue(tx, { kind: 'connection_mail', mail });
  }
}

/** Days after a refusal on which it is said again (sync-design §11). */
const REMINDER_DAYS = [1, 3, 7] as const;

/** The reminder that is due after so many were `said`, and how many that makes; null: none is. */
export function dueReminder(brokenAt: Date, said: number, now: Date): { day: number; said: number } | null {
  const days = (now.getTime() - brokenAt.getTime()) / DAY_MS;
  const due = REMINDER_DAYS.filter((day) => day <= days);
  const day = due.at(-1);
  return day === undefined || due.length <= said ? null : { day, said: due.length };
}

/**
 * Takes the reminders that are due; each is handed out once, whoever asks. After a long silence only the last of those
 * that were missed is said.
 */
export async function takeReminders(tx: Tx, now: Date): Promise<{ connectionId: number; day: number }[]> {
  const broken = await tx.syncConnection.findMany({
    where: { status: 'needs_reauth', brokenAt: { not: null } },
    select: { id: true, brokenAt: true, reminders: true },
  });
  const taken: { connectionId: number; day: number }[] = [];
  for (const { id, brokenAt, reminders } of broken) {
    const due = dueReminder(brokenAt ?? now, reminders, now);
    if (!due) continue;
    const where = { id, status: 'needs_reauth' as const, reminders };
    const { count } = await tx.syncConnection.updateMany({ where, data: { reminders: due.said } });
    if (count === 1) taken.push({ connectionId: id, day: due.day });
  }
  return taken;
}

export type ConnectionForMail = {
  to: { name: string; address: string; locale: string };
  libraryName: string;
  /** The library's own zone, for dates. */
  timeZone: string;
  secretExpiresOn: Date | null;
  /** What of it ends then. */
  credentialKind: 'secret' | 'certificate';
  /** By which code Microsoft refused the registration at the last test. */
  checkCode: string | null;
  connection: {
    purpose: 'own' | 'rooms';
    account: string;
    ownerName: string;
    isOwner: boolean;
    status: string;
    /** The organisation's sign-in rules refuse it. */
    blocked: boolean;
    /** What Microsoft said, as the connection remembers it. */
    reason: string | null;
    spaces: number;
  } | null;
};

/** Null: the person is gone, or has no account any more. */
export async function connectionForMail(
  tx: Tx,
  personId: number,
  connectionId: number | null,
): Promise<ConnectionForMail | null> {
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { name: true, email: true, locale: true, disabledAt: true },
  });
  const library = await tx.library.findUnique({ where: { id: 1 }, select: { name: true } });
  if (!person || person.disabledAt || !library) return null;
  const location = await tx.location.findFirst({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  const integration = await tx.integration.findUnique({
    where: { id: 1 },
    select: { secretExpiresOn: true, checkCode: true, credentialKind: true },
  });
  const row =
    connectionId === null
      ? null
      : await tx.syncConnection.findUnique({
          where: { id: connectionId },
          include: {
            owner: { select: { name: true } },
            _count: { select: { links: { where: { state: { not: 'unlinked' } } } } },
          },
        });
  return {
    to: { name: person.name, address: person.email, locale: person.locale },
    libraryName: library.name,
    timeZone: location?.timeZone ?? 'UTC',
    ...{ secretExpiresOn: integration?.secretExpiresOn ?? null, checkCode: integration?.checkCode ?? null },
    credentialKind: integration?.credentialKind === 'certificate' ? 'certificate' : 'secret',
    connection: row && {
      ...{ purpose: row.purpose, account: row.principalName, ownerName: row.owner.name, status: row.status },
      ...{ isOwner: row.ownerId === personId, spaces: row._count.links, blocked: isBlockedByPolicy(row) },
      reason: row.statusReason,
    },
  };
}
