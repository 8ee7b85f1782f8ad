import { showAsOf } from '@/lib/booking/closes-time';
import { decideMove } from '@/lib/booking/decide-move';
import { movedRows } from '@/lib/booking/occupancy';
import { type SyncPolicy, syncPolicy } from '@/lib/booking/sync-policy';
import type { BookingStatus } from '@/lib/booking/types';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingToPush } from '@/lib/db/booking-to-push';
import { tellOfCases } from '@/lib/db/case-notices';
import type { Tx } from '@/lib/db/client';
import { linksOfOpenCollisions } from '@/lib/db/collisions';
import { openConflict, renewEditCase, resolveEditCases, wasPutBack } from '@/lib/db/conflicts';
import type { Link } from '@/lib/db/link-rows';
import { lockMirror, type Mirror, saveMirror } from '@/lib/db/mirrors';
import { moveBooking } from '@/lib/db/move-booking';
import { type MovedItem, moveFacts } from '@/lib/db/move-facts';
import { dropPads } from '@/lib/db/occupancy';
import { enqueue } from '@/lib/db/outbox';
import { readCalendarsOf } from '@/lib/db/read-calendars-of';
import { recordAnswer } from '@/lib/db/record-answer';
import { lockWholeBooking, withdrawBooking } from '@/lib/db/remote-confirmation';
import { resourceById } from '@/lib/db/resources';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { judgeAgain } from './judge-again';
import { changedFields, intervalOf, ownedFields } from './owned-fields';
import { type Answer, type CaseKind, planAnswer } from './plan-answer';
import { planMirrorAfter } from './plan-mirror-after';
import type { EditedMirror, Evidence, RemoteEdit, Side } from './plan-remote-edit';
import { intentJson } from './push-facts';
import { GONE } from './save-mirror-of';

type Edit = Exclude<RemoteEdit, { edit: 'none' }>;

const PROMISED: ReadonlySet<BookingStatus> = new Set(['confirmed', 'to_confirm', 'mediation']);

/**
 * What a person did to our event, taken in as the resource's policy says (sync-design §7): put back, accepted, asked
 * about. Booking, mirror, case, mails and log are one transaction (I6). Locks the booking's resources first, so a caller
 * that holds a fence checks it last. False: the mirror changed meanwhile (the other lane met the same edit), and nothing
 * was done: each edit is answered once (I16).
 */
export async function applyRemoteEdit(
  tx: Tx,
  link: Pick<Link, 'id' | 'resourceId' | 'resourceKind'>,
  mirror: Mirror,
  edited: EditedMirror,
  edit: Edit,
  now: Date,
): Promise<boolean> {
  const booking = await lockWholeBooking(tx, mirror.bookingId);
  const current = await lockMirror(tx, link.id, mirror.bookingId);
  if (!booking || !current || !isSameState(current, mirror)) return false;
  const policy = syncPolicy(link.resourceKind, (await resourceById(tx, link.resourceId))?.syncPolicy);
  const wanted = await wantedIn(tx, link, booking, now);
  const { theirs } = edit.evidence;
  const moved = theirs && !theirs.allDay ? await measured(tx, booking, policy, theirs, now) : null;
  const answer = planAnswer({
    ...{ edit: edit.edit, policy, wanted, theirs, base: edited.base, restoredToday: edit.restoredToday },
    ...{ promised: PROMISED.has(booking.status), inMediation: mirror.state === 'conflict', fits: moved !== null },
    meetsPerson: booking.items.some((item) => item.kind === 'person'),
    putBackBefore: await wasPutBack(tx, link.id, booking.id, edit.edit),
  });
  const { sent, ...after } = planMirrorAfter(answer, edit, edited, policy.kind, now);
  const gone = after.remoteId === null ? GONE : {};
  await saveMirror(tx, link.id, booking.id, { ...gone, ...after, intentBody: sent && intentJson(sent) });
  const evidence: Evidence = { ours: wanted ?? edit.evidence.ours, theirs };
  const about = { linkId: link.id, resourceId: link.resourceId, bookingId: booking.id, remoteId: mirror.remoteId };
  await act(tx, { answer, evidence, about, booking, edit, moved, isPersons: policy.kind === 'person' }, now);
  await tellOfCases(tx, link.id, now);
  // Others' events, and the cases about them, were left out of this reading.
  if ((await linksOfOpenCollisions(tx, booking.id)).includes(link.id)) {
    await enqueue(tx, { kind: 'pull_calendar', linkId: link.id });
  }
  await judgeAgain(tx, link.id, intervalOf(edited.sent ?? edited.base));
  if (wanted) await judgeAgain(tx, link.id, { start: new Date(wanted.start), end: new Date(wanted.end) });
  return true;
}

const isSameState = (a: Mirror, b: Mirror): boolean => {
  const [one, other] = [ownedFields.safeParse(a.base).data, ownedFields.safeParse(b.base).data];
  const sameBase = one && other ? changedFields(one, other) === null : one === other;
  return a.state === b.state && a.remoteId === b.remoteId && sameBase;
};

