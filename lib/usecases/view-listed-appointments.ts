import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type ListedAppointment, listedAppointments } from '@/lib/db/listed-appointments';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { isLocalDate } from '@/lib/time/zone';

export type { ListedAppointment };

const id = z.coerce.number().int().positive().optional();
const viewListedAppointmentsInput = z.object({
  ...{ userId: id, locationId: id, groupId: id, kindId: id },
  email: z.string().trim().toLowerCase().max(254).optional(),
  date: z.string().refine(isLocalDate, 'not_date').optional(),
  days: z.coerce.number().int().min(0).max(365).default(7),
  cancelled: z.boolean().default(false),
  limit: z.coerce.number().int().min(1).max(500).default(20),
});

/** Appointments of some days with whoever booked them, past ones too; for staff, and for programs of the library. */
export async function viewListedAppointments(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<ListedAppointment[]>> {
  const input = parse(viewListedAppointmentsInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const { limit, ...filter } = input.value;
  return ok(await listedAppointments(db(), { ...filter, take: limit }, now));
}
