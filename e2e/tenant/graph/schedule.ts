import type { ScheduleInformation, ScheduleItem } from '@microsoft/microsoft-graph-types';
import { type Instance, instancesBetween } from '../calendar/occurrences';
import { instantOf, wallText } from '../calendar/zones';
import { findUser, PERSONAL_TENANT_ID, type User } from '../store/directory';
import type { EventFields, ShowAs } from '../store/event-types';
import { defaultCalendar, type Mailbox } from '../store/mailbox';
import { mailboxOf } from '../world';
import { mustReach } from './access';
import { timeJson } from './event-json';
import { contextOf, type GraphCall, mustBeDelegated, readJson } from './graph-call';
import { workingHoursOf } from './mailbox-settings';
import { accessDenied, GraphProblem, invalidRequest } from './problem';
import { readScheduleQuestion, type ScheduleQuestion } from './schedule-input';
import { calendarInSchedules } from './seen';

const MOST_ENTRIES = 1000;
const READERS = [
  'Calendars.ReadBasic',
  'Calendars.ReadBasic.All',
  'Calendars.Read',
  'Calendars.ReadWrite',
  'Calendars.Read.Shared',
  'Calendars.ReadWrite.Shared',
];
const RANK: Record<ShowAs, number> = { free: 0, unknown: 0, workingElsewhere: 1, tentative: 2, busy: 3, oof: 4 };

/** Free/busy of several people. Whoever stands in the path is only the viewer. */
export async function getSchedule(g: GraphCall): Promise<Response> {
  const viewer = g.params.user === undefined ? mustBeDelegated(g) : findUser(g.world.directory, g.params.user);
  mustReach(g, READERS, viewer);
  if (g.token.tenantId === PERSONAL_TENANT_ID) throw notForPersonalAccounts();
  if (g.me && viewer?.id !== g.me.id) throw accessDenied();
  if (!viewer?.hasMailbox || viewer.tenantId !== g.token.tenantId) {
    throw new GraphProblem(404, 'ErrorInvalidUser', `The requested user '${g.params.user ?? viewer?.upn}' is invalid.`);
  }
  const question = readScheduleQuestion(await readJson(g.request));
  const value = question.schedules.map((address) => scheduleOf(g, viewer, address, question));
  return Response.json({ '@odata.context': contextOf(g, 'Collection(microsoft.graph.scheduleInformation)'), value });
}

function scheduleOf(g: GraphCall, viewer: User, address: string, question: ScheduleQuestion) {
  const user = findUser(g.world.directory, address);
  const isHere = user?.tenantId === g.token.tenantId && user.mail !== null;
  const mailbox = isHere ? mailboxOf(g.world, address) : undefined;
  if (!mailbox) return unknownSchedule(g, address);
  const calendar = calendarInSchedules(g.world, defaultCalendar(mailbox));
  const instances = [...calendar.events.values()]
    .flatMap((event) => instancesBetween(event, question.fromMs, question.toMs))
    .filter(({ isCancelled, event }) => !isCancelled && event.responseStatus.response !== 'declined')
    .sort((a, b) => a.fields.startMs - b.fields.startMs);
  if (instances.length > MOST_ENTRIES) {
    const message = 'The result set contains too many calendar entries. The allowed size = 1000.';
    return failed(address, { message, responseCode: '5006' }, { availabilityView: '', scheduleItems: [] });
  }
  return {
    scheduleId: address,
    availabilityView: viewOf(g, instances, question),
    scheduleItems: instances.map((instance) => scheduleItem(g, viewer, mailbox, instance)),
    workingHours: workingHoursOf(mailbox),
  } satisfies ScheduleInformation;
}

/** No such address and no mailbox are not told apart. */
function unknownSchedule(g: GraphCall, address: string) {
  const { behaviour } = g.world;
  const responseCode = behaviour.get('scheduleUnknownAddress');
  const message =
    responseCode === '5009'
      ? `Unable to resolve e-mail address ${address} to an Active Directory object.`
      : 'Proxy web request failed. , inner exception: The address could not be resolved.';
  const view = behaviour.get('scheduleErrorView') === 'empty' ? { availabilityView: '' } : {};
  return failed(address, { message, responseCode }, { ...view, scheduleItems: responseCode === '5016' ? null : [] });
}

function failed(scheduleId: string, error: { message: string; responseCode: string }, more: ScheduleInformation) {
  return { scheduleId, ...more, error } satisfies ScheduleInformation;
}

/** One digit a slot; the higher state wins it. */
function viewOf(g: GraphCall, instances: Instance[], { fromMs, toMs, stepMs }: ScheduleQuestion): string {
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

/** Subject and place only for those who may see them, and never of private items. */
function scheduleItem(g: GraphCall, viewer: User, mailbox: Mailbox, { fields }: Instance) {
  const role = mailbox.roles.get(viewer.id) ?? 'freeBusyRead';
  const maySee = viewer.id === mailbox.user.id || !['none', 'freeBusyRead', 'custom'].includes(role);
  const isHidden = fields.sensitivity === 'private' || fields.sensitivity === 'confidential';
  const times = {
    status: fields.showAs,
    start: timeOf(g, fields, fields.startMs),
    end: timeOf(g, fields, fields.endMs),
  } satisfies ScheduleItem;
  if (!maySee || isHidden) return times;
  const location = fields.locations[0]?.displayName ?? '';
  return { isPrivate: false, subject: fields.subject, location, ...times } satisfies ScheduleItem;
}

/** A full day is midnight of the zone asked for, told in UTC. */
function timeOf({ prefer }: GraphCall, { isAllDay }: EventFields, atMs: number) {
  if (!isAllDay) return timeJson({ isAllDay }, atMs, prefer);
  return { dateTime: wallText(instantOf(prefer.zone, atMs)), timeZone: 'UTC' };
}

function notForPersonalAccounts() {
  return invalidRequest('Free/busy of other people is not supported for personal accounts.');
}