type Deed = {
  isPersons: boolean;
  answer: Answer;
  evidence: Evidence;
  about: { linkId: number; resourceId: number; bookingId: number; remoteId: string | null };
  booking: BookingRecord;
  edit: Edit;
  moved: MovedItem[] | null;
};

async function act(
  tx: Tx,
  { answer, evidence, about, booking, edit, moved, isPersons }: Deed,
  now: Date,
): Promise<void> {
  const { linkId, bookingId, remoteId } = about;
  if (answer.do === 'note') return;
  if (answer.do === 'agree') {
    await resolveEditCases(tx, linkId, bookingId, 'agreed_in_outlook', now);
    // What changed here while a person had it before them was not written.
    return enqueue(tx, { kind: 'push_booking', bookingId });
  }
  if (answer.do === 'renew') {
    if (await renewEditCase(tx, linkId, bookingId, { kind: edit.edit, remoteId, evidence })) return;
    await openConflict(tx, { ...about, kind: edit.edit, evidence, policy: 'ask' }, now);
    return;
  }
  await resolveEditCases(tx, linkId, bookingId, 'superseded', now);
  const conflictId = await openConflict(
    tx,
    { ...about, evidence, policy: answer.do, ...rowOf(answer, booking, now) },
    now,
  );
  await recordAnswer(tx, { linkId, bookingId, kind: answer.kind, answer: answer.do }, now);
  if (answer.do === 'put_back') await enqueue(tx, { kind: 'push_booking', bookingId, urgent: true });
  if (answer.do === 'accept' && moved && conflictId !== null) {
    await dropPads(tx, moved);
    const occupancy = movedRows(moved);
    const how = { reason: 'moved_in_outlook', by: { conflictId }, byThemselves: isPersons } as const;
    await moveBooking(tx, { bookingId, items: moved, occupancy, ...how }, now);
    // The calendar beside this one was not asked: what was written there since it was read opens its case.
    if (moved.length > 1) await readCalendarsOf(tx, occupancy, now);
  }
  if (answer.do === 'cancel') {
    await withdrawBooking(tx, bookingId, { reason: 'removed_in_outlook', cause: 'remote' }, now);
  }
}

/** What the policy settles itself is kept as a row that is closed: whose deed it was knows of it, the patron is told. */
function rowOf(answer: Extract<Answer, { kind: CaseKind }>, booking: BookingRecord, now: Date) {
  const { kind } = answer;
  if (answer.do === 'accept') return { kind, resolution: 'accepted', quietly: true };
  if (answer.do === 'cancel') return { kind, resolution: 'cancelled', quietly: true };
  if (answer.do === 'put_back') return answer.quietly ? { kind, resolution: 'put_back', quietly: true } : { kind };
  if (answer.settleInHours === null) return { kind };
  // Nobody is helped by an answer after the appointment.
  const due = addMinutes(now, answer.settleInHours * 60);
  const first = booking.items[0]?.start ?? due;
  return { kind, settleBy: first < due && first > now ? first : due };
}

/** What the calendar should show now; null: nothing, or what it shows is over. */
async function wantedIn(
  tx: Tx,
  link: Pick<Link, 'resourceId'>,
  booking: BookingRecord,
  now: Date,
): Promise<Side | null> {
  const shown = await bookingToPush(tx, booking.id, link.resourceId);
  const showAs = showAsOf(booking.status);
  if (!shown?.interval || !showAs || shown.interval.end <= now) return null;
  const { start, end } = shown.interval;
  const ages = { createdAt: booking.createdAt.toISOString(), changedAt: booking.changedAt.toISOString() };
  return { start: start.toISOString(), end: end.toISOString(), showAs, ...ages };
}

/**
 * Whether whoever acted in this calendar may move all of the booking. An appointment in a room is the person's to move: by
 * the room's calendar it follows only where that person lets their own follow.
 */
async function isTheirs(tx: Tx, { items }: BookingRecord, kind: SyncPolicy['kind']): Promise<boolean> {
  if (kind === 'person') return true;
  for (const item of items.filter((one) => one.kind === 'person')) {
    const theirs = syncPolicy('person', (await resourceById(tx, item.resourceId))?.syncPolicy);
    if (theirs.moved !== 'accept') return false;
  }
  return true;
}

/** The booking's items at their time, if the policy may accept that and it is free and allowed. */
async function measured(
  tx: Tx,
  booking: BookingRecord,
  policy: SyncPolicy,
  theirs: Side,
  now: Date,
): Promise<MovedItem[] | null> {
  if (policy.moved !== 'accept' && policy.bothEdited !== 'remote_wins') return null;
  if (!(await isTheirs(tx, booking, policy.kind))) return null;
  const to: Interval = { start: new Date(theirs.start), end: new Date(theirs.end) };
  if (to.start >= to.end) return null;
  const items = await moveFacts(tx, booking, { to }, now);
  const allowed = items && decideMove(items, now, policy.kind === 'space' ? 'rules' : 'hours').ok;
  return allowed ? items : null;
}
