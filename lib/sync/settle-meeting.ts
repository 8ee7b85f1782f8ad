import { saveMirror } from '@/lib/db/mirrors';
import { meetingFailed, meetingMade } from '@/lib/db/online-meetings';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { readMeeting } from '@/lib/graph/online-meeting';
import { planMeeting } from './plan-meeting';
import { fencedLast, intentJson, type Push, type PushFacts, pushMirrorOf } from './push-facts';

/**
 * The event stands; its Teams meeting was asked for with it, and its link is not known yet: looked for at the event itself.
 * When to look again; null: it is known, or there is none and the patron is told where to meet otherwise.
 */
export async function settleMeeting(push: Push, { booking, mirror, wanted }: PushFacts): Promise<Date | null> {
  const { session, link, job, world } = push;
  const base = pushMirrorOf(mirror)?.base;
  if (!mirror?.remoteId || mirror.state !== 'live' || !wanted?.online || !base?.online) return null;
  const { appointment } = booking ?? {};
  if (appointment?.link !== '') return null;
  // What is over needs none, and once its patron is forgotten its link is too.
  if (new Date(wanted.end) <= world.clock()) return null;
  const askedAt = appointment.meetingAskedAt ?? mirror.intentAt ?? world.clock();
  const seen = await readMeeting(session, link.mailboxOid, mirror.remoteId);
  // Deleted meanwhile: the next reading of the calendar answers that.
  if (!seen) return null;
  const now = world.clock();
  const step = planMeeting(seen, askedAt, now);
  if (step.do === 'ask_again') return step.at > now ? step.at : now;
  await fencedLast(push, async (tx) => {
    await lockWholeBooking(tx, job.bookingId);
    if (step.do === 'keep') return meetingMade(tx, job.bookingId, step.joinUrl);
    await meetingFailed(tx, job.bookingId);
    const known = { ...base, online: false };
    await saveMirror(tx, link.id, job.bookingId, { base: known, intentBody: intentJson(known) });
  });
  return null;
}
