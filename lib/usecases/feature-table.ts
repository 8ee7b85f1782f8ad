import { z } from 'zod';
import { lastPlace } from '@/lib/db/catalogue-order';
import { FEATURE_ICONS, featureIcon } from '@/lib/feature-icons';
import { parse } from '@/lib/parse';
import { numberField } from './catalogue-fields';
import type { CatalogueTable } from './catalogue-table';
import { saveFeatureInput } from './save-feature';
import { cellsOf, columnProblems, formOf } from './table-cells';

const lineFields = saveFeatureInput.omit({ id: true }).extend({
  ...{ icon: z.enum(FEATURE_ICONS, { error: 'invalid' }), order: numberField(0, 1_000_000) },
});

/** What spaces may offer, with its drawing. */
export const featureTable: CatalogueTable = {
  columns: ['id', 'name', 'icon', 'order'],
  needed: ['name'],
  unique: ['name'],
  initial: { icon: 'check' },
  filled: ['icon', 'order'],
  sheet: async (tx) => {
    const rows = await tx.feature.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
    return {
      stored: rows.map(({ id, name, icon, position }) => ({
        id,
        cells: cellsOf({ id, name, icon: featureIcon(icon), order: position }),
      })),
      judge: (cells, id) => {
        const shape = parse(lineFields, formOf(cells));
        if (!shape.ok) return { problems: columnProblems(shape.refusal) };
        const { order, ...data } = shape.value;
        return {
          cells: cellsOf({ ...shape.value, id }),
          write: async (db) => {
            const position = order ?? (await lastPlace(db, 'feature', null));
            if (id === null) await db.feature.create({ data: { ...data, position } });
            else await db.feature.update({ where: { id }, data: { ...data, position } });
          },
        };
      },
    };
  },
};
