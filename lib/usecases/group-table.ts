import { patronGroups, writePatronGroup } from '@/lib/db/patron-groups';
import { parse } from '@/lib/parse';
import type { CatalogueTable } from './catalogue-table';
import { savePatronGroupInput } from './save-patron-group';
import { cellsOf, columnProblems, formOf } from './table-cells';

const lineFields = savePatronGroupInput.omit({ id: true });

/** Kinds of patrons, by domains and by name. Which places are kept for them is said there. */
export const groupTable: CatalogueTable = {
  columns: ['id', 'name', 'domains', 'members'],
  needed: ['name'],
  unique: ['name'],
  initial: {},
  filled: [],
  counted: ['members'],
  sheet: async (tx) => ({
    stored: (await patronGroups(tx)).map(({ id, name, domains, members }) => ({
      id,
      cells: cellsOf({ id, name, domains: [...domains].sort(), members: [...members].sort() }),
    })),
    judge: (cells, id) => {
      const shape = parse(lineFields, formOf(cells));
      if (!shape.ok) return { problems: columnProblems(shape.refusal) };
      return {
        cells: cellsOf({ ...shape.value, id }),
        write: async (db) => {
          await writePatronGroup(db, id, shape.value);
        },
      };
    },
  }),
};
