import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { usualKind } from '@/lib/booking/appointment';
import type { Kind } from '@/lib/booking/appointment-types';
import { lastOpenDate } from '@/lib/booking/booking-window';
import { type AppointmentPerson, appointmentPeople, isMemberOf, locationsOfPlaces } from '@/lib/db/appointment-people';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { addDays, localDateOf, localDay } from '@/lib/time/zone';
import { countSearch } from './count-search';
import { personOffers } from './person-offers';

const id = z.coerce.number().int().positive();
const viewFreeAppointmentsInput = z.object({
  userId: id,
  locationId: id.optional(),
  /** Counts only together with a location (libcal-api §5.1). */
  groupId: id.optional(),
  kindId: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** Where one meets then, and on whose page it is offered; 0: none's. */
export type FreeAppointment = Interval & { locationId: number; groupId: number };
export type FreeAppointments = { person: AppointmentPerson; timeZone: string; appointments: FreeAppointment[] };

/** Read so many days at a time: the first free times are mostly near. */
const STRETCH_DAYS = 14;

/**
 * The next free times of one person, as their page offers them, up to `limit`. Refusals: `not_found` (nobody with an
 * appointment page), `not_offered` (no such kind of theirs).
 */
export async function viewFreeAppointments(actor: Actor, raw: unknown, now: Date): Promise<Result<FreeAppointments>> {
  const input = parse(viewFreeAppointmentsInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const { userId, locationId, groupId: asked, kindId, limit } = input.value;
  const [person] = await appointmentPeople(db(), userId);
  const resource = person && (await resourceById(db(), userId));
  if (!person || !resource) return refuse({ code: 'not_found' });
  const { kinds, places } = (await appointmentWorld(db(), [resource]))(resource);
  const kind = kindId === undefined ? usualKind(kinds, places) : kinds.find((one) => one.id === kindId);
  if (!kind) return refuse({ code: 'not_offered' });

  const { timeZone, policy } = resource;
  const groupId = locationId === undefined ? undefined : asked;
  const nothing = ok({ person, timeZone, appointments: [] });
  if (groupId !== undefined && !(await isMemberOf(db(), groupId, userId))) return nothing;
  const elsewhere = await locationsOfPlaces(db(), userId);
  const locationOf = (placeId: number | null) => elsewhere.get(placeId ?? 0) ?? resource.locationId;
  const last = lastOpenDate({ ...policy, windowDays: kind.windowDays }, now, timeZone);
  const found: FreeAppointment[] = [];
  for (
    let from = localDateOf(now, timeZone);
    from <= last && found.length < limit;
    from = addDays(from, STRETCH_DAYS)
  ) {
    const to = addDays(from, STRETCH_DAYS - 1);
    const frame = { start: localDay(from, timeZone).start, end: localDay(to < last ? to : last, timeZone).end };
    const filter = { kindOf: (): Kind => kind, groupId: groupId ?? null };
    const asking = { people: [resource], frame, patron: null, filter, vouched: actor.kind === 'client' };
    const [answer] = await personOffers(db(), asking, now);
    for (const { start, at } of answer?.offers ?? []) {
      const here = at.find(({ place }) => locationId === undefined || locationOf(place.id) === locationId);
      if (!here) continue;
      const end = addMinutes(start, lengthOf(kind, here.minMinutes, here.maxMinutes));
      found.push({ start, end, locationId: locationOf(here.place.id), groupId: groupId ?? 0 });
    }
  }
  // By whom it was asked to be met is not kept.
  const outcome = found.length > 0 ? 'found' : 'all_taken';
  await countSearch(actor, { kind: 'person', timeZone, date: null, locationId, outcome }, now);
  return ok({ person, timeZone, appointments: found.slice(0, limit) });
}

/** As its kind says, as far as that fits then. */
const lengthOf = ({ defaultMinutes }: Kind, min: number, max: number) => Math.min(Math.max(defaultMinutes, min), max);
