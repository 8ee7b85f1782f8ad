import { aimOf } from './aims';
import type { Figure } from './figure';

/** Figures beside their aims, as a table of Markdown; benches that broke off are said below. */
export function summaryTable(figures: readonly Figure[], failed: readonly string[]): string {
  const rows = figures.map(({ name, value, unit, detail }) => {
    const aim = aimOf(name);
    return [name, `${value} ${unit}`, aim ? aim.words : '', aim ? (aim.met(value) ? 'met' : 'MISSED') : '', detail];
  });
  const table = [['figure', 'measured', 'aim', '', 'how'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = table;
  const rule = `|${[...widths.map((width) => '-'.repeat(width + 2)), '---'].join('|')}|`;
  return [line(head), rule, ...body.map(line), ...failed.map((name) => `${name}: broke off, see above`)].join('\n');
}
