import { BY_PERSON, WRITE_DENIED } from '@/lib/db/link-pauses';
import type { Link } from '@/lib/db/link-rows';

/** Why a person's calendar is not read or written as it should be; each has words and at most one thing to do. */
export type LinkTrouble = 'gone' | 'denied' | 'write_denied' | 'by_person' | 'unread' | 'doubted';

const PAUSED: Record<string, LinkTrouble> = {
  ...{ [BY_PERSON]: 'by_person', [WRITE_DENIED]: 'write_denied' },
  // A calendar that was removed and one that is not shared any more answer alike.
  ...{ not_found: 'gone', mailbox_missing: 'gone' },
};

/** Null: nothing is wrong with it, or what is wrong is said of the whole connection. */
export function linkTrouble({
  state,
  stateReason,
  connection,
}: Pick<Link, 'state' | 'stateReason'> & {
  connection: Pick<Link['connection'], 'status'>;
}): LinkTrouble | null {
  if (connection.status !== 'active') return null;
  if (state === 'paused') return PAUSED[stateReason ?? ''] ?? 'denied';
  if (state !== 'degraded') return null;
  return stateReason === 'unbelievable' ? 'doubted' : 'unread';
}
