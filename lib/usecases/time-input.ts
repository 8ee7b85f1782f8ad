import { z } from 'zod';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval } from '@/lib/time/interval';

/** A start, and an end or a length; which of the two is the form's choice. */
export const timeInput = {
  start: z.iso.datetime({ offset: true, error: 'not_date' }).transform((text) => new Date(text)),
  end: emptyAsMissing(z.iso.datetime({ offset: true, error: 'not_date' }).transform((text) => new Date(text))),
  minutes: emptyAsMissing(z.coerce.number().int('invalid').positive('invalid').max(1440, 'too_long')),
};

/** The asked interval; `defaultMinutes` long when neither end nor length was given. */
export function intervalOf(
  { start, end, minutes }: { start: Date; end?: Date; minutes?: number },
  defaultMinutes: number | null,
): Result<Interval> {
  const length = minutes ?? defaultMinutes;
  if (!end && length === null) return refuse({ code: 'invalid', fields: { minutes: 'required' } });
  const wanted = { start, end: end ?? addMinutes(start, length ?? 0) };
  return wanted.start < wanted.end ? ok(wanted) : refuse({ code: 'invalid', fields: { end: 'end_before_start' } });
}

function emptyAsMissing<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}
