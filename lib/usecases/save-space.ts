import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { allowedGroups, allowGroups } from '@/lib/db/allowances';
import { audit } from '@/lib/db/audit';
import { enqueueRenamed } from '@/lib/db/backfill';
import { lastPlace } from '@/lib/db/catalogue-order';
import { categoryRow } from '@/lib/db/catalogue-rows';
import type { Tx } from '@/lib/db/client';
import { raiseHorizons } from '@/lib/db/horizons';
import { lockResources } from '@/lib/db/resources';
import { isSpaceName, lockLocation, type SpaceRow, setFeatures, spaceRow } from '@/lib/db/spaces';
import { upcomingUses } from '@/lib/db/upcoming-uses';
import type { FieldProblem } from '@/lib/field-problem';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField, idsField, knownField, nameField, numberField, textField } from './catalogue-fields';

/** What a space is described by, in its form and in a line of an import alike. */
export const spaceFields = {
  name: nameField,
  description: textField,
  directions: textField,
  capacity: numberField(1, 100_000),
  terms: textField,
  stepFree: knownField,
  doorWidthCm: numberField(30, 1000),
  hearingLoop: knownField,
  deskHeightCm: numberField(30, 200),
  adjustableDesk: knownField,
};

export const saveSpaceInput = z.object({
  /** Left out: a new one. */
  id: idField.optional(),
  categoryId: idField,
  zoneId: z.union([z.literal('').transform(() => null), idField]).default(null),
  ...spaceFields,
  signInRequired: knownField,
  features: idsField,
  groups: idsField,
});

type Wanted = z.output<typeof saveSpaceInput>;

/**
 * A space, new or changed. It may go to another category of its location, never to another location: its bookings, zone
 * and hours belong there; nor anywhere while bookings are still to come, which were made by the hours and rules of its
 * category (own reading). Its events in Outlook get its new name.
 */
export const saveSpace = (actor: Actor, raw: unknown, now: Date): Promise<Result<{ id: number }>> =>
  catalogueAct(
    actor,
    saveSpaceInput,
    raw,
    async (tx, wanted, personId) => {
      const { id: given, features, groups, ...fields } = wanted;
      const before = given === undefined ? null : await spaceRow(tx, given);
      if (given !== undefined && !before) return refuse({ code: 'not_found' });
      const problems = await problemsOf(tx, wanted, before, now);
      if (Object.keys(problems).length > 0) return refuse({ code: 'invalid', fields: problems });
      const position = await lastPlace(tx, 'space', fields.categoryId);
      const moved = before?.categoryId !== fields.categoryId;
      const { id } =
        given === undefined
          ? await tx.resource.create({ data: { ...fields, kind: 'space', position } })
          : await tx.resource.update({ where: { id: given }, data: { ...fields, ...(moved && { position }) } });
      if (before && before.name !== fields.name) await enqueueRenamed(tx, id, now);
      if (before && moved) await raiseHorizons(tx);
      await setFeatures(tx, id, features);
      const groupsBefore = await allowedGroups(tx, { resourceId: id });
      await allowGroups(tx, { resourceId: id }, groups);
      await audit(tx, {
        ...{ personId, act: 'space.saved', subject: `space:${id}` },
        detail: { before: before && { ...before, groups: groupsBefore }, after: { ...fields, features, groups } },
      });
      return ok({ id });
    },
    ({ id, categoryId }) => [['category', categoryId], ...(id === undefined ? [] : [['resource', id] as const])],
  );

async function problemsOf(
  tx: Tx,
  { id = 0, categoryId, zoneId, name }: Wanted,
  before: SpaceRow | null,
  now: Date,
): Promise<Record<string, FieldProblem>> {
  const category = await categoryRow(tx, categoryId);
  if (category?.kind !== 'space') return { categoryId: 'required' };
  if (before && category.locationId !== before.locationId) return { categoryId: 'other_location' };
  await lockLocation(tx, category.locationId);
  if (before && before.categoryId !== categoryId) {
    await lockResources(tx, [id]);
    if ((await upcomingUses(tx, [id], now)).length > 0) return { categoryId: 'category_has_bookings' };
  }
  const zone = zoneId === null ? null : await tx.zone.findUnique({ where: { id: zoneId } });
  const isStrange = zoneId !== null && zone?.locationId !== category.locationId;
  return {
    ...((await isSpaceName(tx, category.locationId, name, id)) && { name: 'name_taken' as const }),
    ...(isStrange && { zoneId: 'other_location' as const }),
  };
}
