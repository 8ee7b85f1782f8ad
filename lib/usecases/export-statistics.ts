import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { writeCsv } from '@/lib/csv';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { APPOINTMENT_TABLES } from './appointment-tables';
import { askedStatistics } from './asked-statistics';
import { DEMAND_TABLES } from './demand-tables';
import { SPACE_TABLES, type StatisticsTable } from './space-statistics-tables';
import { viewAppointmentStatistics } from './view-appointment-statistics';
import { viewDemandStatistics } from './view-demand-statistics';
import { viewSpaceStatistics } from './view-space-statistics';

/** Beside the table its address has what the page has: `from`, `to`, `location`. */
const exportInput = z.looseObject({ table: z.string().max(60) });

/** Null: the table is none of its own. */
type Source = (table: string, actor: Actor, raw: unknown, now: Date) => Promise<Result<StatisticsTable | null>>;

/** One line for each page that has tables. */
const SOURCES: readonly Source[] = [
  tablesOf(SPACE_TABLES, viewSpaceStatistics),
  tablesOf(DEMAND_TABLES, viewDemandStatistics),
  tablesOf(APPOINTMENT_TABLES, viewAppointmentStatistics),
];

function tablesOf<Numbers>(
  tables: Record<string, (numbers: Numbers) => StatisticsTable>,
  view: (actor: Actor, raw: unknown, now: Date) => Promise<Result<{ numbers: Numbers | null }>>,
): Source {
  return async (table, actor, raw, now) => {
    const write = Object.hasOwn(tables, table) ? tables[table] : undefined;
    if (!write) return ok(null);
    const seen = await view(actor, raw, now);
    if (!seen.ok) return seen;
    return ok(seen.value.numbers && write(seen.value.numbers));
  };
}

/**
 * One table of the statistics as a CSV file (docs/operations.md says what its columns are): the numbers that its page shows.
 * Refusals: those of `askedStatistics`, `invalid` dates, and `not_found` where there is no such table.
 */
export async function exportStatistics(actor: Actor, raw: unknown, now: Date): Promise<Result<string>> {
  const asked = await askedStatistics(actor, raw, now);
  if (!asked.ok) return asked;
  const input = parse(exportInput, raw);
  if (!input.ok) return input;
  if (!asked.value.scope) return refuse({ code: 'invalid', fields: { ...asked.value.filter.problems } });
  for (const source of SOURCES) {
    const found = await source(input.value.table, actor, raw, now);
    if (!found.ok) return found;
    if (found.value) return ok(asCsv(found.value));
  }
  return refuse({ code: 'not_found' });
}

/** What is not known is an empty cell. */
const asCsv = ({ columns, rows }: StatisticsTable): string =>
  writeCsv([columns, ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))]);
