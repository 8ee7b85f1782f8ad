import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { absenceById, deleteAbsence } from '@/lib/db/absences';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { lockResources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { availabilityOwner } from './availability-owner';
import { timesOf } from './save-absence';

const removeAbsenceInput = z.object({ absenceId: z.coerce.number().int().positive().max(2_147_483_647) });

/** Back in office: what the rules say holds again. It takes time from nobody, so nothing is asked. */
export async function removeAbsence(
  actor: Actor,
  raw: unknown,
): Promise<Result<{ resourceId: number; isOwn: boolean }>> {
  const input = parse(removeAbsenceInput, raw);
  if (!input.ok) return input;
  return inTransaction(async (tx) => {
    const { absenceId } = input.value;
    const found = await absenceById(tx, absenceId);
    if (!found) return refuse({ code: 'not_found' });
    const owner = await availabilityOwner(tx, actor, found.resourceId);
    if (!owner.ok) return owner;
    await lockResources(tx, [found.resourceId]);
    const old = await absenceById(tx, absenceId);
    if (!old) return refuse({ code: 'not_found' });
    await deleteAbsence(tx, absenceId);
    const subject = `absence:${absenceId}`;
    const detail = { person: owner.value.id, before: timesOf(old) };
    const personId = actor.kind === 'person' ? actor.id : null;
    await audit(tx, { personId, act: 'absence.removed', subject, detail });
    return ok({ resourceId: owner.value.id, isOwn: owner.value.isOwn });
  });
}
