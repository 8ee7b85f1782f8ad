import type { Link } from '@/lib/db/link-rows';
import type { CalendarAddress } from '@/lib/graph/calendar-path';
import type { GraphSession } from '@/lib/graph/client';
import { accessToken } from './access-token';
import { type CallHooks, type CallPurpose, callHooks } from './call-hooks';

/** Where requests go and by which clock; tests and the convergence run bring their own. */
export type SyncWorld = {
  clock: () => Date;
  fetch?: typeof fetch;
  /** 0…1, for jitter. */
  random?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** Token refreshes under way in this process. */
  refreshes?: Map<string, Promise<string>>;
};

export const realWorld: SyncWorld = { clock: () => new Date() };

export type LinkSession = GraphSession & Pick<CallHooks, 'flush' | 'noteFind'>;

type Whose = { id: number | null; connectionId: number; mailboxOid: string; connection: { tenantId: string } };

type About = Omit<CallPurpose, 'isFarewell'> & {
  /** The token that stayed behind to delete a subscription: asked with whatever the switch says (§11). */
  farewell?: string;
};

/** Requests in the name of a link, or of a connection that is to be linked, inside all that stands around them. */
export function openSession(link: Whose, { farewell, ...about }: About, world: SyncWorld = realWorld): LinkSession {
  const place = { linkId: link.id, mailbox: link.mailboxOid, tenantId: link.connection.tenantId };
  return {
    clock: world.clock,
    ...(world.fetch && { fetch: world.fetch }),
    accessToken: async (rejected) =>
      farewell ??
      accessToken(link.connectionId, world.clock(), { rejected, fetch: world.fetch, underWay: world.refreshes }),
    ...callHooks(place, { ...about, isFarewell: farewell !== undefined }, world),
  };
}

export const calendarOf = (link: Pick<Link, 'mailboxOid' | 'calendarId' | 'isDefaultCalendar'>): CalendarAddress => ({
  mailbox: link.mailboxOid,
  calendarId: link.calendarId,
  isDefault: link.isDefaultCalendar,
});
