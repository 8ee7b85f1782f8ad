import { tellOfCases } from '@/lib/db/case-notices';
import { openConflict, renewEditCase, resolveConflictsOfBooking } from '@/lib/db/conflicts';
import { demandFullRead } from '@/lib/db/links';
import { type Mirror, saveMirror } from '@/lib/db/mirrors';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { deleteEvent, getEvent } from '@/lib/graph/events';
import { findAll, identityOf } from './find-event';
import { isSurelyMissing } from './look-twice';
import type { Evidence } from './plan-remote-edit';
import { fenced, fencedLast, intentOf, type Push, type PushFacts } from './push-facts';
import { GONE, saveMirrorOf } from './save-mirror-of';

/**
 * The booking is not in this calendar any more: its event goes, and with it what was to be decided about it. Not found by
 * id is no proof: it may have a new one, or nobody may see the calendar now. True: something was taken away there.
 */
export async function remove(push: Push, facts: PushFacts, remoteId: string): Promise<boolean> {
  const { session, link, job, world } = push;
  const known = await getEvent(session, link.mailboxOid, remoteId);
  const events = known ? [known] : await findOurs(push, facts);
  const series = events.find(({ type }) => type !== 'singleInstance');
  if (series) {
    await handOver(push, series.remoteId);
    return false;
  }
  if (events.length === 0 && !(await isSurelyMissing(push, facts.mirror))) return false;
  for (const event of events) await deleteEvent(session, link.mailboxOid, event.remoteId);
  await fenced(push, async (tx) => {
    await saveMirror(tx, link.id, job.bookingId, GONE);
    await resolveConflictsOfBooking(tx, link.id, job.bookingId, 'booking_over', world.clock());
  });
  return events.length > 0;
}

/** A person's copy may carry our marker: only what our create made is ours to take away (§6). */
async function findOurs(push: Push, facts: PushFacts) {
  const { transactionId } = identityOf(push, facts.mirror?.epoch ?? 1);
  const marked = await findAll(push, facts);
  return marked.filter((event) => event.transactionId?.toLowerCase() === transactionId);
}

/**
 * A person made a series of it: to delete that would take times away that are theirs (sync-design §7, rule 7). From now on
 * all of it is, and staff hear that one of its times is still closed in Outlook.
 */
async function handOver(push: Push, remoteId: string): Promise<void> {
  const { link, job, world } = push;
  const { id: linkId, resourceId } = link;
  const now = world.clock();
  await fencedLast(push, async (tx) => {
    const booking = await lockWholeBooking(tx, job.bookingId);
    const at = booking?.items[0];
    // A booking is made and moved with its items in one transaction, and nothing that has jobs is deleted.
    if (!at) throw new Error('a booking without items');
    await saveMirror(tx, linkId, job.bookingId, GONE);
    const ours = { start: at.start.toISOString(), end: at.end.toISOString(), showAs: 'free' };
    const evidence: Evidence = { ours, theirs: { ...ours, showAs: 'busy', recurring: true } };
    const about = { linkId, resourceId, bookingId: job.bookingId, remoteId };
    const isOpen = await renewEditCase(tx, linkId, job.bookingId, { kind: 'mirror_repeats', remoteId, evidence });
    if (!isOpen) await openConflict(tx, { ...about, kind: 'mirror_repeats', evidence, policy: 'ask' }, now);
    await tellOfCases(tx, linkId, now);
    // Its time at the booking's own hours was left out so far, and delta will not tell of it again.
    await demandFullRead(tx, [linkId]);
  });
}

/** Nothing stands there, so there is nothing to take away. */
export const forget = (push: Push, mirror: Mirror | null): Promise<void> =>
  saveMirrorOf(push, GONE, (mirror && intentOf(mirror)?.content) ?? null);
