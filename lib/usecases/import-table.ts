import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { writeCsv } from '@/lib/csv';
import { audit } from '@/lib/db/audit';
import { locationSheet } from '@/lib/db/catalogue-sheet';
import { db, type Tx } from '@/lib/db/client';
import { freeNames } from '@/lib/db/free-names';
import { lockLocation } from '@/lib/db/spaces';
import { upcomingBookings } from '@/lib/db/upcoming-bookings';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import type { CatalogueTable } from './catalogue-table';
import { catalogueTables, TABLE_NAMES } from './catalogue-tables';
import { type ImportPlan, type ImportProblem, type PlannedLine, planImport } from './plan-import';
import { readTable } from './read-table';
import type { Cells } from './table-cells';

export const TABLE_BYTES = 1_000_000;
const kind = z.enum(TABLE_NAMES, { error: 'required' });
const table = z.string({ error: 'required' }).min(1, 'required').max(TABLE_BYTES, 'too_long');
export const importInput = z.object({ kind, table, fingerprint: z.string().length(64) });

/** What an import would do. `fingerprint`: by which it is said yes to; null: there is nothing to say yes to. */
export type ImportPreview = ImportPlan & {
  fingerprint: string | null;
  /** What it switches off, with how many bookings stay there. */
  switchedOff: { name: string; bookings: number }[];
};

/** Tables name every location: whose role counts for some of them has none. */
export const mayImport = (actor: Actor): boolean => can(actor, 'manage_spaces');

/** A table of the catalogue that can be imported again: that changes nothing. */
export async function exportTable(actor: Actor, raw: unknown): Promise<Result<string>> {
  const input = parse(z.object({ kind }), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const { columns, sheet } = catalogueTables[input.value.kind];
  const { stored } = await sheet(db());
  return ok(writeCsv([[...columns], ...stored.map(({ cells }) => columns.map((column) => cells[column] ?? ''))]));
}

/** A dry run: nothing is written. */
export async function previewImport(actor: Actor, raw: unknown, now: Date): Promise<Result<ImportPreview>> {
  const input = parse(z.object({ kind, table }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const wanted = catalogueTables[input.value.kind];
  const plan = await planOf(db(), wanted, input.value.table, now);
  const switchedOff = [];
  for (const { id, was, cells } of plan.planned) {
    if (!wanted.place || id === null || was?.active !== 'yes' || cells.active !== 'no') continue;
    const { count } = await upcomingBookings(db(), wanted.place(id), now);
    switchedOff.push({ name: cells.name ?? '', bookings: count });
  }
  const isOpen = plan.problems.length === 0 && plan.planned.length > 0;
  return ok({ ...plan, switchedOff, fingerprint: isOpen ? fingerprintOf(plan) : null });
}

/** All of it or nothing, and only what the dry run has shown: if the catalogue has changed since, it is shown anew. */
export const importTable = (
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ created: number; changed: number }>> =>
  catalogueAct(actor, importInput, raw, async (tx, input, personId) => {
    const wanted = catalogueTables[input.kind];
    for (const { id } of (await locationSheet(tx)).sort((a, b) => a.id - b.id)) await lockLocation(tx, id);
    const plan = await planOf(tx, wanted, input.table, now, true);
    if (plan.problems.length > 0 || fingerprintOf(plan) !== input.fingerprint)
      return refuse({ code: 'import_changed' });
    const [created, changed] = [plan.planned.filter(({ id }) => !id), plan.planned.filter(({ id }) => id)];
    const renamed = changed.filter(({ columns }) => columns.includes('name'));
    await freeNames(
      tx,
      input.kind,
      renamed.flatMap(({ id }) => id ?? []),
    );
    for (const { write, columns } of plan.planned) await write(tx, columns, now);
    const detail = {
      created: created.map(({ cells }) => logged(cells, wanted)),
      changed: changed.map(changeOf(wanted)),
    };
    await audit(tx, { personId, act: 'catalogue.imported', subject: input.kind, detail });
    return ok({ created: created.length, changed: changed.length });
  });

async function planOf(tx: Tx, wanted: CatalogueTable, text: string, now: Date, lock = false): Promise<ImportPlan> {
  const { lines, problems } = readTable(text, wanted);
  const plan = planImport(lines, wanted, await wanted.sheet(tx));
  const stuck = await stuckLines(tx, wanted, plan, now, lock);
  return { ...plan, problems: [...problems, ...plan.problems, ...stuck].sort((a, b) => a.line - b.line) };
}

/** Lines that change what is bound by bookings still to come. */
async function stuckLines(
  tx: Tx,
  { bound }: CatalogueTable,
  { planned }: ImportPlan,
  now: Date,
  lock: boolean,
): Promise<ImportProblem[]> {
  if (!bound) return [];
  const { column, problem, booked } = bound;
  const changed = planned.filter(({ was, columns }) => was && columns.includes(column));
  const ids = await booked(
    tx,
    changed.flatMap(({ id }) => id ?? []),
    now,
    lock,
  );
  return changed
    .filter(({ id }) => id !== null && ids.includes(id))
    .map(({ line, cells }) => ({ line, column, text: cells[column] ?? '', problem }));
}

const fingerprintOf = ({ planned }: ImportPlan) =>
  createHash('sha256')
    .update(JSON.stringify(planned.map(({ id, was, cells }) => [id, was, cells])))
    .digest('hex');

const changeOf =
  (wanted: CatalogueTable) =>
  ({ id, was, cells, columns }: PlannedLine) => {
    const some = (all: Cells | null) => Object.fromEntries(columns.map((column) => [column, all?.[column] ?? '']));
    return { id, before: logged(some(was), wanted), after: logged(some(cells), wanted) };
  };

/** Addresses of people do not belong into the log: how many they are does. */
const logged = (cells: Cells, { counted = [] }: CatalogueTable) =>
  Object.fromEntries(
    Object.entries(cells).map(([column, text]) => {
      return [column, counted.includes(column) ? text.split(';').filter((one) => one.trim()).length : text];
    }),
  );
