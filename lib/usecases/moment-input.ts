import { z } from 'zod';
import { isLocalDate, wallTime } from '@/lib/time/zone';

/** An instant; or what a clock shows, in a zone that is only known once it is known where. A whole day has no time of day. */
export const momentInput = z.union([
  z.object({ at: z.date() }),
  z.object({
    date: z.string().refine(isLocalDate, 'not_date'),
    minute: z.number().int().min(0).max(1440),
    isWholeDay: z.boolean().default(false),
  }),
]);

type Moment = z.output<typeof momentInput>;

/** As a beginning: a day begins at its midnight. */
export const startOf = (moment: Moment, timeZone: string): Date =>
  'at' in moment ? moment.at : wallTime(moment.date, moment.minute, timeZone);

/** As an end: a day ends where the next begins. */
export const endOf = (moment: Moment, timeZone: string): Date =>
  'at' in moment ? moment.at : wallTime(moment.date, moment.isWholeDay ? 1440 : moment.minute, timeZone);
