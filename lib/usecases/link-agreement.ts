import type { CalendarState } from '@/lib/booking/types';
import type { LinkHealth } from '@/lib/db/link-health';
import { isDisabled } from '@/lib/db/link-pauses';
import type { Link } from '@/lib/db/link-rows';

/** Nothing is kept in step there, by somebody's choice. */
const GONE = new Set<Link['state']>(['closing', 'unlinked']);

/**
 * The state of agreement of one calendar, for its mark. Disabled by a person it is "not connected": nobody is waited for.
 * Whatever a person has to look at comes before what is merely under way.
 */
export function linkAgreement(link: Link | null, health: LinkHealth, integration: string | undefined): CalendarState {
  if (!link || integration !== 'active' || GONE.has(link.state) || isDisabled(link)) return 'not_connected';
  if (link.connection.status === 'disabled') return 'not_connected';
  if (link.connection.status !== 'active' || link.state === 'degraded' || link.state === 'paused')
    return 'needs_person';
  if (health.dead > 0 || health.openConflicts > 0) return 'needs_person';
  return link.state === 'live' && health.due === 0 ? 'agreed' : 'on_its_way';
}
