import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { lockPerson, setDisabled, writePerson } from '@/lib/db/person-accounts';
import { endSession, endSessions } from '@/lib/db/sessions';
import { someAdminCanSignIn } from '@/lib/db/sign-in-methods';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { idField, nameField } from './catalogue-fields';
import { countsFor, roleFields } from './role-fields';

export const savePersonInput = z.object({ id: idField, name: nameField, ...roleFields });

/** Name, role and the locations it counts for; it holds from the person's next page on. Never the last admin's role. */
export async function savePerson(actor: Actor, raw: unknown): Promise<Result<{ id: number }>> {
  const input = parse(savePersonInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const { id, name, role } = input.value;
  const locations = countsFor(input.value);
  return inTransaction(async (tx) => {
    const before = await lockPerson(tx, id);
    if (!before) return refuse({ code: 'not_found' });
    await writePerson(tx, id, { name, role, locations });
    if (before.role === 'admin' && role !== 'admin' && !(await someAdminCanSignIn(tx)))
      return refuse({ code: 'last_admin' });
    const { name: oldName, role: oldRole, locations: oldLocations } = before;
    await audit(tx, {
      ...{ personId: actor.id, act: 'person.saved', subject: `person:${id}` },
      detail: {
        before: { role: oldRole, locations: oldLocations },
        after: { role, locations },
        renamed: name !== oldName,
      },
    });
    return ok({ id });
  });
}

export const setPersonOpenInput = z.object({ id: idField, open: z.enum(['on', 'off'], { error: 'required' }) });

/** Closed, an account opens no session, and those it has are over at once; what is theirs stays. Never the last admin's. */
export async function setPersonOpen(actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> {
  const input = parse(setPersonOpenInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const { id, open } = input.value;
  return inTransaction(async (tx) => {
    const before = await lockPerson(tx, id);
    if (!before) return refuse({ code: 'not_found' });
    if ((before.disabledAt === null) === (open === 'on')) return ok({ id });
    await setDisabled(tx, id, open === 'on' ? null : now);
    if (open === 'off') await endSessions(tx, id, now);
    if (before.role === 'admin' && !(await someAdminCanSignIn(tx))) return refuse({ code: 'last_admin' });
    const act = open === 'on' ? 'person.enabled' : 'person.disabled';
    await audit(tx, { personId: actor.id, act, subject: `person:${id}`, detail: { role: before.role } });
    return ok({ id });
  });
}

export const endSessionInput = z.object({
  id: idField,
  /** Left out: all of them. */
  session: z.preprocess((given) => (given === '' ? undefined : given), z.guid('invalid').optional()),
});

/** Signs somebody out of one session, or of all. */
export async function endSessionOf(actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> {
  const input = parse(endSessionInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const { id, session } = input.value;
  return inTransaction(async (tx) => {
    if (!(await lockPerson(tx, id))) return refuse({ code: 'not_found' });
    const ended = session ? await endSession(tx, session, id) : await endSessions(tx, id, now);
    const detail = { sessions: ended, all: !session };
    await audit(tx, { personId: actor.id, act: 'person.signed_out', subject: `person:${id}`, detail });
    return ok({ id });
  });
}
