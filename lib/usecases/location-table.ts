import { lastPlace } from '@/lib/db/catalogue-order';
import { locationSheet } from '@/lib/db/catalogue-sheet';
import { upcomingBookings } from '@/lib/db/upcoming-bookings';
import { parse } from '@/lib/parse';
import { lockLocation } from './apply-hours-change';
import { numberField } from './catalogue-fields';
import type { CatalogueTable } from './catalogue-table';
import { saveLocationInput } from './save-location';
import { cellsOf, columnProblems, formOf, yesNoField } from './table-cells';

const lineFields = saveLocationInput.omit({ id: true, groups: true }).extend({
  ...{ active: yesNoField, signInRequired: yesNoField, order: numberField(0, 1_000_000) },
});

/** Locations with their texts, and what their form asks for beside groups. */
export const locationTable: CatalogueTable = {
  columns: [
    ...(['id', 'name', 'order', 'access', 'active', 'address', 'time_zone', 'description', 'directions'] as const),
    ...(['terms', 'sign_in_required', 'verify_minutes', 'hold_minutes'] as const),
  ],
  needed: ['name', 'time_zone'],
  unique: ['name'],
  initial: { access: 'public', active: 'yes', sign_in_required: 'no', hold_minutes: '10' },
  filled: ['order', 'access', 'active', 'sign_in_required'],
  place: (id) => ({ locationId: id }),
  bound: {
    ...{ column: 'time_zone', problem: 'zone_has_bookings' },
    booked: async (tx, ids, now, lock) => {
      const found: number[] = [];
      for (const id of [...ids].sort((a, b) => a - b)) {
        if (lock) await lockLocation(tx, id);
        if ((await upcomingBookings(tx, { locationId: id }, now)).count > 0) found.push(id);
      }
      return found;
    },
  },
  sheet: async (tx) => ({
    stored: (await locationSheet(tx)).map(({ position, ...row }) => ({
      id: row.id,
      cells: cellsOf({ ...row, order: position }),
    })),
    judge: (cells, id) => {
      const shape = parse(lineFields, formOf(cells));
      if (!shape.ok) return { problems: columnProblems(shape.refusal) };
      const { order, ...data } = shape.value;
      return {
        cells: cellsOf({ ...shape.value, id }),
        write: async (db) => {
          const position = order ?? (await lastPlace(db, 'location', null));
          if (id === null) await db.location.create({ data: { ...data, position } });
          else await db.location.update({ where: { id }, data: { ...data, position } });
        },
      };
    },
  }),
};
