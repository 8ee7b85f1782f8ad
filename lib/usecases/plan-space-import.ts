import { z } from 'zod';
import type { SheetSpace, SpaceSheet } from '@/lib/db/space-sheet';
import { parse } from '@/lib/parse';
import type { FieldProblem } from '@/lib/refusal';
import type { TableLine, TableProblem } from './read-space-table';
import { spaceFields } from './save-space';
import { SPACE_COLUMNS, type SpaceCells, type SpaceColumn, spaceCells } from './space-columns';

export type ImportProblem =
  | TableProblem
  | { line: number; column: string; text?: string; problem: FieldProblem | 'unknown_name' | 'unknown_id' | 'twice' };

/** What a line comes to; `columns` are those in which it differs from what is stored. */
export type PlannedSpace = {
  line: number;
  id: number | null;
  was: SpaceCells | null;
  cells: SpaceCells;
  columns: SpaceColumn[];
  fields: Omit<SheetSpace, 'id' | 'isSeat' | 'isContainer'> & { featureIds: number[] };
};

export type ImportPlan = { planned: PlannedSpace[]; unchanged: number; problems: ImportProblem[] };

const lineFields = z.object({ ...spaceFields, active: z.enum(['yes', 'no'], { error: 'invalid' }) });

/** Which column a field of the form stands in. */
const COLUMN_OF: Record<string, SpaceColumn> = {
  ...{ stepFree: 'step_free', doorWidthCm: 'door_width_cm', hearingLoop: 'hearing_loop' },
  ...{ deskHeightCm: 'desk_height_cm', adjustableDesk: 'adjustable_desk' },
};

/** Lines against the catalogue: what would be made and changed, and what stands against it. Nothing is written. */
export function planSpaceImport(lines: readonly TableLine[], sheet: SpaceSheet): ImportPlan {
  const problems: ImportProblem[] = [];
  const planned: PlannedSpace[] = [];
  const seen = new Set<number>();
  for (const line of lines) {
    const answer = planLine(line, sheet, seen);
    if ('problems' in answer) problems.push(...answer.problems);
    else planned.push(answer);
  }
  problems.push(...sameNames(planned, sheet));
  const changed = planned.filter(({ columns }) => columns.length > 0);
  return { planned: changed, unchanged: planned.length - changed.length, problems };
}

function planLine(
  { line, cells: given }: TableLine,
  { spaces, locations, features }: SpaceSheet,
  seen: Set<number>,
): PlannedSpace | { problems: ImportProblem[] } {
  const stop = (column: SpaceColumn, problem: ImportProblem['problem']) => ({
    problems: [{ line, column, text: given[column] ?? '', problem } as ImportProblem],
  });
  const id = given.id ? Number(given.id) : null;
  const stored = spaces.find((space) => space.id === id);
  if (id !== null && !stored) return stop('id', 'unknown_id');
  if (id !== null && seen.has(id)) return stop('id', 'twice');
  if (id !== null) seen.add(id);

  const was = stored ? spaceCells(stored) : null;
  const empty = Object.fromEntries(SPACE_COLUMNS.map((column) => [column, ''])) as SpaceCells;
  const cells = { ...(was ?? { ...empty, active: 'yes' }), ...given };
  const location = find(locations, cells.location);
  if (!location) return stop('location', 'unknown_name');
  if (stored && stored.locationId !== location.id) return stop('location', 'other_location');
  const category = find(location.categories, cells.category);
  if (!category) return stop('category', 'unknown_name');
  const zone = cells.zone === '' ? null : find(location.zones, cells.zone);
  if (zone === undefined) return stop('zone', 'unknown_name');
  const words = cells.features
    .split(';')
    .map((word) => word.trim())
    .filter(Boolean);
  const wanted = words.map((word) => find(features, word));
  if (wanted.includes(undefined)) return stop('features', 'unknown_name');

  const shape = parse(lineFields, {
    ...{ name: cells.name, description: cells.description, directions: cells.directions, terms: cells.terms },
    ...{
      capacity: cells.capacity,
      stepFree: cells.step_free,
      doorWidthCm: cells.door_width_cm,
      active: cells.active || 'yes',
    },
    ...{ hearingLoop: cells.hearing_loop, deskHeightCm: cells.desk_height_cm, adjustableDesk: cells.adjustable_desk },
  });
  if (!shape.ok) {
    const fields = shape.refusal.code === 'invalid' ? shape.refusal.fields : {};
    return {
      problems: Object.entries(fields).map(([name, problem]) => {
        const column = (COLUMN_OF[name] ?? name) as SpaceColumn;
        return { line, column, text: given[column] ?? '', problem };
      }),
    };
  }
  const chosen = features.filter((feature) => wanted.includes(feature));
  const fields = {
    ...{ ...shape.value, active: shape.value.active === 'yes', categoryId: category.id, zoneId: zone?.id ?? null },
    ...{ locationId: location.id, location: location.name, category: category.name, zone: zone?.name ?? '' },
    ...{ features: chosen.map(({ name }) => name), featureIds: chosen.map((feature) => feature.id) },
  };
  const after = spaceCells({ ...fields, id, isSeat: false, isContainer: false });
  const columns = SPACE_COLUMNS.filter((column) => !was || was[column].trim() !== after[column]);
  return { line, id, was, cells: after, columns, fields };
}

/** By name, capitals aside. */
const find = <T extends { name: string }>(some: readonly T[], name: string): T | undefined =>
  some.find((one) => one.name.toLowerCase() === name.toLowerCase());

/** Two spaces of one name in a location, once everything were saved. */
function sameNames(planned: readonly PlannedSpace[], { spaces }: SpaceSheet): ImportProblem[] {
  const key = (locationId: number, name: string) => `${locationId} ${name.toLowerCase()}`;
  const inFile = new Set(planned.map(({ id }) => id));
  const taken = new Set(spaces.filter(({ id }) => !inFile.has(id)).map((one) => key(one.locationId, one.name)));
  return planned.flatMap(({ line, fields }) => {
    const own = key(fields.locationId, fields.name);
    if (taken.has(own)) return [{ line, column: 'name', text: fields.name, problem: 'name_taken' as const }];
    taken.add(own);
    return [];
  });
}
