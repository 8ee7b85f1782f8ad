import { z } from 'zod';
import type { FieldProblem } from '@/lib/field-problem';
import type { Refusal } from '@/lib/refusal';

/** A line of a table by its columns, each a text. */
export type Cells = Readonly<Record<string, string>>;

type Value = string | number | boolean | null | readonly string[];

/** A column is named as its field is, but in words that every spreadsheet takes: `doorWidthCm` is `door_width_cm`. */
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const fieldOf = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What is not known is empty, yes and no are words, lists have semicolons. */
export function cellsOf(fields: Readonly<Record<string, Value>>): Cells {
  const textOf = (value: Value): string => {
    if (value === null) return '';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return typeof value === 'object' ? value.join('; ') : String(value);
  };
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [columnOf(field), textOf(value)]));
}

/** The cells under the names of their fields, to be judged as a form is. */
export const formOf = (cells: Cells): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).map(([column, text]) => [fieldOf(column), text]));

/** The problems of a form, by column. */
export const columnProblems = (refusal: Refusal): { column: string; problem: FieldProblem }[] =>
  Object.entries(refusal.code === 'invalid' ? refusal.fields : {}).map(([field, problem]) => ({
    ...{ column: columnOf(field), problem },
  }));

export const yesNoField = z.enum(['yes', 'no'], { error: 'invalid' }).transform((text) => text === 'yes');

/** By name, capitals aside. */
export const byName = <T extends { name: string }>(some: readonly T[], name: string): T | undefined =>
  some.find((one) => one.name.toLowerCase() === name.toLowerCase());
