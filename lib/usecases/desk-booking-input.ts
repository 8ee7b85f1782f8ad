import { z } from 'zod';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { isLocalDate, localDateOf, wallMinute, wallTime } from '@/lib/time/zone';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);
const tick = z.literal('on').optional();

/** A number of a row, as forms send it. */
export const deskId = z.coerce.number().int().positive().max(2_147_483_647);
export const wanting = <T extends z.ZodType>(schema: T) => z.preprocess(missingIfEmpty, schema);

/** When, for whom, and what is ticked, in the desk's form for an appointment. */
export const deskBookingFields = {
  /** By the clock of the library. */
  date: z.string().refine(isLocalDate, 'not_date'),
  start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'invalid'),
  /** The instant itself, where it is known: a wall time may come twice. Counts only if it is that date and time. */
  at: wanting(z.iso.datetime({ offset: true, error: 'not_date' }).optional()),
  /** An account; or else a name and an address. */
  personId: wanting(deskId.optional()),
  name: z.string().trim().max(120, 'too_long').default(''),
  email: z.string().trim().toLowerCase().max(254, 'too_long').default(''),
  note: z.string().trim().max(1000, 'too_long').default(''),
  locale: z.enum(['en', 'es']).default('en'),
  /** A tick: the patron gets a mail. */
  tell: tick,
  /** A tick: beyond the rules that were `named`, as codes with commas. */
  beyond: tick,
  named: z.string().max(500).default(''),
};

type Named = { personId?: number; name: string; email: string };

/** Somebody has to be named: tied to the fields. */
export function nameOrAccount({ personId, name, email }: Named, context: z.RefinementCtx): void {
  if (personId !== undefined) return;
  const report = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
  if (name === '') report('name', 'required');
  if (email === '') report('email', 'required');
  else if (!z.email().safeParse(email).success) report('email', 'not_email');
}

type Wanted = { date: string; start: string; at?: string };

export function deskTime({ date, start, at }: Wanted, timeZone: string, minutes: number): Interval {
  const [hours = 0, past = 0] = start.split(':').map(Number);
  const minute = hours * 60 + past;
  const named = at ? new Date(at) : null;
  const isThen = named && localDateOf(named, timeZone) === date && wallMinute(named, timeZone) === minute;
  const from = isThen ? named : wallTime(date, minute, timeZone);
  return { start: from, end: addMinutes(from, minutes) };
}

/** What somebody ticked that it may go beyond. */
export const acceptedBeyond = ({ beyond, named }: { beyond?: 'on'; named: string }): string[] =>
  beyond ? named.split(',') : [];
