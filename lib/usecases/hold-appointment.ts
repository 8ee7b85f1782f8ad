import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Visitor } from '@/lib/auth/visitor';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { itemsOf } from './appointment-of';
import { appointmentInput, wantedAppointment } from './asked-appointment';
import { countTaken } from './count-taken';
import { holdItems } from './hold-items';
import type { Held } from './hold-view';

const holdAppointmentInput = z.object(appointmentInput);

/**
 * Keeps a person's time, and the room they would meet in, while the form is open ({@link holdItems}). Null: the person's
 * location holds nothing. Refusals else: those of `wantedAppointment` and of `decideBooking`.
 */
export async function holdAppointment(
  actor: Actor,
  visitor: Visitor,
  raw: unknown,
  now: Date,
): Promise<Result<Held | null>> {
  const input = parse(holdAppointmentInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const asked = await wantedAppointment(actor, input.value);
  if (!asked.ok) return asked;
  const { person, wish, wanted } = asked.value;
  const items = itemsOf(person.id, wish, wanted);
  const held = await holdItems(actor, visitor, { kind: 'person', items, holdMinutes: person.holdMinutes }, now);
  await countTaken(actor, { resource: person, ...wanted }, held, now);
  return held;
}
