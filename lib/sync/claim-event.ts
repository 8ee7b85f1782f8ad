import type { Tx } from '@/lib/db/client';
import type { Link } from '@/lib/db/link-rows';
import { readMirror } from '@/lib/db/mirrors';
import { meetingMade } from '@/lib/db/online-meetings';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import type { RemoteEvent } from '@/lib/graph/wire';
import { adoptEvent } from './adopt-event';
import { applyRemoteEdit } from './apply-remote-edit';
import type { OwnedFields } from './owned-fields';
import { planRemoteEdit } from './plan-remote-edit';
import { fencedLast, intentOf, type Push, type PushFacts } from './push-facts';
import { standingFields } from './standing-fields';

/**
 * This event is the booking's: made, or found again. `base`: what it said when we knew of it last; what a person did to it
 * since is answered in the same transaction. `joinUrl`: of its Teams meeting, where the answer told it.
 */
export async function claimEvent(
  push: Push,
  facts: PushFacts,
  event: RemoteEvent,
  base: OwnedFields,
  joinUrl: string | null = null,
): Promise<void> {
  const { link, job, world } = push;
  const now = world.clock();
  const sent = facts.mirror ? (intentOf(facts.mirror)?.content ?? null) : null;
  const claim = { base, sent, wanted: facts.wanted, agreedAt: facts.strict ? null : now };
  await fencedLast(push, async (tx) => {
    await lockWholeBooking(tx, job.bookingId);
    await adoptWhereItStands(tx, link, job.bookingId, event, claim, now);
    if (joinUrl) await meetingMade(tx, job.bookingId, joinUrl);
  });
}

/** `sent`: what was written last and perhaps not answered; `wanted`: what the booking says, where that is known. */
type Claim = { base: OwnedFields; sent: OwnedFields | null; wanted: OwnedFields | null; agreedAt: Date | null };

/**
 * Adopts the event and answers what a person did to it before we knew its id: it may stand elsewhere than we wrote it, and
 * nobody will tell again. Locks the booking's resources, so a caller that holds a fence checks it last.
 */
export async function adoptWhereItStands(
  tx: Tx,
  link: Pick<Link, 'id' | 'resourceId' | 'resourceKind'>,
  bookingId: number,
  event: RemoteEvent,
  { base, sent, wanted, agreedAt }: Claim,
  now: Date,
): Promise<void> {
  const before = await readMirror(tx, link.id, bookingId);
  const { autoRestores = 0, restoredAt = null } = before ?? {};
  const known = { base, sent, autoRestores, restoredAt };
  const edit = planRemoteEdit(known, event, link.resourceKind, now);
  const stands = edit.edit === 'none' ? standingFields(base, sent, event, wanted ?? base) : base;
  await adoptEvent(tx, link, bookingId, event, stands, agreedAt, now);
  const mirror = edit.edit === 'none' ? null : await readMirror(tx, link.id, bookingId);
  if (edit.edit !== 'none' && mirror) await applyRemoteEdit(tx, link, mirror, known, edit, now);
}
