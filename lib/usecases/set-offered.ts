import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { groupRow } from '@/lib/db/appointment-group-rows';
import { kindRow } from '@/lib/db/appointment-kind-rows';
import { pageOf } from '@/lib/db/appointment-pages';
import { audit } from '@/lib/db/audit';
import { db, type Tx } from '@/lib/db/client';
import { raiseHorizons } from '@/lib/db/horizons';
import { type UpcomingBooking, upcomingBookings } from '@/lib/db/upcoming-bookings';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayAt } from './allowed-at';
import { appointmentAct, mayManage } from './appointment-rights';
import { idField } from './catalogue-fields';

const WHATS = ['kind', 'person', 'group'] as const;
export type Offered = (typeof WHATS)[number];

const which = { what: z.enum(WHATS), id: idField };
export const setOfferedInput = z.object({ ...which, active: z.enum(['on', 'off']) });

export type WithdrawalView = {
  what: Offered;
  id: number;
  name: string;
  active: boolean;
  /** They stay when it is switched off. */
  bookings: { count: number; first: UpcomingBooking[] };
};

/** The appointments that stand when a kind, a person or a group is to be switched off: shown before that is done. */
export async function viewWithdrawal(actor: Actor, raw: unknown, now: Date): Promise<Result<WithdrawalView>> {
  const input = parse(z.object(which), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  if (!can(actor, 'offer_appointments')) return refuse({ code: 'not_allowed' });
  const { what, id } = input.value;
  const row = await rowOf(db(), actor, what, id);
  if (!row) return refuse({ code: 'not_found' });
  if (!row.mine) return refuse({ code: 'not_allowed' });
  const bookings = await upcomingBookings(db(), placeOf(what, id), now);
  return ok({ what, id, name: row.name, active: row.active, bookings });
}

/**
 * Offered, or not any more; what is booked stays either way (libcal-domain §1.1). People switch their own kinds, admins all
 * of it.
 */
export const setOffered = (actor: Actor, raw: unknown, now: Date): Promise<Result<{ what: Offered; id: number }>> =>
  appointmentAct(actor, setOfferedInput, raw, async (tx, { what, id, active: wanted }, person) => {
    const row = await rowOf(tx, person, what, id);
    if (!row) return refuse({ code: 'not_found' });
    if (!row.mine) return refuse({ code: 'not_allowed' });
    const active = wanted === 'on';
    if (row.active === active) return ok({ what, id });
    if (what === 'kind') await tx.appointmentKind.update({ where: { id }, data: { active } });
    else if (what === 'person') await tx.resource.update({ where: { id }, data: { active } });
    else await tx.appointmentGroup.update({ where: { id }, data: { active } });
    if (what === 'kind' && active) await raiseHorizons(tx);
    const { count } = await upcomingBookings(tx, placeOf(what, id), now);
    const audited = what === 'group' ? 'appointment_group' : what;
    await audit(tx, {
      ...{ personId: person.id, act: `${audited}.${active ? 'activated' : 'deactivated'}`, subject: `${what}:${id}` },
      detail: { before: row.active, after: active, bookings: count },
    });
    return ok({ what, id });
  });

type Row = { name: string; active: boolean; mine: boolean };

async function rowOf(tx: Tx, actor: Actor, what: Offered, id: number): Promise<Row | null> {
  if (what === 'kind') {
    const kind = await kindRow(tx, id);
    return kind && { ...kind, mine: await mayManage(tx, actor, kind.person, ['kind', id]) };
  }
  if (what === 'group') {
    const group = await groupRow(tx, id);
    return group && { ...group, mine: can(actor, 'manage_appointments') };
  }
  const page = await pageOf(tx, { id });
  return page && { ...page, mine: await mayAt(tx, actor, 'manage_appointments', ['resource', id]) };
}

const placeOf = (what: Offered, id: number) =>
  what === 'kind' ? { kindId: id } : what === 'person' ? { resourceId: id } : { groupId: id };
