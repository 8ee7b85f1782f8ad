import { z } from 'zod';
import { showAsOf } from '@/lib/booking/closes-time';
import { type BookingToPush, bookingToPush } from '@/lib/db/booking-to-push';
import { db, type Tx, transaction } from '@/lib/db/client';
import { library } from '@/lib/db/library';
import { type Link, readLink } from '@/lib/db/link-rows';
import { type Mirror, readMirror } from '@/lib/db/mirrors';
import { holdsPushFence, type Lease, type PushJob } from '@/lib/db/push-jobs';
import { env } from '@/lib/env';
import { fieldsFor, type OwnedFields, ownedFields } from './owned-fields';
import type { PushMirror } from './plan-push';
import type { EditedMirror } from './plan-remote-edit';
import type { LinkSession, SyncWorld } from './session';

/** Somebody else works on the link now: whatever we hold is about the past. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease was lost');
    this.name = 'LeaseLost';
  }
}

/** One job under way. */
export type Push = {
  lease: Lease;
  job: PushJob;
  link: Link;
  installationId: string;
  session: LinkSession;
  world: SyncWorld;
};

export type PushFacts = {
  booking: BookingToPush | null;
  mirror: Mirror | null;
  /** What the event should say; null: none should stand there. */
  wanted: OwnedFields | null;
  mayCreate: boolean;
  /** Nothing was promised yet: write, then look, then promise (sync-design §9). */
  strict: boolean;
};

/** `intent_body`: what was sent last, and when the marker was looked for in vain. */
const intentBody = z.object({ content: ownedFields, emptyLookupAt: z.string().nullish() });

export const intentOf = (mirror: Mirror) => intentBody.safeParse(mirror.intentBody).data ?? null;
const baseOf = (mirror: Mirror): OwnedFields | null => ownedFields.safeParse(mirror.base).data ?? null;
export const intentJson = (content: OwnedFields, emptyLookupAt: Date | null = null) => ({
  content,
  emptyLookupAt: emptyLookupAt?.toISOString() ?? null,
});

export async function readPushFacts({ job, link, world }: Push): Promise<PushFacts> {
  const booking = await bookingToPush(db(), job.bookingId, link.resourceId);
  const mirror = await readMirror(db(), link.id, job.bookingId);
  const now = world.clock();
  const showAs = booking && link.state !== 'closing' ? showAsOf(booking.status) : null;
  const { interval = null, publicId = '', appointment = null } = booking ?? {};
  const { resourceKind, resourceName } = link;
  const wanted =
    showAs && interval
      ? fieldsFor({ ...interval, showAs, publicId, resourceKind, resourceName, appointment }, env().PUBLIC_URL)
      : null;
  // What is over is left as it stands, and not written any more.
  const mayCreate = link.writes && wanted !== null && new Date(wanted.end) > now;
  return { booking, mirror, wanted, mayCreate, strict: booking?.status === 'pending_remote' };
}

export function pushMirrorOf(mirror: Mirror | null): PushMirror | null {
  if (!mirror) return null;
  const { state, remoteId, epoch, intentAt } = mirror;
  const intent = intentOf(mirror);
  const emptyLookupAt = intent?.emptyLookupAt ? new Date(intent.emptyLookupAt) : null;
  return { state, remoteId, epoch, intentAt, base: baseOf(mirror), intent: intent?.content ?? null, emptyLookupAt };
}

export function editedMirrorOf(mirror: Mirror): EditedMirror | null {
  const base = baseOf(mirror) ?? intentOf(mirror)?.content;
  if (!base) return null;
  const { autoRestores, restoredAt } = mirror;
  return { base, sent: intentOf(mirror)?.content ?? null, autoRestores, restoredAt };
}

/** Stores a result only while the lane is ours (I10). Throws {@link LeaseLost}. */
export const fenced = <T>({ lease }: Pick<Push, 'lease'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(async (tx) => {
    if (!(await holdsPushFence(tx, lease))) throw new LeaseLost();
    return work(tx);
  });

/** The same for work that locks resources: those come before the link, in the order that every writer keeps. */
export const fencedLast = <T>({ lease }: Pick<Push, 'lease'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(async (tx) => {
    const answer = await work(tx);
    if (!(await holdsPushFence(tx, lease))) throw new LeaseLost();
    return answer;
  });

/** Link and installation, or null when the link was let go. */
export async function readPushPlace(linkId: number): Promise<{ link: Link; installationId: string } | null> {
  const link = await readLink(db(), linkId);
  const here = await library(db());
  return link && link.state !== 'unlinked' && here ? { link, installationId: here.installationId } : null;
}
