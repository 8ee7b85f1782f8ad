import { db } from '@/lib/db/client';
import { mirroredEvents } from '@/lib/db/mirrors';
import { GraphFailure } from '@/lib/graph/failure';
import { type GraphAddress, type MailboxProbe, mayWrite, probeMailbox } from '@/lib/graph/probe';
import { readView } from '@/lib/graph/view';
import type { RemoteEvent } from '@/lib/graph/wire';
import { failed, type PreflightLine, passed, unknown } from '@/lib/preflight';
import { addMinutes, DAY_MS, overlaps } from '@/lib/time/interval';
import { type LookAddress, testAddress } from './look-address';

/** So far ahead a room is looked through for meetings that lie over one another. */
const AHEAD_DAYS = 60;

export type TestRoom = { mailbox: string; tenantId: string; token: string; mode: 'delegated' | 'app' };

/**
 * One room with the rights that it would be kept with: readable, writable without writing anything, and what its calendar
 * gives away of its policy, which Graph itself does not tell (graph-calendar §5.2).
 */
export async function lookAtTestRoom(room: TestRoom, now: Date): Promise<PreflightLine[]> {
  const about = room.mailbox;
  const graph = testAddress(about, room.tenantId);
  try {
    const probe = await probeMailbox(graph, room.token, about);
    const writable = probe.canEdit && (room.mode === 'delegated' || (await mayWrite(graph, room.token, about)));
    return [
      passed('room_read', { about }),
      writable ? passed('room_write', { about }) : failed('room_write', 'room_read_only', { about }),
      await policyOf(graph, room, probe, now),
    ];
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    const rest = [unknown('room_write', 'earlier', { about }), unknown('room_policy', 'earlier', { about })];
    return [unreadable(error, about), ...rest];
  } finally {
    await graph.flush();
  }
}

function unreadable({ kind, code }: GraphFailure, about: string): PreflightLine {
  const more = { about, ...(code && { code }) };
  if (kind === 'throttled' || kind === 'unavailable') return unknown('room_read', 'away', more);
  return failed('room_read', kind === 'mailbox_missing' ? 'room_missing' : 'room_hidden', more);
}

/**
 * Two accepted meetings over one another prove that the room lets them; none proves nothing. Events of ours are written past
 * the room's attendant, so that they prove nothing either.
 */
async function policyOf(
  graph: LookAddress & GraphAddress,
  { mailbox, token }: TestRoom,
  { calendarId }: MailboxProbe,
  now: Date,
): Promise<PreflightLine> {
  const ahead = { start: now, end: addMinutes(now, (AHEAD_DAYS * DAY_MS) / 60_000) };
  const calendar = { mailbox, calendarId, isDefault: true };
  const found = await readView({ ...graph, accessToken: async () => token }, calendar, ahead);
  const events = found.flatMap((one) => (one.what === 'event' ? [one] : []));
  const isOurs = await mirroredEvents(
    db(),
    events.map(({ remoteId }) => remoteId),
  );
  const isOverlap = acceptsConflicts(events, isOurs);
  return isOverlap
    ? failed('room_policy', 'allows_conflicts', { about: mailbox })
    : unknown('room_policy', 'policy_hidden', { about: mailbox });
}

type Meeting = Pick<RemoteEvent, 'remoteId' | 'start' | 'end' | 'showAs' | 'cancelled'>;

/** Whether two meetings of others lie over one another; `ours`: ids of events that we wrote. */
export function acceptsConflicts(meetings: readonly Meeting[], ours: ReadonlySet<string>): boolean {
  const busy = meetings
    .filter(({ remoteId, cancelled, showAs }) => !cancelled && showAs === 'busy' && !ours.has(remoteId))
    .sort((a, b) => a.start.getTime() - b.start.getTime());
  return busy.some((one, at) => at > 0 && overlaps(one, busy[at - 1] ?? one));
}
