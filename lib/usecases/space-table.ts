import { z } from 'zod';
import { enqueueRenamed } from '@/lib/db/backfill';
import { lastPlace } from '@/lib/db/catalogue-order';
import type { Tx } from '@/lib/db/client';
import { lockResources } from '@/lib/db/resources';
import { type SheetSpace, type SpaceSheet, spaceSheet } from '@/lib/db/space-sheet';
import { setFeatures } from '@/lib/db/spaces';
import { upcomingUses } from '@/lib/db/upcoming-uses';
import { parse } from '@/lib/parse';
import type { CatalogueTable, CellProblem, Sheet } from './catalogue-table';
import { spaceFields } from './save-space';
import { byName, cellsOf, columnProblems, formOf, yesNoField } from './table-cells';

const lineFields = z.object({ ...spaceFields, active: yesNoField });

/** Spaces by the names of what they belong to and offer: each must be there already. */
export const spaceTable: CatalogueTable = {
  columns: [
    ...(['id', 'location', 'category', 'zone', 'name', 'capacity', 'features', 'description', 'directions'] as const),
    ...([
      'terms',
      'step_free',
      'door_width_cm',
      'hearing_loop',
      'desk_height_cm',
      'adjustable_desk',
      'active',
    ] as const),
  ],
  needed: ['location', 'category', 'name'],
  unique: ['location', 'name'],
  initial: { active: 'yes' },
  filled: ['active'],
  place: (id) => ({ resourceId: id }),
  bound: {
    ...{ column: 'category', problem: 'category_has_bookings' },
    booked: async (tx, ids, now, lock) => {
      if (lock) await lockResources(tx, ids);
      return (await upcomingUses(tx, ids, now)).map(({ resourceId }) => resourceId);
    },
  },
  sheet: async (tx) => {
    const sheet = await spaceSheet(tx);
    const stored = sheet.spaces.map((space) => ({ id: space.id, cells: cellsOfSpace(space) }));
    return { stored, judge: judgeOf(sheet) };
  },
};

type Named = Omit<SheetSpace, 'id' | 'isSeat' | 'isContainer' | 'categoryId' | 'zoneId' | 'locationId'>;

function cellsOfSpace(space: Named & { id: number | null }) {
  const { id, location, category, zone, features, name, capacity, description, directions, terms, active } = space;
  const { stepFree, doorWidthCm, hearingLoop, deskHeightCm, adjustableDesk } = space;
  const facts = { stepFree, doorWidthCm, hearingLoop, deskHeightCm, adjustableDesk };
  const words = { name, capacity, description, directions, terms, active };
  return cellsOf({ id, location, category, zone, features, ...words, ...facts });
}

const judgeOf =
  ({ spaces, locations, features }: SpaceSheet): Sheet['judge'] =>
  (cells, id) => {
    const stop = (column: string, problem: CellProblem) => ({ problems: [{ column, problem }] });
    const stored = spaces.find((space) => space.id === id);
    const location = byName(locations, cells.location ?? '');
    if (!location) return stop('location', 'unknown_name');
    if (stored && stored.locationId !== location.id) return stop('location', 'other_location');
    const category = byName(location.categories, cells.category ?? '');
    if (!category) return stop('category', 'unknown_name');
    const zone = cells.zone ? byName(location.zones, cells.zone) : null;
    if (zone === undefined) return stop('zone', 'unknown_name');
    const words = (cells.features ?? '').split(';').map((word) => word.trim());
    const wanted = words.filter(Boolean).map((word) => byName(features, word));
    if (wanted.includes(undefined)) return stop('features', 'unknown_name');
    const shape = parse(lineFields, formOf(cells));
    if (!shape.ok) return { problems: columnProblems(shape.refusal) };

    const chosen = features.filter((feature) => wanted.includes(feature));
    const names = { location: location.name, category: category.name, zone: zone?.name ?? '' };
    const data = { ...shape.value, categoryId: category.id, zoneId: zone?.id ?? null };
    return {
      cells: cellsOfSpace({ ...shape.value, ...names, id, features: chosen.map(({ name }) => name) }),
      write: (tx, columns, now) =>
        writeSpace(tx, { id, data, featureIds: chosen.map((feature) => feature.id) }, columns, now),
    };
  };

type Data = z.output<typeof lineFields> & { categoryId: number; zoneId: number | null };

async function writeSpace(
  tx: Tx,
  { id: given, data, featureIds }: { id: number | null; data: Data; featureIds: readonly number[] },
  columns: readonly string[],
  now: Date,
): Promise<void> {
  const position = columns.includes('category') ? await lastPlace(tx, 'space', data.categoryId) : undefined;
  const { id } = given
    ? await tx.resource.update({ where: { id: given }, data: { ...data, position } })
    : await tx.resource.create({ data: { ...data, kind: 'space', position } });
  if (given && columns.includes('name')) await enqueueRenamed(tx, given, now);
  if (columns.includes('features')) await setFeatures(tx, id, featureIds);
}
