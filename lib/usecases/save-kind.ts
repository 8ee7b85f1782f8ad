import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import type { Mode } from '@/lib/booking/appointment-types';
import { type KindOwner, type KindRecord, kindRow, kindRows } from '@/lib/db/appointment-kind-rows';
import { audit } from '@/lib/db/audit';
import { lastPlace } from '@/lib/db/catalogue-order';
import { categoryRow } from '@/lib/db/catalogue-rows';
import type { Tx } from '@/lib/db/client';
import { raiseHorizons } from '@/lib/db/horizons';
import { resourceById } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import type { Thing } from './allowed-at';
import { appointmentAct, mayManage } from './appointment-rights';
import { idField, nameField, textField } from './catalogue-fields';
import { wholeField } from './rules-fields';

const WEEK_MINUTES = 7 * 24 * 60;
/** More than that nobody chooses from. */
const MOST = 20;

const MODES: Record<'both' | Mode, Mode[]> = { both: [], in_person: ['in_person'], online: ['online'] };

/** Bounds: libcal-domain §2. */
export const saveKindInput = z.object({
  /** Left out: a new one, of the category or the person. */
  id: idField.optional(),
  categoryId: idField.optional(),
  resourceId: idField.optional(),
  name: nameField,
  description: textField,
  minutes: wholeField(10, 300),
  setupMinutes: wholeField(0, 180),
  cleanupMinutes: wholeField(0, 180),
  minNoticeMinutes: wholeField(0, WEEK_MINUTES),
  cancelByMinutes: wholeField(0, WEEK_MINUTES),
  windowDays: wholeField(0, 365),
  mode: z.enum(['both', 'in_person', 'online'], { error: 'required' }),
  directions: textField,
});

/**
 * A kind of appointment, new or changed: of one person, or of all in a category. What is booked already stays as it was
 * made, with its length and padding (own reading: a promise is not taken back by a rule, as decision 0020 has it).
 */
export const saveKind = (actor: Actor, raw: unknown): Promise<Result<{ id: number }>> =>
  appointmentAct(actor, saveKindInput, raw, async (tx, wanted, person) => {
    const { id: given, categoryId, resourceId, mode, ...words } = wanted;
    const before = given === undefined ? null : await kindRow(tx, given);
    if (given !== undefined && !before) return refuse({ code: 'not_found' });
    const owner = before ? ownerOf(before) : await knownOwner(tx, { categoryId, resourceId });
    if (!owner) return refuse({ code: 'not_found' });
    if (!(await mayManage(tx, person, owner.page, thingOf(before, owner)))) return refuse({ code: 'not_allowed' });
    const like = (await kindRows(tx, owner.of)).filter(({ id }) => id !== given);
    if (like.some(({ name }) => name.toLowerCase() === words.name.toLowerCase()))
      return refuse({ code: 'invalid', fields: { name: 'name_taken' } });
    if (!before && like.length >= MOST) return refuse({ code: 'invalid', fields: { name: 'too_many' } });
    const after = { ...words, modes: MODES[mode] };
    const { id } = before
      ? await tx.appointmentKind.update({ where: { id: before.id }, data: after })
      : await tx.appointmentKind.create({
          data: { ...owner.of, ...after, position: await lastPlace(tx, 'kind', placeIn(owner.of)) },
        });
    await raiseHorizons(tx);
    await audit(tx, {
      ...{ personId: person.id, act: 'kind.saved', subject: `kind:${id}` },
      detail: { before, after: { ...owner.of, ...after } },
    });
    return ok({ id });
  });

const thingOf = (before: KindRecord | null, { of }: Owner): Thing => {
  if (before) return ['kind', before.id];
  return 'categoryId' in of ? ['category', of.categoryId] : ['resource', of.resourceId];
};

/** Whose kind it is; `page` null: a category's, which admins write. */
type Owner = { of: KindOwner; page: { personId: number | null } | null };

function ownerOf({ category, person }: KindRecord): Owner | null {
  if (category) return { of: { categoryId: category.id }, page: null };
  return person && { of: { resourceId: person.id }, page: person };
}

async function knownOwner(
  tx: Tx,
  { categoryId, resourceId }: { categoryId?: number; resourceId?: number },
): Promise<Owner | null> {
  if (categoryId !== undefined)
    return (await categoryRow(tx, categoryId))?.kind === 'person' ? { of: { categoryId }, page: null } : null;
  const page = resourceId === undefined ? null : await resourceById(tx, resourceId);
  return page?.kind === 'person' ? { of: { resourceId: page.id }, page } : null;
}

const placeIn = (of: KindOwner) =>
  'categoryId' in of ? (`category ${of.categoryId}` as const) : (`person ${of.resourceId}` as const);
