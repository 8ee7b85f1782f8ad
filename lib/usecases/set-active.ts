import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { categoryRow, locationRow } from '@/lib/db/catalogue-rows';
import { db, type Tx } from '@/lib/db/client';
import { spaceRow } from '@/lib/db/spaces';
import { type UpcomingBooking, upcomingBookings } from '@/lib/db/upcoming-bookings';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt, type Thing } from './allowed-at';
import { catalogueAct } from './catalogue-act';
import { idField } from './catalogue-fields';

const KINDS = ['location', 'category', 'space'] as const;
export type Switched = (typeof KINDS)[number];

const which = { kind: z.enum(KINDS), id: idField };
export const setActiveInput = z.object({ ...which, active: z.enum(['on', 'off']) });

export type DeactivationView = {
  kind: Switched;
  id: number;
  name: string;
  active: boolean;
  /** They stay when it is switched off. */
  bookings: { count: number; first: UpcomingBooking[] };
};

/** What stands when something is to be switched off: shown before that is done. */
export async function viewDeactivation(actor: Actor, raw: unknown, now: Date): Promise<Result<DeactivationView>> {
  const input = parse(z.object(which), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const { kind, id } = input.value;
  const allowed = await allowedAt(db(), actor, 'manage_spaces', [thingOf(kind, id)]);
  if (!allowed.ok) return allowed;
  const row = await rowOf(db(), kind, id);
  if (!row) return refuse({ code: 'not_found' });
  const bookings = await upcomingBookings(db(), placeOf(kind, id), now);
  return ok({ kind, id, name: row.name, active: row.active, bookings });
}

/** Offered, or not any more: bookings stay either way (libcal-domain §1.1). */
export const setActive = (actor: Actor, raw: unknown, now: Date): Promise<Result<{ kind: Switched; id: number }>> =>
  catalogueAct(
    actor,
    setActiveInput,
    raw,
    async (tx, { kind, id, active: wanted }, personId) => {
      const row = await rowOf(tx, kind, id);
      if (!row) return refuse({ code: 'not_found' });
      const active = wanted === 'on';
      if (row.active === active) return ok({ kind, id });
      if (kind === 'location') await tx.location.update({ where: { id }, data: { active } });
      else if (kind === 'category') await tx.category.update({ where: { id }, data: { active } });
      else await tx.resource.update({ where: { id }, data: { active } });
      const { count } = await upcomingBookings(tx, placeOf(kind, id), now);
      await audit(tx, {
        ...{ personId, act: `${kind}.${active ? 'activated' : 'deactivated'}`, subject: `${kind}:${id}` },
        detail: { before: row.active, after: active, bookings: count },
      });
      return ok({ kind, id });
    },
    ({ kind, id }) => [thingOf(kind, id)],
  );

const thingOf = (kind: Switched, id: number): Thing => [kind === 'space' ? 'resource' : kind, id];

const rowOf = (tx: Tx, kind: Switched, id: number): Promise<{ name: string; active: boolean } | null> =>
  kind === 'location' ? locationRow(tx, id) : kind === 'category' ? categoryRow(tx, id) : spaceRow(tx, id);

const placeOf = (kind: Switched, id: number) =>
  kind === 'location' ? { locationId: id } : kind === 'category' ? { categoryId: id } : { resourceId: id };
