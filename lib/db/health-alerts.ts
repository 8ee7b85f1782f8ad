import type { AlertNews } from '@/lib/db/alert-news';
import type { Tx } from '@/lib/db/client';
import { addMinutes } from '@/lib/time/interval';

/** A condition that needs a person; `linkId` null: of no one calendar. */
export type AlertFound = { kind: string; linkId: number | null };

export type AlertRow = AlertFound & {
  id: number;
  /** Null: of no one calendar. */
  name: string | null;
  since: Date;
  toldAt: Date | null;
  endedAt: Date | null;
};

/** What lasts shorter is told to nobody. */
const TOLD_AFTER_MINUTES = 5;
/** Not seen for so long it is over: what comes and goes is one alert. */
const OVER_AFTER_MINUTES = 10;
/** A disturbance reaches one calendar after another: what follows in this time waits, to be told together. */
const TOGETHER_MINUTES = 10;

/** Opens what is new, keeps what is still there. Safe in several workers at once. */
export async function seeAlerts(tx: Tx, found: readonly AlertFound[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO health_alert (kind, link_id, since, last_seen_at)
    SELECT kind, nullif(link, 0), ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${found.map(({ kind }) => kind)}::text[], ${found.map(({ linkId }) => linkId ?? 0)}::int[]) AS f (kind, link)
    ORDER BY 1, 2
    ON CONFLICT (kind, coalesce(link_id, 0)) WHERE ended_at IS NULL DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at`;
}

/** Ends what has not been seen for a while. Whatever nobody was told of leaves no trace. */
export async function endAlerts(tx: Tx, now: Date): Promise<void> {
  const gone = { endedAt: null, lastSeenAt: { lt: addMinutes(now, -OVER_AFTER_MINUTES) } };
  await tx.healthAlert.deleteMany({ where: { ...gone, toldAt: null } });
  await tx.$executeRaw`
    UPDATE health_alert SET ended_at = last_seen_at
    WHERE ended_at IS NULL AND last_seen_at < ${addMinutes(now, -OVER_AFTER_MINUTES)}::timestamptz`;
}

/**
 * Nothing is asked of Microsoft any more, by somebody's choice: what was open is over, and nobody is told of that. `but`:
 * kinds that have nothing to do with it.
 */
export async function closeAlerts(tx: Tx, now: Date, but: readonly string[]): Promise<void> {
  const open = { endedAt: null, kind: { notIn: [...but] } };
  await tx.healthAlert.deleteMany({ where: { ...open, toldAt: null } });
  await tx.healthAlert.updateMany({ where: open, data: { endedAt: now, overToldAt: now } });
}

/** Takes what is to be told now; each is handed out once, whoever asks. */
export async function takeAlertNews(tx: Tx, now: Date): Promise<AlertNews> {
  const recent = addMinutes(now, -TOGETHER_MINUTES);
  const told = await tx.healthAlert.findFirst({
    where: { OR: [{ toldAt: { gt: recent } }, { overToldAt: { gt: recent } }] },
    select: { id: true },
  });
  if (told) return { began: [], ended: [] };
  const began = await tx.healthAlert.updateManyAndReturn({
    where: {
      ...{ toldAt: null, endedAt: null, since: { lte: addMinutes(now, -TOLD_AFTER_MINUTES) } },
      // Seen in this very turn, or a later one of another worker's.
      lastSeenAt: { gte: now },
    },
    data: { toldAt: now },
    select: { id: true },
  });
  const ended = await tx.healthAlert.updateManyAndReturn({
    where: { endedAt: { not: null }, overToldAt: null },
    data: { overToldAt: now },
    select: { id: true },
  });
  return { began: began.map(({ id }) => id), ended: ended.map(({ id }) => id) };
}

const select = {
  ...{ id: true, kind: true, linkId: true, since: true, toldAt: true, endedAt: true },
  link: { select: { resource: { select: { name: true } } } },
} as const;

type Selected = Omit<AlertRow, 'name'> & { link: { resource: { name: string } } | null };

const asRow = ({ link, ...row }: Selected): AlertRow => ({ ...row, name: link?.resource.name ?? null });

export async function alertsByIds(tx: Tx, ids: readonly number[]): Promise<AlertRow[]> {
  return (await tx.healthAlert.findMany({ where: { id: { in: [...ids] } }, select, orderBy: { id: 'asc' } })).map(
    asRow,
  );
}

/** Open ones, the oldest first, or ended ones, the latest first. */
export async function listAlerts(tx: Tx, what: 'open' | 'ended', take: number): Promise<AlertRow[]> {
  const rows = await tx.healthAlert.findMany({
    where: { endedAt: what === 'open' ? null : { not: null } },
    orderBy: what === 'open' ? { since: 'asc' } : { endedAt: 'desc' },
    ...{ take, select },
  });
  return rows.map(asRow);
}

export async function dropOldAlerts(tx: Tx, before: Date): Promise<void> {
  await tx.healthAlert.deleteMany({ where: { endedAt: { lt: before } } });
}
