import type { Route } from '../router';
import { createCalendar, getCalendar, listCalendars } from './calendars';
import { deltaOfView } from './delta';
import { deleteEvent, updateEvent } from './event-change';
import { createEvent } from './event-create';
import { calendarView, getEvent, listEvents, listInstances } from './event-read';
import type { GraphCall } from './graph-call';
import { getPlace, listRooms } from './places';
import { cancelEvent, respondToEvent } from './respond';
import { getSchedule } from './schedule';
import { graphRoute } from './serve';
import { outlookFunction, sendMail, translateIds } from './small-neighbours';
import {
  createSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  reauthorizeSubscription,
  renewSubscription,
} from './subscriptions';
import { getUser, listUsers, mailboxSettings } from './users';

type Run = (g: GraphCall) => Response | Promise<Response>;

const OWNERS = ['/v1.0/me', '/v1.0/users/{user}'];
const CALENDARS = ['', '/calendar', '/calendars/{calendarId}'];

/** The map of what the stand-in knows of Graph; all else is an unknown segment. */
export const graphRoutes: Route[] = [
  ...perOwner('GET', '', 'user.get', getUser),
  graphRoute('GET', '/v1.0/users', 'user.list', listUsers),
  ...perOwner('GET', '/mailboxSettings', 'mailboxSettings.get', mailboxSettings),
  ...perOwner('GET', '/mailboxSettings/timeZone', 'mailboxSettings.get', mailboxSettings),
  ...perOwner('GET', '/outlook/{call}', 'outlook.function', outlookFunction),
  ...perOwner('POST', '/translateExchangeIds', 'translateIds', translateIds),
  ...perOwner('POST', '/sendMail', 'sendMail', sendMail),
  ...perOwner('GET', '/calendar', 'calendar.get', getCalendar),
  ...perOwner('GET', '/calendars', 'calendar.list', listCalendars),
  ...perOwner('POST', '/calendars', 'calendar.create', createCalendar),
  ...perOwner('GET', '/calendars/{calendarId}', 'calendar.get', getCalendar),
  ...perOwner('POST', '/calendar/getSchedule', 'getSchedule', getSchedule),
  ...perCalendar('GET', '/events', 'event.list', listEvents),
  ...perCalendar('POST', '/events', 'event.create', createEvent),
  ...perCalendar('GET', '/events/{eventId}', 'event.get', getEvent),
  ...perCalendar('PATCH', '/events/{eventId}', 'event.update', updateEvent),
  ...perCalendar('DELETE', '/events/{eventId}', 'event.delete', deleteEvent),
  ...perCalendar('GET', '/events/{eventId}/instances', 'event.instances', listInstances),
  ...perCalendar('POST', '/events/{eventId}/accept', 'event.accept', respondToEvent('accepted')),
  ...perCalendar('POST', '/events/{eventId}/tentativelyAccept', 'event.accept', respondToEvent('tentativelyAccepted')),
  ...perCalendar('POST', '/events/{eventId}/decline', 'event.decline', respondToEvent('declined')),
  ...perCalendar('POST', '/events/{eventId}/cancel', 'event.cancel', cancelEvent),
  ...perCalendar('GET', '/calendarView', 'calendarView', calendarView),
  ...perCalendar('GET', '/calendarView/delta', 'calendarView.delta', deltaOfView),
  graphRoute('GET', '/v1.0/places/microsoft.graph.room', 'places.list', listRooms),
  graphRoute('GET', '/v1.0/places/{place}', 'places.get', getPlace),
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

function perOwner(method: string, path: string, operation: string, run: Run): Route[] {
  return OWNERS.map((owner) => graphRoute(method, owner + path, operation, run));
}

function perCalendar(method: string, path: string, operation: string, run: Run): Route[] {
  return CALENDARS.flatMap((calendar) => perOwner(method, calendar + path, operation, run));
}
