import { z } from 'zod';
import { lastPlace } from '@/lib/db/catalogue-order';
import { locationSheet, zoneSheet } from '@/lib/db/catalogue-sheet';
import { parse } from '@/lib/parse';
import { nameField, numberField } from './catalogue-fields';
import type { CatalogueTable } from './catalogue-table';
import { byName, cellsOf, columnProblems, formOf } from './table-cells';

const lineFields = z.object({ name: nameField, order: numberField(0, 1_000_000) });

/** Floors and areas, each of a location that is there already. */
export const zoneTable: CatalogueTable = {
  columns: ['id', 'location', 'name', 'order'],
  needed: ['location', 'name'],
  unique: ['location', 'name'],
  initial: {},
  filled: ['order'],
  sheet: async (tx) => {
    const [zones, locations] = [await zoneSheet(tx), await locationSheet(tx)];
    return {
      stored: zones.map(({ id, name, position, location }) => ({
        id,
        cells: cellsOf({ id, location: location.name, name, order: position }),
      })),
      judge: (cells, id) => {
        const location = byName(locations, cells.location ?? '');
        if (!location) return { problems: [{ column: 'location', problem: 'unknown_name' }] };
        const stored = zones.find((zone) => zone.id === id);
        if (stored && stored.location.id !== location.id)
          return { problems: [{ column: 'location', problem: 'other_location' }] };
        const shape = parse(lineFields, formOf(cells));
        if (!shape.ok) return { problems: columnProblems(shape.refusal) };
        const { name, order } = shape.value;
        return {
          cells: cellsOf({ id, location: location.name, name, order }),
          write: async (db) => {
            const position = order ?? (await lastPlace(db, 'zone', location.id));
            if (id === null) await db.zone.create({ data: { locationId: location.id, name, position } });
            else await db.zone.update({ where: { id }, data: { name, position } });
          },
        };
      },
    };
  },
};
