import { type Actor, can } from '@/lib/auth/can';
import { type AppointmentPerson, allKinds, appointmentPeople } from '@/lib/db/appointment-people';
import { db } from '@/lib/db/client';
import { ok, type Result, refuse } from '@/lib/result';

/** Everybody whom patrons may meet, with their addresses: for staff, and for programs of the library. */
export async function viewAppointmentPeople(actor: Actor): Promise<Result<AppointmentPerson[]>> {
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  return ok(await appointmentPeople(db()));
}

/** Everything that people are met for, with its length in minutes. */
export async function viewAllKinds(actor: Actor): Promise<Result<{ id: number; name: string; minutes: number }[]>> {
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  return ok(await allKinds(db()));
}
