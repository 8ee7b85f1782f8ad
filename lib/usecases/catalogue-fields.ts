import { z } from 'zod';

/** What the forms of the catalogue ask for. A field that was left empty is an empty text, or null where that means more. */

export const idField = z.coerce
  .number({ error: 'required' })
  .int('invalid')
  .positive('required')
  .max(2_147_483_647, 'invalid');

export const nameField = z.string({ error: 'required' }).trim().min(1, 'required').max(120, 'too_long');

export const textField = z.string().trim().max(5000, 'too_long').default('');

export const accessField = z.enum(['public', 'unlisted', 'staff'], { error: 'required' });

/** Ids of what was ticked in a group of boxes, with commas between them. */
export const idsField = z
  .string()
  .max(10_000, 'too_long')
  .regex(/^(\d{1,9}(,\d{1,9})*)?$/, 'invalid')
  .default('')
  .transform((text) => [...new Set(text.split(',').filter(Boolean).map(Number))]);

/** A whole number within bounds, or null for an empty field. */
export const numberField = (least: number, most: number) =>
  z
    .string()
    .trim()
    .refine((text) => text === '' || /^\d{1,9}$/.test(text), 'not_whole_number')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((number) => number === null || (least <= number && number <= most), 'out_of_range')
    .default(null);

/** Yes, no, or not known. */
export const knownField = z
  .enum(['yes', 'no', ''], { error: 'invalid' })
  .transform((text) => (text === '' ? null : text === 'yes'))
  .default(null);
