import { z } from 'zod';
import { isLocalDate, type LocalDate, wallTime } from '@/lib/time/zone';

/**
 * The pieces that requests are made of, with LibCal's tolerance (libcal-api §1). A message is a sentence of the API; where
 * none is given the client reads `invalid "name" value`.
 */

/** `0` or `1`; true and false are taken too, also as Python writes them, and null is nothing. */
export const flag = (missing: boolean) =>
  z
    .union([z.enum(['0', '1', 'true', 'false', 'True', 'False', '']), z.literal([0, 1]), z.boolean()])
    .nullish()
    .transform((value) => ((value ?? '') === '' ? missing : /^(1|true)$/i.test(String(value))))
    .meta({ description: `0 or 1; ${missing ? 1 : 0} unless given` });

/** A positive integer, as text or number. */
export const id = (message?: string) => whole(1, 2_147_483_647, message);

export const whole = (least: number, most: number, message?: string) =>
  z.coerce.number(message).int(message).min(least, message).max(most, message);

/** An id in a query that narrows down; 0, as LibCal's own pages write "any", is none. */
export const idOrNone = (message?: string) =>
  whole(0, 2_147_483_647, message)
    .optional()
    .transform((value) => value || undefined);

/** It may be left out, or be empty, which forms send for the same. */
export const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** One id, or several with commas, in a query. */
export const ids = (message?: string) =>
  z
    .string()
    .regex(/^\s*(\d{1,9}(\s*,\s*\d{1,9})*)?\s*,?\s*$/, message)
    .transform((text) => numbersOf(text))
    .meta({ description: 'one id, or several with commas' });

const numbersOf = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map(Number),
  ),
];

/** An id of a path's list as it was given, and as a number where it is one: bad ones are answered inside the list. */
export type GivenId = { given: string; id: number | null };

/** At most so many are looked up in one request. */
const MOST_IDS = 200;

/** The ids of a path, in the order given, each once. 0 is nobody's; what is beyond those that are looked up is none either. */
export function givenIds(text: string): GivenId[] {
  const parts = [
    ...new Set(
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ];
  return parts.map((given, at) => ({
    given,
    id: at < MOST_IDS && /^\d{1,9}$/.test(given) ? Number(given) || null : null,
  }));
}

/** `YYYY-MM-DD`, month and day with or without their zeros. */
export const date = (message?: string) =>
  z
    .string()
    .trim()
    .transform(paddedDate)
    .refine(isLocalDate, message)
    .meta({ description: 'YYYY-MM-DD, in the zone of the library' });

export function paddedDate(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

/** A moment as clients write it: with an offset it is one; without, it is a clock's, in a zone still to be known. */
export type ApiMoment = { at: Date } | { date: LocalDate; minute: number; isWholeDay: boolean };

const WITH_OFFSET = /^(?:19|2[01])\d{2}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;
const BARE = /^(\d{4}-\d{1,2}-\d{1,2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;

/** ISO 8601 with an offset, or a bare local date and time, or a date alone. */
export const dateTime = (message?: string) =>
  z
    .string(message)
    .trim()
    .transform((text, context): ApiMoment => {
      const read = readMoment(text);
      if (read) return read;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .meta({ description: 'ISO 8601 with an offset; without one it is of the clock of the library' });

export function readMoment(text: string): ApiMoment | null {
  // A plus of the offset that was not written as %2B arrives as a space.
  const given = text.replace(/(T\d{2}:\d{2}(?::\d{2})?) (\d{2}:?\d{2})$/, '$1+$2');
  if (WITH_OFFSET.test(given)) {
    // Else the 31st of November would be the 1st of December.
    if (!isLocalDate(given.slice(0, 10))) return null;
    const at = new Date(given.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
    return Number.isNaN(at.getTime()) ? null : { at };
  }
  const [, day, hours, minutes] = BARE.exec(given) ?? [];
  const date = paddedDate(day ?? '');
  const minute = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  if (!isLocalDate(date) || minute > 24 * 60 || Number(minutes ?? 0) > 59) return null;
  return { date, minute, isWholeDay: hours === undefined };
}

/** The instant that a moment is in the library's zone. */
export const momentIn = (moment: ApiMoment, timeZone: string): Date =>
  'at' in moment ? moment.at : wallTime(moment.date, moment.minute, timeZone);

const orElse = <S extends z.ZodType<number>>(schema: S, missing: number) =>
  optional(schema).transform((value) => value ?? missing);

/** `page` from 1, `limit` to 500. */
export const pages = {
  page: orElse(whole(1, 1_000_000, 'invalid "page" value, must be >= 1'), 1),
  limit: orElse(whole(1, 500, 'invalid "limit" value, must be between 1 and 500'), 20),
};

/** `page_index` from 0, `page_size` to 100. */
export const indexedPages = {
  page_index: orElse(whole(0, 1_000_000), 0),
  page_size: orElse(whole(1, 100, 'invalid "page_size" value, must be between 1 and 100'), 20),
};
