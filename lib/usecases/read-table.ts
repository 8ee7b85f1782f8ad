import { type CsvRow, readCsv } from '@/lib/csv';
import type { CatalogueTable } from './catalogue-table';
import type { Cells } from './table-cells';

/** Why a line cannot be imported; the words are in the messages (`catalogue.import.problem.*`). */
export type TableProblem = {
  line: number;
  column: string;
  problem: 'csv_quote' | 'cells' | 'unknown_column' | 'double_column' | 'missing_column' | 'too_many' | 'nothing';
};

/** The columns that the file has, and no others. */
export type TableLine = { line: number; cells: Cells };

type Columns = Pick<CatalogueTable, 'columns' | 'needed'>;

/** A library of that many spaces is larger than any we know; and all of it is saved in one transaction. */
const MOST_LINES = 2000;

/** A table by its first line's names, in any order; columns that are left out are not touched. */
export function readTable(text: string, known: Columns): { lines: TableLine[]; problems: TableProblem[] } {
  const table = readCsv(text);
  if (!('rows' in table)) return { lines: [], problems: [{ ...table, column: '' }] };
  const [head, ...rows] = table.rows;
  if (!head || rows.length === 0) return { lines: [], problems: [{ line: 1, column: '', problem: 'nothing' }] };
  const columns = head.cells.map((name) => name.trim().toLowerCase());
  const problems = headProblems(head, columns, known);
  if (rows.length > MOST_LINES) problems.push({ line: head.line, column: '', problem: 'too_many' });
  if (problems.length > 0) return { lines: [], problems };
  for (const { line, cells } of rows)
    if (cells.length !== columns.length) problems.push({ line, column: '', problem: 'cells' });
  const lines = rows.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(columns.map((column, place) => [column, (cells[place] ?? '').trim()])),
  }));
  return { lines: problems.length > 0 ? [] : lines, problems };
}

function headProblems({ line }: CsvRow, columns: readonly string[], known: Columns): TableProblem[] {
  return [
    ...columns.flatMap((column, place): TableProblem[] => {
      if (!known.columns.includes(column)) return [{ line, column, problem: 'unknown_column' }];
      return columns.indexOf(column) < place ? [{ line, column, problem: 'double_column' }] : [];
    }),
    ...known.needed
      .filter((column) => !columns.includes(column))
      .map((column): TableProblem => ({ line, column, problem: 'missing_column' })),
  ];
}
