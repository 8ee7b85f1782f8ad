import type { Tx } from '@/lib/db/client';
import { type ChangeMode, type LinkState, Prisma } from '@/lib/db/generated/client';

/** One resource tied to one calendar, with what its keeper needs of resource and connection. */
export type Link = {
  id: number;
  connectionId: number;
  resourceId: number;
  resourceKind: 'space' | 'person';
  resourceName: string;
  /** IANA name of the resource's location: all-day events are dates there. */
  timeZone: string;
  /** A GUID, or an address where the directory could not be read. */
  mailboxOid: string;
  mailboxAddress: string;
  calendarId: string;
  calendarName: string;
  isDefaultCalendar: boolean;
  /** Bookings are written there. */
  writes: boolean;
  /** Its busy time closes slots. */
  reads: boolean;
  changeMode: ChangeMode;
  state: LinkState;
  stateReason: string | null;
  showAsPolicy: unknown;
  horizonDays: number;
  /** Raised to demand a full read. */
  generation: number;
  dirtySeq: number;
  pulledSeq: number;
  /** When it was first marked since the last round. */
  dirtyAt: Date | null;
  lastPullOkAt: Date | null;
  lastPushOkAt: Date | null;
  /** The whole window, and the next two weeks, were last compared with a plain listing. */
  lastSweepAt: Date | null;
  lastNearSweepAt: Date | null;
  /** Something of it was lost on the way to us: it is to be compared now. */
  sweepAskedAt: Date | null;
  /** What such comparisons had to put right, ever. */
  corrections: number;
  /** 'listing' where the calendar refuses delta. */
  changeSource: string;
  pullFailures: number;
  /** Rows of it could not be read and are asked for again. */
  hasSetAside: boolean;
  connection: {
    mode: 'delegated' | 'app';
    purpose: 'own' | 'rooms';
    tenantId: string;
    principalOid: string;
    status: 'active' | 'needs_reauth' | 'app_error' | 'disabled';
  };
};

type Row = Omit<Link, 'connection'> & {
  mode: Link['connection']['mode'];
  purpose: Link['connection']['purpose'];
  tenantId: string;
  principalOid: string;
  status: Link['connection']['status'];
};

/** One query for links with all that belongs to them: each round of each calendar begins with it. */
async function linksWhere(tx: Tx, condition: Prisma.Sql): Promise<Link[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT link.id, link.connection_id AS "connectionId", link.resource_id AS "resourceId",
      resource.kind::text AS "resourceKind", resource.name AS "resourceName", location.time_zone AS "timeZone",
      link.mailbox_oid AS "mailboxOid", link.mailbox_address AS "mailboxAddress", link.calendar_id AS "calendarId",
      link.calendar_name AS "calendarName", link.is_default_calendar AS "isDefaultCalendar", link.writes, link.reads,
      link.change_mode::text AS "changeMode", link.state::text AS state, link.state_reason AS "stateReason",
      link.show_as_policy AS "showAsPolicy", link.horizon_days AS "horizonDays", link.generation,
      link.dirty_seq AS "dirtySeq", link.pulled_seq AS "pulledSeq", link.dirty_at AS "dirtyAt", link.last_pull_ok_at AS "lastPullOkAt",
      link.last_push_ok_at AS "lastPushOkAt", link.last_sweep_at AS "lastSweepAt",
      link.last_near_sweep_at AS "lastNearSweepAt", link.sweep_asked_at AS "sweepAskedAt", link.corrections, link.change_source AS "changeSource",
      link.pull_failures AS "pullFailures",
      EXISTS (SELECT FROM skipped_item WHERE skipped_item.link_id = link.id) AS "hasSetAside",
      connection.mode::text AS mode, connection.purpose::text AS purpose, connection.tenant_id AS "tenantId",
      connection.principal_oid AS "principalOid", connection.status::text AS status
    FROM calendar_link link
    JOIN sync_connection connection ON connection.id = link.connection_id
    JOIN resource ON resource.id = link.resource_id
    JOIN category ON category.id = resource.category_id
    JOIN location ON location.id = category.location_id
    WHERE ${condition}`;
  return rows.map(({ mode, purpose, tenantId, principalOid, status, ...link }) => ({
    ...link,
    connection: { mode, purpose, tenantId, principalOid, status },
  }));
}

export async function readLink(tx: Tx, linkId: number): Promise<Link | null> {
  return (await linksWhere(tx, Prisma.sql`link.id = ${linkId}`))[0] ?? null;
}

/** The links of a resource that are not unlinked, the one that writes first. */
export const openLinksOfResource = (tx: Tx, resourceId: number): Promise<Link[]> =>
  linksWhere(
    tx,
    Prisma.sql`link.resource_id = ${resourceId} AND link.state <> 'unlinked' ORDER BY link.writes DESC, link.id`,
  );

export const openLinksOfConnection = (tx: Tx, connectionId: number): Promise<Link[]> =>
  linksWhere(tx, Prisma.sql`link.connection_id = ${connectionId} AND link.state <> 'unlinked' ORDER BY link.id`);

export const allOpenLinks = (tx: Tx): Promise<Link[]> =>
  linksWhere(tx, Prisma.sql`link.state <> 'unlinked' ORDER BY link.id`);
