import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { writeCsv } from '@/lib/csv';
import { audit } from '@/lib/db/audit';
import { enqueueRenamed } from '@/lib/db/backfill';
import { lastPlace } from '@/lib/db/catalogue-order';
import { db, type Tx } from '@/lib/db/client';
import { lockResources } from '@/lib/db/resources';
import { spaceSheet } from '@/lib/db/space-sheet';
import { lockLocation, setFeatures } from '@/lib/db/spaces';
import { upcomingBookings } from '@/lib/db/upcoming-bookings';
import { upcomingUses } from '@/lib/db/upcoming-uses';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { type ImportPlan, type ImportProblem, type PlannedSpace, planSpaceImport } from './plan-space-import';
import { readSpaceTable } from './read-space-table';
import { SPACE_COLUMNS, spaceCells } from './space-columns';

export const TABLE_BYTES = 1_000_000;
const table = z.string({ error: 'required' }).min(1, 'required').max(TABLE_BYTES, 'too_long');
export const importInput = z.object({ table, fingerprint: z.string().length(64) });

/** What an import would do. `fingerprint`: by which it is said yes to; null: there is nothing to say yes to. */
export type ImportPreview = ImportPlan & {
  fingerprint: string | null;
  /** Spaces that it switches off, with how many bookings stay there. */
  switchedOff: { name: string; bookings: number }[];
};

/** Every space as a table that can be imported again: that changes nothing. */
export async function exportSpaces(actor: Actor): Promise<Result<string>> {
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const { spaces } = await spaceSheet(db());
  const lines = spaces.map((space) => {
    const cells = spaceCells(space);
    return SPACE_COLUMNS.map((column) => cells[column]);
  });
  return ok(writeCsv([[...SPACE_COLUMNS], ...lines]));
}

/** A dry run: nothing is written. */
export async function previewImport(actor: Actor, raw: unknown, now: Date): Promise<Result<ImportPreview>> {
  const input = parse(z.object({ table }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const plan = await planOf(db(), input.value.table, now);
  const off = plan.planned.filter(({ was, cells }) => was?.active === 'yes' && cells.active === 'no');
  const switchedOff = [];
  for (const { id, cells } of off)
    switchedOff.push({
      name: cells.name,
      bookings: (await upcomingBookings(db(), { resourceId: id ?? 0 }, now)).count,
    });
  const isOpen = plan.problems.length === 0 && plan.planned.length > 0;
  return ok({ ...plan, switchedOff, fingerprint: isOpen ? fingerprintOf(plan) : null });
}

/** All of it or nothing, and only what the dry run has shown: if the catalogue has changed since, it is shown anew. */
export const importSpaces = (
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ created: number; changed: number }>> =>
  catalogueAct(actor, importInput, raw, async (tx, { table: text, fingerprint }, personId) => {
    for (const { id } of (await spaceSheet(tx)).locations.sort((a, b) => a.id - b.id)) await lockLocation(tx, id);
    const plan = await planOf(tx, text, now, lockResources);
    if (plan.problems.length > 0 || fingerprintOf(plan) !== fingerprint) return refuse({ code: 'import_changed' });
    for (const one of plan.planned) await save(tx, one, now);
    const [created, changed] = [plan.planned.filter(({ id }) => !id), plan.planned.filter(({ id }) => id)];
    await audit(tx, {
      ...{ personId, act: 'catalogue.imported', subject: 'spaces' },
      detail: {
        created: created.map(({ cells }) => cells),
        changed: changed.map(({ id, was, cells, columns }) => ({
          id,
          before: Object.fromEntries(columns.map((column) => [column, was?.[column] ?? ''])),
          after: Object.fromEntries(columns.map((column) => [column, cells[column]])),
        })),
      },
    });
    return ok({ created: created.length, changed: changed.length });
  });

/** `lock`: before saving, so that whoever books meanwhile is seen. */
async function planOf(tx: Tx, text: string, now: Date, lock?: typeof lockResources): Promise<ImportPlan> {
  const { lines, problems } = readSpaceTable(text);
  const plan = planSpaceImport(lines, await spaceSheet(tx));
  const moved = plan.planned.filter(({ was, columns }) => was && columns.includes('category'));
  const ids = moved.flatMap(({ id }) => id ?? []);
  await lock?.(tx, ids);
  const booked = new Set((await upcomingUses(tx, ids, now)).map(({ resourceId }) => resourceId));
  const stuck = moved
    .filter(({ id }) => id && booked.has(id))
    .map(({ line, cells }): ImportProblem => {
      return { line, column: 'category', text: cells.category, problem: 'category_has_bookings' };
    });
  return { ...plan, problems: [...problems, ...plan.problems, ...stuck].sort((a, b) => a.line - b.line) };
}

const fingerprintOf = ({ planned }: ImportPlan) =>
  createHash('sha256')
    .update(JSON.stringify(planned.map(({ id, was, cells }) => [id, was, cells])))
    .digest('hex');

async function save(tx: Tx, { id: given, columns, fields }: PlannedSpace, now: Date): Promise<void> {
  const { locationId: _, location: __, category: ___, zone: ____, features: _____, featureIds, ...data } = fields;
  const moves = columns.includes('category');
  const position = moves ? await lastPlace(tx, 'space', data.categoryId) : undefined;
  const { id } = given
    ? await tx.resource.update({ where: { id: given }, data: { ...data, position } })
    : await tx.resource.create({ data: { ...data, kind: 'space', position } });
  if (given && columns.includes('name')) await enqueueRenamed(tx, given, now);
  if (columns.includes('features')) await setFeatures(tx, id, featureIds);
}
