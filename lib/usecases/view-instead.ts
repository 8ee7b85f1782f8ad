import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Visitor } from '@/lib/auth/visitor';
import { db } from '@/lib/db/client';
import { holdOf } from '@/lib/db/holds';
import { parse } from '@/lib/parse';
import type { RefusalCode } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { type Alternative, appointmentsInstead } from './appointments-instead';
import { appointmentInput, wantedAppointment } from './asked-appointment';

const viewInsteadInput = z.object({ ...appointmentInput, code: z.string().max(40) });

/** What another time, or somebody else, can help against; whoever is barred, or has too much already, is not sent on. */
const ABOUT_TIME: readonly RefusalCode[] = [
  ...(['slot_taken', 'of_space', 'outside_hours', 'too_soon', 'too_far_ahead', 'in_the_past'] as const),
  ...(['calendar_unknown', 'off_step', 'too_long'] as const),
];

/** What might do as well for an appointment that was refused with `code`; nothing where no other time would help. */
export async function viewInstead(
  actor: Actor,
  raw: unknown,
  now: Date,
  visitor: Pick<Visitor, 'keys'> = { keys: [] },
): Promise<Result<Alternative[]>> {
  const input = parse(viewInsteadInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { code, ...given } = input.value;
  if (!ABOUT_TIME.some((one) => one === code)) return ok([]);
  const asked = await wantedAppointment(actor, given);
  if (!asked.ok) return asked;
  const { person, wish, wanted } = asked.value;
  const hold = await holdOf(db(), visitor.keys, now);
  const { kind, groupId, place } = wish;
  const before = { resourceId: person.id, ...wanted, kind, groupId, placeId: place.id, without: hold?.bookingId };
  return ok(await appointmentsInstead(actor, before, now));
}
