import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { allowedGroups, allowGroups } from '@/lib/db/allowances';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import { categoryRow, locationRow } from '@/lib/db/catalogue-rows';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { accessField, idField, idsField, nameField, textField } from './catalogue-fields';
import { tickField } from './registration-fields';

/** The drawings that a category may bear; each is a file under public/pictures. */
export const CATEGORY_PICTURES = [
  ...(['study-room', 'meeting-room', 'reading-hall', 'quiet-pod', 'media-studio'] as const),
  ...(['podcast-booth', 'maker-space', 'family-room'] as const),
] as const;

export const saveCategoryInput = z.object({
  /** Left out: a new one, of the location that is named. */
  id: idField.optional(),
  /** Of spaces or of people; one that is there stays what it is. */
  kind: z.enum(['space', 'person'], { error: 'invalid' }).default('space'),
  locationId: idField,
  name: nameField,
  picture: z.enum(['', ...CATEGORY_PICTURES], { error: 'invalid' }).default(''),
  access: accessField,
  description: textField,
  terms: textField,
  nicknames: tickField,
  groups: idsField,
});

/** A category of spaces or of people, new or changed; it stays in its location. Its rules are made elsewhere and begin as usual. */
export const saveCategory = (actor: Actor, raw: unknown): Promise<Result<{ id: number }>> =>
  catalogueAct(
    actor,
    saveCategoryInput,
    raw,
    async (tx, { id: given, kind, locationId, groups, ...fields }, personId) => {
      const before = given === undefined ? null : await categoryRow(tx, given);
      if (given !== undefined && (before?.locationId !== locationId || before.kind !== kind))
        return refuse({ code: 'not_found' });
      if (!(await locationRow(tx, locationId))) return refuse({ code: 'not_found' });
      const taken = await tx.category.findFirst({
        where: { locationId, name: { equals: fields.name, mode: 'insensitive' }, NOT: { id: given ?? 0 } },
      });
      if (taken) return refuse({ code: 'invalid', fields: { name: 'name_taken' } });
      const position = await lastPlace(tx, 'category', `${locationId} ${kind}`);
      const { id } =
        given === undefined
          ? await tx.category.create({ data: { ...fields, locationId, kind, position } })
          : await tx.category.update({ where: { id: given }, data: fields });
      const groupsBefore = await allowedGroups(tx, { categoryId: id });
      await allowGroups(tx, { categoryId: id }, groups);
      await audit(tx, {
        ...{ personId, act: 'category.saved', subject: `category:${id}` },
        detail: { before: before && { ...before, groups: groupsBefore }, after: { ...fields, locationId, groups } },
      });
      return ok({ id });
    },
    ({ locationId }) => [['location', locationId]],
  );
