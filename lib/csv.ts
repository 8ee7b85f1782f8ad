/** Tables as text by RFC 4180: commas, quotes where needed, lines ended by CR LF; read with LF alone or semicolons as well. */

export type CsvRow = { /** Of the file, from 1 on: where the row begins. */ line: number; cells: string[] };
export type CsvProblem = { line: number; problem: 'csv_quote' };

/** What a spreadsheet would take for a formula, and the mark itself. */
const RISKY = /^[=+\-@\t\r']/;

/**
 * A program that opens the file must not run what somebody typed into a field (CSV injection): such a cell begins with an
 * apostrophe, which spreadsheets take for "this is text". {@link readCsv} takes it off again, so nothing is lost.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = RISKY.test(text) ? `'${text}` : text;
    return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

const CELL = {
  ',': /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y,
  ';': /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r?\n|$)/y,
};

/** Spreadsheets write semicolons where a comma divides whole numbers from parts: the first line shows it. */
const separatorOf = (text: string): keyof typeof CELL => (/^[^",\r\n]*;[^",\r\n]*(\r?\n|$)/.test(text) ? ';' : ',');

/** The rows, empty lines left out; or the line at which a quote stands where none may. */
export function readCsv(text: string): { rows: CsvRow[] } | CsvProblem {
  const rows: CsvRow[] = [];
  const separator = separatorOf(text);
  // One cell at a time: in quotes with doubled ones within, or plain; then a separator, the end of the line, or of the file.
  const cell = CELL[separator];
  cell.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  while (cell.lastIndex < text.length || row.cells.length > 0) {
    const found = cell.exec(text);
    if (!found) return { line, problem: 'csv_quote' };
    const [all, quoted, plain = '', end] = found;
    row.cells.push(unguarded(quoted?.replaceAll('""', '"') ?? plain));
    line += all.split('\n').length - 1;
    if (end === separator) continue;
    if (row.cells.some((text) => text !== '')) rows.push(row);
    row = { line, cells: [] };
  }
  return { rows };
}

const unguarded = (text: string) => (text.startsWith("'") && RISKY.test(text.slice(1)) ? text.slice(1) : text);
