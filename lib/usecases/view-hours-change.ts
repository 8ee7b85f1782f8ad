import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { db, rehearse, type Tx } from '@/lib/db/client';
import { countOutcomes, leftNowhere } from '@/lib/db/hours-change-bookings';
import { type AffectedOutcome, type HoursChange, type HoursChangeRow, hoursChangeById } from '@/lib/db/hours-changes';
import { type HoursOwnerRecord, hoursOwner } from '@/lib/db/hours-owners';
import type { UpcomingUse } from '@/lib/db/upcoming-uses';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { localDateOf } from '@/lib/time/zone';
import { affectedByHours } from './affected-by-hours';
import { allowedAt } from './allowed-at';
import { writeHoursChange } from './apply-hours-change';
import { freeLike, type LikeSpace } from './free-like';
import { type PreviewDay, previewHours } from './preview-hours';

/** One booking that would lie outside the hours. `spaces`: where it could go, the best first; null: not looked for. */
export type AffectedView = {
  bookingId: number;
  uses: UpcomingUse[];
  movable: boolean;
  spaces: LikeSpace[] | null;
};

export type HoursChangeView = { id: number; owner: HoursOwnerRecord; change: HoursChange } & (
  | { state: 'draft'; affected: AffectedView[]; preview: PreviewDay[] }
  | {
      state: 'working' | 'done';
      outcomes: Record<AffectedOutcome | 'open', number>;
      nowhere: { publicId: string; patronName: string }[];
    }
);

const viewHoursChangeInput = z.object({ changeId: z.coerce.number().int().positive().max(2_147_483_647) });

/** For more, spaces are looked for when the choice is made: a page is not to take seconds. */
const SPACES_FOR = 40;
const SPACES_EACH = 6;

/**
 * A draft: what it would meet now, tried out and taken back, so that what is listed and what is saved come from the same
 * code. Later: how far it is, and what came of each booking.
 */
export async function viewHoursChange(actor: Actor, raw: unknown, now: Date): Promise<Result<HoursChangeView>> {
  const input = parse(viewHoursChangeInput, raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'manage_hours', [['hours_change', input.value.changeId]]);
  if (!allowed.ok) return allowed;
  const found = await hoursChangeById(db(), input.value.changeId);
  const owner = found && (await hoursOwner(db(), found.owner));
  if (!found || !owner) return refuse({ code: 'not_found' });
  const { id, change, state } = found;
  if (state !== 'draft') {
    const [outcomes, nowhere] = [await countOutcomes(db(), id), await leftNowhere(db(), id)];
    return ok({ id, owner, change, state, outcomes, nowhere });
  }
  return rehearse((tx) => viewDraft(tx, owner, found, now));
}

async function viewDraft(
  tx: Tx,
  owner: HoursOwnerRecord,
  { id, change }: HoursChangeRow,
  now: Date,
): Promise<Result<HoursChangeView>> {
  const write = () => writeHoursChange(tx, owner, change, now);
  const { written, affected: met } = await affectedByHours(tx, owner, write, now);
  if (!written.ok) return written;
  const looksForSpaces = met.filter(({ movable }) => movable).length <= SPACES_FOR;
  const affected: AffectedView[] = [];
  for (const { bookingId, uses, movable } of met) {
    const [{ resourceId: spaceId, start, end }] = uses;
    const free = movable && looksForSpaces ? await freeLike(tx, { spaceId, bookingId, start, end }, now) : [];
    const spaces = movable && !looksForSpaces ? null : free.slice(0, SPACES_EACH);
    affected.push({ bookingId, uses, movable, spaces });
  }
  const today = localDateOf(now, owner.timeZone);
  const first = 'from' in change && change.from && change.from > today ? change.from : today;
  const preview = await previewHours(tx, owner, first);
  return ok({ id, owner, change, state: 'draft', affected, preview });
}
