import { z } from 'zod';
import { isLocalDate } from '@/lib/time/zone';
import type { SlotDates } from '@/lib/usecases/free-slots';
import { paddedDate } from './params';
import { sayInstant } from './say-time';

/** The longest range; LibCal's own. */
const MOST_DAYS = 31;

const DAY_MS = 86_400_000;

/** A date, two with a comma, `next` or `next_only`; empty is not asked for. `withNext`: of single seats it makes no sense. */
export const availability = ({ withNext = true } = {}) =>
  z
    .string()
    .trim()
    .transform((text, context): SlotDates | undefined => {
      if (text === '') return undefined;
      if (text === 'next_only' || (withNext && text === 'next')) return text;
      const [from = '', to = from, ...more] = text.split(',').map((part) => paddedDate(part.trim()));
      const problem = more.length > 0 || !isLocalDate(from) || !isLocalDate(to) ? '' : problemOf(from, to);
      if (problem === null) return { from, to };
      context.addIssue({ code: 'custom', message: problem || 'invalid "availability" value' });
      return z.NEVER;
    })
    .optional()
    .meta({
      description: `YYYY-MM-DD; two of them with a comma, at most ${MOST_DAYS} days; ${withNext ? 'next; ' : ''}next_only`,
    });

function problemOf(from: string, to: string): string | null {
  if (to < from) return 'invalid "availability" value, the first date must not be later than the second';
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days > MOST_DAYS ? `invalid "availability" value, at most ${MOST_DAYS} days` : null;
}

export const slotAnswer = z.object({ from: z.string(), to: z.string() });

export const saySlots = (slots: readonly { start: Date; end: Date }[], timeZone: string) =>
  slots.map(({ start, end }) => ({ from: sayInstant(start, timeZone), to: sayInstant(end, timeZone) }));
