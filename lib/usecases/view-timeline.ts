import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { calendarsOf } from '@/lib/db/booking-calendar';
import { type TimelineJob, type TimelineLine, timelineJobs, timelineOf } from '@/lib/db/booking-timeline';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt, mayAt } from './allowed-at';

export const timelineInput = z.object({ publicId: z.string().min(1).max(32).toLowerCase() });

export type TimelineView = {
  publicId: string;
  timeZone: string;
  /** In order of time. */
  lines: TimelineLine[];
  /** There is more than is shown: the earliest requests are left out. */
  isCut: boolean;
  jobs: TimelineJob[];
  /** It may be written to its calendars once more now. */
  mayRetry: boolean;
};

/** More than any booking that is well has; one in trouble repeats itself. */
const MOST = 150;

/** Everything that happened to one booking: requests, answers, mails, cases and what staff did, with the cause of each. */
export async function viewTimeline(actor: Actor, raw: unknown): Promise<Result<TimelineView>> {
  const input = parse(timelineInput, raw);
  if (!input.ok) return input;
  if (!canSomewhere(actor, 'view_desk')) return refuse({ code: 'not_allowed' });
  const booking = await bookingByPublicId(db(), input.value.publicId);
  const [item] = booking?.items ?? [];
  if (!booking || !item) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'view_desk', [['booking', booking.id]]);
  if (!allowed.ok) return allowed;
  const lines = await timelineOf(db(), booking.id, MOST);
  const isActive = (await readIntegration(db()))?.state === 'active';
  const calendars = isActive ? (await calendarsOf(db(), [booking.id]))(booking.id) : [];
  return ok({
    ...{ publicId: booking.publicId, timeZone: item.timeZone, jobs: await timelineJobs(db(), booking.id) },
    lines: lines.sort((a, b) => a.at.getTime() - b.at.getTime()),
    isCut: lines.filter(({ what }) => ['request', 'answer', 'mail'].includes(what)).length >= MOST,
    mayRetry: calendars.length > 0 && (await mayAt(db(), actor, 'manage_bookings', ['booking', booking.id])),
  });
}
