import { z } from 'zod';
import type { Check } from './about';
import { batchAnswer } from './batch';
import {
  calendarGroupShape,
  calendarPermission,
  calendarShape,
  convertIdResult,
  mailboxSettingsShape,
  schedule,
  timeZoneInformation,
} from './calendars';
import { against, collection, compare, entity, noBody, rowsOf, takeContext } from './compare';
import { moreOfUser, roomListShape, roomShape, userShape } from './directory';
import { deltaPage, eventRows, oneEvent, viewRows, writtenEvent } from './events';
import { appTokens, discoveryDocument, keySet, userinfo, userTokens } from './identity';
import { subscription } from './subscription';

/** What every operation answers when it succeeds, by status. Refusals have one form for all. */
export const ANSWERS: Record<string, Record<number, Check>> = {
  'user.get': { 200: entity(userShape, moreOfUser) },
  'user.list': { 200: rowsOf(userShape, moreOfUser) },
  'mailboxSettings.get': {
    200: (body, about) => (/\/timezone$/i.test(about.url.pathname) ? oneSetting(body, about) : settings(body, about)),
  },
  'mailboxSettings.member': { 200: (body, about) => oneSetting(body, about) },
  'outlook.function': { 200: rowsAgainst(timeZoneInformation) },
  translateIds: { 200: rowsAgainst(convertIdResult) },
  sendMail: { 202: noBody },
  'calendar.get': { 200: entity(calendarShape) },
  'calendar.list': { 200: rowsOf(calendarShape) },
  'calendar.create': { 201: entity(calendarShape) },
  'calendar.update': { 200: entity(calendarShape) },
  'calendar.delete': { 204: noBody },
  'calendarGroup.get': { 200: entity(calendarGroupShape) },
  'calendarGroup.list': { 200: rowsOf(calendarGroupShape) },
  'calendarGroup.create': { 201: entity(calendarGroupShape) },
  'calendarGroup.delete': { 204: noBody },
  'calendarPermission.list': { 200: rowsAgainst(calendarPermission) },
  getSchedule: { 200: rowsAgainst(schedule) },
  'event.list': { 200: eventRows },
  'event.create': { 201: writtenEvent },
  // 304: If-None-Match is honoured (GC §15 point 6).
  'event.get': { 200: oneEvent, 304: noBody },
  'event.update': { 200: writtenEvent },
  'event.delete': { 204: noBody },
  'event.permanentDelete': { 204: noBody },
  'event.instances': { 200: eventRows },
  'event.accept': { 202: noBody },
  'event.decline': { 202: noBody },
  'event.cancel': { 202: noBody },
  calendarView: { 200: viewRows },
  'calendarView.delta': { 200: deltaPage },
  'events.delta': { 200: deltaPage },
  'places.list': { 200: rowsOf(roomShape) },
  'places.get': { 200: (body, about) => (isRoomList(body) ? roomList : room)(body, about) },
  'places.update': { 200: entity(roomShape) },
  // The stand-in has rooms and lists of them only.
  'places.others': { 200: rowsAgainst(z.never()) },
  'places.roomLists': { 200: rowsOf(roomListShape) },
  'subscription.list': { 200: rowsAgainst(subscription) },
  'subscription.create': { 201: entity(subscription.shape) },
  'subscription.get': { 200: entity(subscription.shape) },
  'subscription.update': { 200: entity(subscription.shape) },
  'subscription.delete': { 204: noBody },
  'subscription.reauthorize': { 204: noBody },
  // 424: a part was throttled (GC §15 point 8).
  batch: { 200: batchAnswer, 424: batchAnswer },
  token: {
    200: (body) => compare('scope' in Object(body) ? userTokens : appTokens, body),
  },
  discovery: { 200: against(discoveryDocument) },
  keys: { 200: against(keySet) },
  userinfo: { 200: against(userinfo) },
};

const room = entity(roomShape);
const roomList = entity(roomListShape);
const isRoomList = (body: unknown) => Object(body)['@odata.type'] === '#microsoft.graph.roomList';

function rowsAgainst(schema: z.ZodType): Check {
  return collection(() => (row, at) => compare(schema, row, at));
}

const settings = entity(mailboxSettingsShape);

/** One property by itself: its members, or `value` when it has none (GC §10). */
const oneSetting: Check = (body, about) => {
  const { context, rest } = takeContext(body, about);
  const asked = about.url.pathname.split('/').at(-1)?.toLowerCase();
  const schema = Object.entries(mailboxSettingsShape).find(([name]) => name.toLowerCase() === asked)?.[1];
  if (!schema) return [`path: no setting ${asked}`];
  const isComplex = schema instanceof z.ZodObject;
  return [...context, ...compare(isComplex ? schema : z.strictObject({ value: schema }), rest)];
};
