import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import { FEATURE_ICONS } from '@/lib/feature-icons';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField, nameField } from './catalogue-fields';

export const saveFeatureInput = z.object({
  id: idField.optional(),
  name: nameField.max(60, 'too_long'),
  icon: z.enum(FEATURE_ICONS, { error: 'required' }),
});

/** What spaces may offer, by its name and drawing; patrons search by it. */
export const saveFeature = (actor: Actor, raw: unknown): Promise<Result<{ id: number }>> =>
  catalogueAct(actor, saveFeatureInput, raw, async (tx, { id: given, ...after }, personId) => {
    const before = given === undefined ? null : await tx.feature.findUnique({ where: { id: given } });
    if (given !== undefined && !before) return refuse({ code: 'not_found' });
    const taken = await tx.feature.findFirst({
      where: { name: { equals: after.name, mode: 'insensitive' }, NOT: { id: given ?? 0 } },
    });
    if (taken) return refuse({ code: 'invalid', fields: { name: 'name_taken' } });
    const { id } =
      given === undefined
        ? await tx.feature.create({ data: { ...after, position: await lastPlace(tx, 'feature', null) } })
        : await tx.feature.update({ where: { id: given }, data: after });
    await audit(tx, { personId, act: 'feature.saved', subject: `feature:${id}`, detail: { before, after } });
    return ok({ id });
  });

/** Spaces that have it stay, without it. */
export const removeFeature = (actor: Actor, raw: unknown): Promise<Result<undefined>> =>
  catalogueAct(actor, z.object({ id: idField }), raw, async (tx, { id }, personId) => {
    const before = await tx.feature.findUnique({
      where: { id },
      select: { name: true, icon: true, resources: { select: { resourceId: true } } },
    });
    if (!before) return refuse({ code: 'not_found' });
    await tx.feature.delete({ where: { id } });
    const { name, icon, resources } = before;
    const detail = { before: { name, icon, spaces: resources.map(({ resourceId }) => resourceId) } };
    await audit(tx, { personId, act: 'feature.removed', subject: `feature:${id}`, detail });
    return ok();
  });
