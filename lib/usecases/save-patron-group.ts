import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { type PatronGroupRecord, patronGroup, writePatronGroup } from '@/lib/db/patron-groups';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField, nameField } from './catalogue-fields';
import { domainsField, wordsField } from './domains-field';

export const savePatronGroupInput = z.object({
  id: idField.optional(),
  name: nameField,
  domains: domainsField,
  members: wordsField.refine((words) => words.every((word) => z.email().safeParse(word).success), 'not_email'),
});

/** A kind of patrons, by the domains of their addresses and by name. Where only they may book is said there. */
export const savePatronGroup = (actor: Actor, raw: unknown): Promise<Result<{ id: number }>> =>
  catalogueAct(actor, savePatronGroupInput, raw, async (tx, { id: given, ...after }, personId) => {
    const before = given === undefined ? null : await patronGroup(tx, given);
    if (given !== undefined && !before) return refuse({ code: 'not_found' });
    const taken = await tx.patronGroup.findFirst({
      where: { name: { equals: after.name, mode: 'insensitive' }, NOT: { id: given ?? 0 } },
    });
    if (taken) return refuse({ code: 'invalid', fields: { name: 'name_taken' } });
    const id = await writePatronGroup(tx, given ?? null, after);
    const detail = { before: before && counted(before), after: counted(after) };
    await audit(tx, { personId, act: 'patron_group.saved', subject: `patron-group:${id}`, detail });
    return ok({ id });
  });

/** A group that a place is kept for is not removed: the place would be open to all without a word. */
export const removePatronGroup = (actor: Actor, raw: unknown): Promise<Result<undefined>> =>
  catalogueAct(actor, z.object({ id: idField }), raw, async (tx, { id }, personId) => {
    const before = await patronGroup(tx, id);
    if (!before) return refuse({ code: 'not_found' });
    if (before.places.length > 0) return refuse({ code: 'group_in_use' });
    await tx.patronGroup.delete({ where: { id } });
    await audit(tx, {
      ...{ personId, act: 'patron_group.removed', subject: `patron-group:${id}` },
      detail: { before: counted(before) },
    });
    return ok();
  });

/** Addresses of people do not belong into the log, which is kept for years: how many they are does. */
const counted = ({ name, domains, members }: Pick<PatronGroupRecord, 'name' | 'domains' | 'members'>) => ({
  ...{ name, domains, members: members.length },
});
