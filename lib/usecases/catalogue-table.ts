import type { Tx } from '@/lib/db/client';
import type { FieldProblem } from '@/lib/field-problem';
import type { Cells } from './table-cells';

/** What stands against a cell; `rules_elsewhere`: it is changed on a page that shows what it would meet. */
export type CellProblem = FieldProblem | 'unknown_name' | 'unknown_id' | 'twice' | 'rules_elsewhere';

/** A line that can be saved: as it will stand in the table, and how it is written. */
export type Judged = {
  cells: Cells;
  /** `columns`: those in which it differs from what is stored; all of them for a new one. */
  write: (tx: Tx, columns: readonly string[], now: Date) => Promise<void>;
};

/** A table as it is stored now, in the library's order, with the judge of a line; `id` null: of a new one. */
export type Sheet = {
  stored: readonly { id: number; cells: Cells }[];
  /** Names that something else has, which is in no such table. */
  taken?: readonly Cells[];
  judge: (cells: Cells, id: number | null) => Judged | { problems: { column: string; problem: CellProblem }[] };
};

/** One table of the catalogue, out and in. */
export type CatalogueTable = {
  /** The names of columns are the same in every language. The first is `id`. */
  columns: readonly string[];
  /** Without these no line can be understood. */
  needed: readonly string[];
  /** Together they are given once only, capitals aside. */
  unique: readonly string[];
  /** Of new ones, where the file has no such column. */
  initial: Cells;
  /** Never empty: an empty cell means what is stored, or what is initial. */
  filled: readonly string[];
  /** Whose bookings stay when it is switched off. */
  place?: (id: number) => { locationId: number } | { categoryId: number } | { resourceId: number };
  /** A column that stays as it is while bookings are still to come, as its form has it. */
  bound?: {
    column: string;
    problem: FieldProblem;
    /** Which of these have bookings; `lock`: so that whoever books meanwhile is seen. */
    booked: (tx: Tx, ids: readonly number[], now: Date, lock: boolean) => Promise<readonly number[]>;
  };
  /** Columns of people's addresses: the audit log says how many. */
  counted?: readonly string[];
  sheet: (tx: Tx) => Promise<Sheet>;
};
