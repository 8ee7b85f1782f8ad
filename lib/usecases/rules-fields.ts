import { z } from 'zod';
import { numberField } from './catalogue-fields';

/** A whole number within bounds that may not be left out. */
export const wholeField = (least: number, most: number) =>
  numberField(least, most)
    .refine((number) => number !== null, 'required')
    .transform((number) => number ?? least);

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)(:00)?$/;

/** '08:30' as the minute of a day. */
export const clockField = z
  .string({ error: 'required' })
  .trim()
  .min(1, 'required')
  .regex(CLOCK, 'not_date')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)));

/**
 * The rows of a list in a flat form: `limits.0.most` is `most` of the first. Rows in which nothing of `asked` was filled
 * in are left out of what is judged, but keep their place, so that a problem leads to its field.
 */
export function rowsOf(raw: unknown, list: string, asked: readonly string[]): Record<number, Record<string, unknown>> {
  const rows: Record<number, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries((raw ?? {}) as Record<string, unknown>)) {
    const [head, index = '', field = ''] = name.split('.');
    if (head !== list || !/^\d{1,3}$/.test(index)) continue;
    rows[Number(index)] = { ...rows[Number(index)], [field]: value };
  }
  const isFilled = (row: Record<string, unknown>) => asked.some((field) => String(row[field] ?? '').trim() !== '');
  return Object.fromEntries(Object.entries(rows).filter(([, row]) => isFilled(row)));
}

const PERS = ['day', 'week', 'month', 'year', 'upcoming', 'at_once'] as const;

/** A row of the list of limits. What is at one time is counted, not measured. */
export const limitRow = z
  .object({
    most: wholeField(1, 100_000),
    measure: z.enum(['bookings', 'minutes'], { error: 'required' }),
    per: z.enum(PERS, { error: 'required' }),
  })
  .refine(({ measure, per }) => measure === 'bookings' || per !== 'at_once', { path: ['measure'], error: 'invalid' });

/** Rows by their place, as {@link rowsOf} has them, to a plain list. */
export const listOf = <S extends z.ZodType>(row: S, most: number) =>
  z
    .record(z.string(), row)
    .transform((rows) => Object.values(rows) as z.output<S>[])
    .refine((rows) => rows.length <= most, 'too_many');
