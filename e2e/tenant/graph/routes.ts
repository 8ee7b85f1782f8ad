import type { Route } from '../router';
import { createCalendarGroup, deleteCalendarGroup, getCalendarGroup, listCalendarGroups } from './calendar-groups';
import { listCalendarPermissions } from './calendar-permissions';
import { calendarView } from './calendar-view';
import { changeCalendar, createCalendar, deleteCalendar, getCalendar, listCalendars } from './calendars';
import { DELTA_OPTIONS, deltaOfEvents, deltaOfView } from './delta';
import { deleteEvent, permanentlyDelete, updateEvent } from './event-change';
import { createEvent } from './event-create';
import { getEvent, listEvents, listInstances } from './event-read';
import type { GraphCall } from './graph-call';
import { mailboxSettings } from './mailbox-settings';
import { changePlace, getPlace, listPlaces, listRoomsOfList, PLACE_KINDS, PLACE_ROWS } from './places';
import { NO_OPTIONS, ONE_ROW, PLAIN_ROWS, type QueryOptions, ROWS, WINDOW } from './query-options';
import { cancelEvent, respondToEvent } from './respond';
import { getSchedule } from './schedule';
import { sendMail } from './send-mail';
import { graphRoute } from './serve';
import {
  createSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  reauthorizeSubscription,
  renewSubscription,
} from './subscriptions';
import { outlookFunction } from './supported-zones';
import { translateIds } from './translate-ids';
import { getUser, listUsers, USER_ROWS } from './users';

type Run = (g: GraphCall) => Response | Promise<Response>;

const OWNERS = ['/v1.0/me', '/v1.0/users/{user}'];
const CALENDARS = ['', '/calendar', '/calendars/{calendarId}', '/calendarGroups/{groupId}/calendars/{calendarId}'];
const SELECT: QueryOptions = ['$select'];
const WINDOW_ROWS: QueryOptions = [...ROWS, ...WINDOW];

/** The map of what the stand-in knows of Graph, with the options of each; all else is an unknown segment. */
export const graphRoutes: Route[] = [
  ...perOwner('GET', '', 'user.get', getUser, SELECT),
  graphRoute('GET', '/v1.0/users', 'user.list', listUsers, USER_ROWS),
  ...perOwner('GET', '/mailboxSettings', 'mailboxSettings.get', mailboxSettings, SELECT),
  ...perOwner('GET', '/mailboxSettings/timeZone', 'mailboxSettings.get', mailboxSettings),
  ...perOwner('GET', '/mailboxSettings/{member}', 'mailboxSettings.member', mailboxSettings),
  ...perOwner('GET', '/outlook/{call}', 'outlook.function', outlookFunction),
  ...perOwner('POST', '/translateExchangeIds', 'translateIds', translateIds),
  ...perOwner('POST', '/sendMail', 'sendMail', sendMail),
  ...perOwner('GET', '/calendarGroups', 'calendarGroup.list', listCalendarGroups, PLAIN_ROWS),
  ...perOwner('POST', '/calendarGroups', 'calendarGroup.create', createCalendarGroup),
  ...perOwner('GET', '/calendarGroups/{groupId}', 'calendarGroup.get', getCalendarGroup, SELECT),
  ...perOwner('DELETE', '/calendarGroups/{groupId}', 'calendarGroup.delete', deleteCalendarGroup),
  ...['', '/calendarGroups/{groupId}'].flatMap((group) => [
    ...perOwner('GET', `${group}/calendars`, 'calendar.list', listCalendars, PLAIN_ROWS),
    ...perOwner('POST', `${group}/calendars`, 'calendar.create', createCalendar),
  ]),
  ...CALENDARS.slice(1).flatMap((calendar) => [
    ...perOwner('GET', calendar, 'calendar.get', getCalendar, SELECT),
    ...perOwner('PATCH', calendar, 'calendar.update', changeCalendar),
    ...perOwner('GET', `${calendar}/calendarPermissions`, 'calendarPermission.list', listCalendarPermissions),
  ]),
  ...CALENDARS.slice(2).flatMap((calendar) => perOwner('DELETE', calendar, 'calendar.delete', deleteCalendar)),
  ...perOwner('POST', '/calendar/getSchedule', 'getSchedule', getSchedule),
  ...perCalendar('GET', '/events', 'event.list', listEvents, ROWS),
  ...perCalendar('POST', '/events', 'event.create', createEvent),
  ...perCalendar('GET', '/events/delta', 'events.delta', deltaOfEvents, DELTA_OPTIONS),
  ...perCalendar('GET', '/events/{eventId}', 'event.get', getEvent, ONE_ROW),
  ...perCalendar('PATCH', '/events/{eventId}', 'event.update', updateEvent),
  ...perCalendar('DELETE', '/events/{eventId}', 'event.delete', deleteEvent),
  ...perCalendar('GET', '/events/{eventId}/instances', 'event.instances', listInstances, WINDOW_ROWS),
  ...perCalendar('POST', '/events/{eventId}/accept', 'event.accept', respondToEvent('accepted')),
  ...perCalendar('POST', '/events/{eventId}/tentativelyAccept', 'event.accept', respondToEvent('tentativelyAccepted')),
  ...perCalendar('POST', '/events/{eventId}/decline', 'event.decline', respondToEvent('declined')),
  ...perCalendar('POST', '/events/{eventId}/cancel', 'event.cancel', cancelEvent),
  ...perCalendar('POST', '/events/{eventId}/permanentDelete', 'event.permanentDelete', permanentlyDelete),
  ...perCalendar('GET', '/calendarView', 'calendarView', calendarView, WINDOW_ROWS),
  ...perCalendar('GET', '/calendarView/delta', 'calendarView.delta', deltaOfView, DELTA_OPTIONS),
  ...PLACE_KINDS.map(({ cast, operation }) =>
    graphRoute('GET', `/v1.0/places/${cast}`, operation, (g) => listPlaces(g, cast), PLACE_ROWS),
  ),
  graphRoute('GET', '/v1.0/places/{place}', 'places.get', getPlace, SELECT),
  graphRoute('PATCH', '/v1.0/places/{place}', 'places.update', changePlace),
  graphRoute('GET', '/v1.0/places/{place}/{cast}/{what}', 'places.list', listRoomsOfList, PLACE_ROWS),
  graphRoute('GET', '/v1.0/subscriptions', 'subscription.list', listSubscriptions),
  graphRoute('POST', '/v1.0/subscriptions', 'subscription.create', createSubscription),
  graphRoute('GET', '/v1.0/subscriptions/{subscriptionId}', 'subscription.get', getSubscription),
  graphRoute('PATCH', '/v1.0/subscriptions/{subscriptionId}', 'subscription.update', renewSubscription),
  graphRoute('DELETE', '/v1.0/subscriptions/{subscriptionId}', 'subscription.delete', deleteSubscription),
  graphRoute(
    'POST',
    '/v1.0/subscriptions/{subscriptionId}/reauthorize',
    'subscription.reauthorize',
    reauthorizeSubscription,
  ),
];

function perOwner(
  method: string,
  path: string,
  operation: string,
  run: Run,
  options: QueryOptions = NO_OPTIONS,
): Route[] {
  return OWNERS.map((owner) => graphRoute(method, owner + path, operation, run, options));
}

function perCalendar(method: string, path: string, operation: string, run: Run, options?: QueryOptions): Route[] {
  return CALENDARS.flatMap((calendar) => perOwner(method, calendar + path, operation, run, options));
}
