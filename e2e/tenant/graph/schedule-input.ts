import { z } from 'zod';
import { DAY_MS } from '../calendar/days';
import { withoutAnnotations } from './annotations';
import { readTime, timeSchema } from './event-input';
import { GraphProblem, invalidRequest, unreadableBody } from './problem';

/** What getSchedule is asked; its members come in either case. */
export type ScheduleQuestion = { schedules: string[]; fromMs: number; toMs: number; stepMs: number };

const LONGEST_DAYS = 62;
const MOST_SCHEDULES = 20;

const schema = z.strictObject({
  schedules: z.array(z.string()).min(1),
  starttime: timeSchema,
  endtime: timeSchema,
  availabilityviewinterval: z.number().int().min(5).max(1440).nullish(),
});

export function readScheduleQuestion(body: unknown): ScheduleQuestion {
  const parsed = schema.safeParse(lowerCaseNames(withoutAnnotations(body)));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw unreadableBody(`Cannot read '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'wrong type'}.`);
  }
  const { schedules, starttime, endtime, availabilityviewinterval } = parsed.data;
  if (schedules.length > MOST_SCHEDULES) {
    throw invalidRequest(`The number of schedules requested is over the limit of ${MOST_SCHEDULES}.`);
  }
  const fromMs = readTime(starttime, false).ms;
  const toMs = readTime(endtime, false).ms;
  if (toMs <= fromMs) throw invalidRequest('The end time must be after the start time.');
  const days = Math.ceil((toMs - fromMs) / DAY_MS);
  if (days > LONGEST_DAYS) {
    throw new GraphProblem(
      400,
      'ErrorTimeIntervalTooBig',
      `The requested time duration specified for FreeBusyViewOptions.TimeWindow is too long. The allowed limit = ${LONGEST_DAYS} days; the actual limit = ${days} days.`,
    );
  }
  return { schedules, fromMs, toMs, stepMs: (availabilityviewinterval ?? 30) * 60_000 };
}

function lowerCaseNames(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name.toLowerCase(),
      value && typeof value === 'object' && !Array.isArray(value) ? camelTime(value) : value,
    ]),
  );
}

function camelTime(time: object): unknown {
  const members = Object.entries(time).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]);
  return Object.fromEntries(members);
}
