import { z } from 'zod';
import { DAY_MS } from '../calendar/days';
import { type Instance, instancesBetween } from '../calendar/occurrences';
import { findUser } from '../store/directory';
import type { ShowAs } from '../store/event-types';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import { mailboxOf } from '../world';
import { mustHave } from './access';
import { readTime } from './event-input';
import { timeJson } from './event-json';
import { contextOf, type GraphCall, mustBeDelegated, readJson } from './graph-call';
import { GraphProblem, invalidRequest, unreadableBody } from './problem';
import { workingHours } from './users';

const timeSchema = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });
const schema = z.object({
  schedules: z.array(z.string()),
  starttime: timeSchema,
  endtime: timeSchema,
  availabilityviewinterval: z.number().int().min(5).max(1440).nullish(),
});

const LONGEST_DAYS = 62;
const MOST_SCHEDULES = 20;
const MOST_ENTRIES = 1000;
const RANK: Record<ShowAs, number> = { free: 0, unknown: 0, workingElsewhere: 1, tentative: 2, busy: 3, oof: 4 };

type Span = { fromMs: number; toMs: number; stepMs: number };

export async function getSchedule(g: GraphCall): Promise<Response> {
  if (g.params.user === undefined) mustBeDelegated(g);
  mustHave(g, [
    'Calendars.ReadBasic',
    'Calendars.ReadBasic.All',
    'Calendars.Read',
    'Calendars.ReadWrite',
    'Calendars.Read.Shared',
    'Calendars.ReadWrite.Shared',
  ]);
  const parsed = schema.safeParse(lowerCaseNames(await readJson(g.request)));
  if (!parsed.success) throw unreadableBody(parsed.error.issues[0]?.message ?? 'Cannot read the request.');
  const { schedules, starttime, endtime, availabilityviewinterval } = parsed.data;
  if (schedules.length > MOST_SCHEDULES) {
    throw invalidRequest(`The number of schedules requested is over the limit of ${MOST_SCHEDULES}.`);
  }
  const span: Span = {
    fromMs: readTime(starttime, false).ms,
    toMs: readTime(endtime, false).ms,
    stepMs: (availabilityviewinterval ?? 30) * 60_000,
  };
  if (span.toMs <= span.fromMs) throw invalidRequest('The end time must be after the start time.');
  const days = Math.ceil((span.toMs - span.fromMs) / DAY_MS);
  if (days > LONGEST_DAYS) {
    throw new GraphProblem(
      400,
      'ErrorTimeIntervalTooBig',
      `The requested time duration specified for FreeBusyViewOptions.TimeWindow is too long. The allowed limit = ${LONGEST_DAYS} days; the actual limit = ${days} days.`,
    );
  }
  const value = schedules.map((address) => scheduleOf(g, address, span));
  return Response.json({ '@odata.context': contextOf(g, 'Collection(microsoft.graph.scheduleInformation)'), value });
}

function scheduleOf(g: GraphCall, address: string, span: Span) {
  const user = findUser(g.world.directory, address);
  const mailbox = user?.tenantId === g.token.tenantId ? mailboxOf(g.world, address) : undefined;
  if (!mailbox) {
    const error = {
      message: 'Proxy web request failed. , inner exception: The address could not be resolved.',
      responseCode: '5016',
    };
    return { scheduleId: address, scheduleItems: null, error };
  }
  const instances = [...defaultCalendar(mailbox).events.values()]
    .flatMap((event) => instancesBetween(event, span.fromMs, span.toMs))
    .filter(({ isCancelled, event }) => !isCancelled && event.responseStatus.response !== 'declined')
    .sort((a, b) => a.fields.startMs - b.fields.startMs);
  if (instances.length > MOST_ENTRIES) {
    const error = { message: 'The result set contains too many calendar entries.', responseCode: '5006' };
    return { scheduleId: address, availabilityView: '', scheduleItems: [], error };
  }
  return {
    scheduleId: address,
    availabilityView: viewOf(g, instances, span),
    scheduleItems: instances.map((instance) => scheduleItem(g, mailbox, instance)),
    workingHours: workingHours(mailbox.timeZone),
  };
}

function viewOf(g: GraphCall, instances: Instance[], { fromMs, toMs, stepMs }: Span): string {
  const elsewhere = g.world.behaviour.get('workingElsewhereDigit');
  const digit: Record<ShowAs, string> = {
    free: '0',
    unknown: '0',
    tentative: '1',
    busy: '2',
    oof: '3',
    workingElsewhere: elsewhere,
  };
  let view = '';
  for (let at = fromMs; at < toMs; at += stepMs) {
    let strongest: ShowAs = 'free';
    for (const { fields } of instances) {
      if (fields.startMs >= at + stepMs || fields.endMs <= at) continue;
      if (RANK[fields.showAs] > RANK[strongest]) strongest = fields.showAs;
    }
    view += digit[strongest];
  }
  return view;
}

/** Subject and place only for those who may read the calendar, and never of private items. */
function scheduleItem(g: GraphCall, mailbox: Mailbox, { fields }: Instance) {
  const role = g.me ? (mailbox.roles.get(g.me.id) ?? 'freeBusyRead') : 'read';
  const mayRead = g.me?.id === mailbox.user.id || !['none', 'freeBusyRead'].includes(role);
  const isPrivate = fields.sensitivity === 'private' || fields.sensitivity === 'confidential';
  const times = {
    status: fields.showAs,
    start: timeJson(fields, fields.startMs, g.prefer),
    end: timeJson(fields, fields.endMs, g.prefer),
  };
  if (!mayRead || isPrivate) return times;
  return { isPrivate, subject: fields.subject, location: fields.locations[0]?.displayName ?? '', ...times };
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
