import type { CatalogueTable, CellProblem, Judged, Sheet } from './catalogue-table';
import type { TableLine, TableProblem } from './read-table';
import type { Cells } from './table-cells';

export type ImportProblem = TableProblem | { line: number; column: string; text?: string; problem: CellProblem };

/** What a line comes to; `columns` are those in which it differs from what is stored. */
export type PlannedLine = Judged & { line: number; id: number | null; was: Cells | null; columns: string[] };

export type ImportPlan = { planned: PlannedLine[]; unchanged: number; problems: ImportProblem[] };

/** Lines against what is stored: what would be made and changed, and what stands against it. Nothing is written. */
export function planImport(lines: readonly TableLine[], table: CatalogueTable, sheet: Sheet): ImportPlan {
  const problems: ImportProblem[] = [];
  const planned: PlannedLine[] = [];
  const seen = new Set<number>();
  for (const line of lines) {
    const answer = planLine(line, table, sheet, seen);
    if ('problems' in answer) problems.push(...answer.problems);
    else planned.push(answer);
  }
  problems.push(...givenTwice(planned, table, sheet));
  const changed = planned.filter(({ columns }) => columns.length > 0);
  return { planned: changed, unchanged: planned.length - changed.length, problems };
}

function planLine(
  { line, cells: given }: TableLine,
  table: CatalogueTable,
  { stored, judge }: Sheet,
  seen: Set<number>,
): PlannedLine | { problems: ImportProblem[] } {
  const at = ({ column, problem }: { column: string; problem: CellProblem }): ImportProblem => {
    return { line, column, text: given[column] ?? '', problem };
  };
  const id = given.id ? Number(given.id) : null;
  const known = stored.find((one) => one.id === id);
  if (id !== null && !known) return { problems: [at({ column: 'id', problem: 'unknown_id' })] };
  if (id !== null && seen.has(id)) return { problems: [at({ column: 'id', problem: 'twice' })] };
  if (id !== null) seen.add(id);

  const was = known?.cells ?? null;
  const cellOf = (column: string) => {
    const text = given[column];
    const isGiven = text !== undefined && (text !== '' || !table.filled.includes(column));
    return isGiven ? text : ((was ?? table.initial)[column] ?? '');
  };
  const judged = judge(Object.fromEntries(table.columns.map((column) => [column, cellOf(column)])), id);
  if ('problems' in judged) return { problems: judged.problems.map(at) };
  const columns = table.columns.filter((column) => !was || was[column]?.trim() !== judged.cells[column]);
  return { ...judged, line, id, was, columns };
}

/** Two of one name, once everything were saved. */
function givenTwice(
  planned: readonly PlannedLine[],
  { unique }: CatalogueTable,
  { stored, taken: elsewhere = [] }: Sheet,
): ImportProblem[] {
  const key = (cells: Cells) => unique.map((column) => cells[column]?.toLowerCase()).join('\n');
  const inFile = new Set(planned.map(({ id }) => id));
  const others = stored.filter(({ id }) => !inFile.has(id)).map(({ cells }) => cells);
  const taken = new Set([...others, ...elsewhere].map(key));
  return planned.flatMap(({ line, cells }) => {
    if (taken.has(key(cells)))
      return [{ line, column: 'name', text: cells.name ?? '', problem: 'name_taken' as const }];
    taken.add(key(cells));
    return [];
  });
}
