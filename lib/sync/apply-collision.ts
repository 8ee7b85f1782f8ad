import { showAsOf } from '@/lib/booking/closes-time';
import { syncPolicy } from '@/lib/booking/sync-policy';
import { bookingById } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';
import { openConflict } from '@/lib/db/conflicts';
import type { Link } from '@/lib/db/link-rows';
import { readMirror } from '@/lib/db/mirrors';
import { enqueue } from '@/lib/db/outbox';
import { recordAnswer } from '@/lib/db/record-answer';
import { lockWholeBooking, withdrawBooking } from '@/lib/db/remote-confirmation';
import { resourceById } from '@/lib/db/resources';
import { planCollisionAnswer } from './plan-collision-answer';
import type { CollisionAction } from './plan-collisions';

type Opened = Extract<CollisionAction, { do: 'open_conflict' }>;

/**
 * A foreign event over a promised booking, answered as the resource's policy says (sync-design §7). Whoever called tells
 * of the cases once all of a round are open, so that one series is one mail.
 */
export async function applyCollision(tx: Tx, link: Link, collision: Opened, now: Date): Promise<void> {
  const { id: linkId, resourceId, resourceKind } = link;
  const { bookingId, remoteId, seriesMasterId, isMeeting } = collision;
  const { foreign } = syncPolicy(resourceKind, (await resourceById(tx, resourceId))?.syncPolicy);
  const isFirst = link.lastPullOkAt === null;
  const seen = await bookingById(tx, bookingId);
  const isRoomOfAppointment = resourceKind === 'space' && (seen?.items ?? []).some(({ kind }) => kind === 'person');
  const answer = planCollisionAnswer({ foreign, isMeeting, isFirst, isRoomOfAppointment });
  const booking = answer === 'outlook_wins' ? await lockWholeBooking(tx, bookingId) : seen;
  // Another event of the same round may have ended it.
  if (!booking || showAsOf(booking.status) === null) return;
  // Our own event, moved before we knew its id, looks like a foreign one: nobody loses a room to it (I7). Once it is known
  // which event is ours, this one is judged again.
  const mirror = answer === 'outlook_wins' ? await readMirror(tx, linkId, bookingId) : null;
  if (mirror?.state === 'creating' || mirror?.state === 'detached') return;
  const kind = 'foreign_over_booking';
  const ages = { createdAt: booking.createdAt.toISOString(), changedAt: booking.changedAt.toISOString() };
  const evidence = { ours: { ...collision.evidence.ours, ...ages }, theirs: collision.evidence.theirs };
  const caseKey = seriesMasterId ? `series:${linkId}:${seriesMasterId}` : `event:${linkId}:${remoteId}`;
  const row = {
    linkId,
    resourceId,
    bookingId,
    remoteId,
    kind,
    evidence,
    policy: answer,
    caseKey,
    quietly: isFirst,
  } as const;
  const settled = answer === 'outlook_wins' ? { resolution: 'cancelled' } : {};
  if ((await openConflict(tx, { ...row, ...settled }, now)) === null) return;
  if (answer === 'stands') return;
  await recordAnswer(tx, { linkId, bookingId, kind, answer }, now);
  if (answer === 'outlook_wins') {
    return withdrawBooking(tx, bookingId, { reason: 'displaced_in_outlook', cause: 'remote' }, now);
  }
  // The push lane of this calendar declines the meeting: one request at a time, and none in a transaction.
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: true });
}
