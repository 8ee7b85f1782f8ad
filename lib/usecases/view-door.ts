import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { checkInWindow } from '@/lib/booking/decide-check-in';
import { type WalkUp, walkUp } from '@/lib/booking/walk-up';
import { bookingFacts } from '@/lib/db/booking-facts';
import { checkInsOf } from '@/lib/db/check-ins';
import { db } from '@/lib/db/client';
import { bookingsAtDoor, doorKeyOf } from '@/lib/db/doors';
import { hurryReading } from '@/lib/db/links';
import { resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { sameText } from '@/lib/seal';
import { addMinutes, type Interval, includes, merge, sameInterval } from '@/lib/time/interval';
import { localDayOf } from '@/lib/time/zone';
import { maySee } from './shown-to';

export const viewDoorInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  key: z.string().max(64).optional(),
});

/** Everything that a tablet needs to say on its own what is, until it hears more. */
export type DoorView = {
  space: { id: number; name: string; locationName: string; timeZone: string };
  open: Interval[];
  /** In order. `label`: the name that the patron chose for the door, for trusted tablets only; never a patron's own. */
  taken: (Interval & { label: string })[];
  walkUp: WalkUp | null;
  /** Somebody is awaited: until when one may check in. */
  checkInUntil: Date | null;
  /** The tablet knows the door's key: it may show nicknames and book by itself. */
  trusted: boolean;
};

/** Past midnight, for evenings that run on. */
const AFTER_MIDNIGHT_MINUTES = 8 * 60;
/** Windows open up to four hours before the start. */
const AHEAD_MINUTES = 240;

/** The rest of a space's day, as its door shows it. Open to everybody: what it shows stands in the day's grid as well. */
export async function viewDoor(actor: Actor, raw: unknown, now: Date): Promise<Result<DoorView>> {
  const input = parse(viewDoorInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const space = await resourceById(db(), input.value.spaceId);
  if (space?.kind !== 'space') return refuse({ code: 'not_found' });
  const trusted = await knowsDoor(space.id, input.value.key);
  if (!trusted && !maySee(actor, space.access)) return refuse({ code: 'not_found' });

  await hurryReading(db(), [space.id], now);
  const day = localDayOf(now, space.timeZone);
  const range = { start: day.start, end: addMinutes(day.end, AFTER_MIDNIGHT_MINUTES) };
  // Whoever stands there is nobody yet: a guest without a name.
  const [known] = await bookingFacts(db(), [space], range, { personId: null, email: '' }, now);
  if (!known) return refuse({ code: 'not_found' });
  const booked = await bookingsAtDoor(db(), space.id, range);
  // Facts reach to the end of the next day, which is not the door's.
  const uses = known.facts.closed.filter(({ pad, start }) => !pad && start < range.end);
  const { id, name, locationName, timeZone } = space;
  return ok({
    space: { id, name, locationName, timeZone },
    open: known.facts.open.filter(({ end }) => end > now),
    taken: takenOf(uses, trusted ? booked : []).filter(({ end }) => end > now),
    walkUp: known.facts.policy.mediation ? null : walkUp(known.facts, now),
    checkInUntil: await awaitedUntil(booked, now),
    trusted,
  });
}

/** The name for the page that a door's QR code leads to; null: there is no such door for the asker. */
export async function viewDoorName(actor: Actor, spaceId: string): Promise<string | null> {
  const input = parse(viewDoorInput.pick({ spaceId: true }), { spaceId });
  const space = input.ok ? await resourceById(db(), input.value.spaceId) : null;
  return space?.kind === 'space' && maySee(actor, space.access) ? space.name : null;
}

export async function knowsDoor(spaceId: number, key: string | undefined): Promise<boolean> {
  const known = key ? await doorKeyOf(db(), spaceId) : null;
  return key !== undefined && known !== null && sameText(known, key);
}

/** Bookings that have a name for the door stand for themselves; all other taken time is one stretch where it meets. */
function takenOf(uses: readonly Interval[], booked: readonly (Interval & { nickname: string })[]): DoorView['taken'] {
  const named = booked.filter(({ nickname }) => nickname !== '');
  const nameless = uses.filter((use) => !named.some((one) => sameInterval(one, use)));
  return [
    ...merge(nameless).map((one) => ({ ...one, label: '' })),
    ...named.map(({ start, end, nickname }) => ({ start, end, label: nickname })),
  ].sort((a, b) => a.start.getTime() - b.start.getTime());
}

async function awaitedUntil(booked: readonly (Interval & { bookingId: number })[], now: Date): Promise<Date | null> {
  const near = booked.filter(({ start, end }) => start <= addMinutes(now, AHEAD_MINUTES) && end > now);
  const records = await checkInsOf(
    db(),
    near.map(({ bookingId }) => bookingId),
  );
  for (const record of records.values()) {
    const window = checkInWindow(record);
    const stands = record.status === 'confirmed' || record.status === 'to_confirm';
    if (window && stands && !record.checkedInAt && includes(window, now)) return window.end;
  }
  return null;
}
