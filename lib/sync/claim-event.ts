import type { Mirror } from '@/lib/db/mirrors';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import type { RemoteEvent } from '@/lib/graph/wire';
import { adoptEvent } from './adopt-event';
import { applyRemoteEdit } from './apply-remote-edit';
import type { OwnedFields } from './owned-fields';
import { planRemoteEdit } from './plan-remote-edit';
import { fencedLast, type Push, type PushFacts } from './push-facts';

/**
 * This event is the booking's: made, or found again. `base`: what it said when we knew of it last; what a person did to it
 * since is answered in the same transaction.
 */
export async function claimEvent(push: Push, facts: PushFacts, event: RemoteEvent, base: OwnedFields): Promise<void> {
  const { link, job, world } = push;
  const now = world.clock();
  const agreedAt = facts.strict ? null : now;
  await fencedLast(push, async (tx) => {
    await lockWholeBooking(tx, job.bookingId);
    await adoptEvent(tx, link, job.bookingId, event, base, agreedAt, now);
    const { autoRestores = 0, restoredAt = null } = facts.mirror ?? {};
    const edited = { base, sent: null, autoRestores, restoredAt };
    const edit = planRemoteEdit(edited, event, link.resourceKind, now);
    if (edit.edit === 'none') return;
    const mirror = { ...identityRow(push, facts, base), remoteId: event.remoteId };
    await applyRemoteEdit(tx, link, mirror, edited, edit, now);
  });
}

const identityRow = ({ link, job }: Push, { mirror }: PushFacts, base: OwnedFields): Mirror => ({
  ...{
    linkId: link.id,
    bookingId: job.bookingId,
    transactionId: mirror?.transactionId ?? '',
    epoch: mirror?.epoch ?? 1,
  },
  ...{
    remoteId: null,
    lastRemoteId: null,
    etag: null,
    base,
    intentBody: null,
    state: 'live',
    intentAt: null,
    agreedAt: null,
  },
  ...{ autoRestores: mirror?.autoRestores ?? 0, restoredAt: mirror?.restoredAt ?? null },
});
