import type * as graph from '@microsoft/microsoft-graph-types';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type {
  CalendarAnswer,
  calendarGroup,
  calendarPermission,
  convertIdResult,
  MailboxSettingsAnswer,
  ScheduleAnswer,
  timeZoneInformation,
} from './calendars';
import type { RoomAnswer, roomList, UserAnswer } from './directory';
import { type askedForShape, type EventAnswer, eventShape, type sparseOccurrence } from './event';
import type { GraphRefusal } from './refusal';
import type { SubscriptionAnswer } from './subscription';

/** Names of ours that the published type does not have, annotations aside. The type-checker is what judges here. */
type Unpublished<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs | `@odata.${string}`>;
type Extended = z.infer<(typeof askedForShape)['singleValueExtendedProperties']>;

describe('the schemas, held against @microsoft/microsoft-graph-types when compiled', () => {
  it('write events as published: names, types, nullability, values', () => {
    expectTypeOf<EventAnswer>().toExtend<graph.Event>();
    expectTypeOf<Unpublished<EventAnswer, graph.Event>>().toBeNever();
    expectTypeOf<z.infer<typeof sparseOccurrence>>().toExtend<graph.Event>();
    expectTypeOf<Extended>().toExtend<graph.SingleValueLegacyExtendedProperty[]>();
  });

  it('know every value of the published enumerations of an event', () => {
    expectTypeOf<EventAnswer['showAs']>().toEqualTypeOf<graph.FreeBusyStatus>();
    expectTypeOf<EventAnswer['sensitivity']>().toEqualTypeOf<graph.Sensitivity>();
    expectTypeOf<EventAnswer['importance']>().toEqualTypeOf<graph.Importance>();
    expectTypeOf<EventAnswer['type']>().toEqualTypeOf<graph.EventType>();
    expectTypeOf<EventAnswer['responseStatus']['response']>().toEqualTypeOf<graph.ResponseType>();
    expectTypeOf<EventAnswer['location']['locationType']>().toEqualTypeOf<graph.LocationType>();
    expectTypeOf<EventAnswer['location']['uniqueIdType']>().toEqualTypeOf<graph.LocationUniqueIdType>();
    expectTypeOf<EventAnswer['onlineMeetingProvider']>().toEqualTypeOf<
      Exclude<graph.OnlineMeetingProviderType, 'unknownFutureValue'>
    >();
    expectTypeOf<EventAnswer['attendees'][number]['type']>().toEqualTypeOf<graph.AttendeeType>();
  });

  it('write everything beside events as published', () => {
    expectTypeOf<CalendarAnswer>().toExtend<graph.Calendar>();
    expectTypeOf<Unpublished<CalendarAnswer, graph.Calendar>>().toBeNever();
    expectTypeOf<CalendarAnswer['color']>().toEqualTypeOf<graph.CalendarColor>();
    expectTypeOf<z.infer<typeof calendarGroup>>().toExtend<graph.CalendarGroup>();
    expectTypeOf<z.infer<typeof calendarPermission>>().toExtend<graph.CalendarPermission>();
    expectTypeOf<ScheduleAnswer>().toExtend<graph.ScheduleInformation>();
    expectTypeOf<MailboxSettingsAnswer>().toExtend<graph.MailboxSettings>();
    expectTypeOf<Unpublished<MailboxSettingsAnswer, graph.MailboxSettings>>().toBeNever();
    expectTypeOf<z.infer<typeof timeZoneInformation>>().toExtend<graph.TimeZoneInformation>();
    expectTypeOf<z.infer<typeof convertIdResult>>().toExtend<graph.ConvertIdResult>();
    expectTypeOf<UserAnswer>().toExtend<graph.User>();
    expectTypeOf<Unpublished<UserAnswer, graph.User>>().toBeNever();
    expectTypeOf<RoomAnswer>().toExtend<graph.Room>();
    // In the contract (GC 5.1), newer than the published types.
    expectTypeOf<Unpublished<RoomAnswer, graph.Room>>().toEqualTypeOf<'placeId' | 'parentId' | 'teamsEnabledState'>();
    expectTypeOf<z.infer<typeof roomList>>().toExtend<graph.RoomList>();
    expectTypeOf<SubscriptionAnswer>().toExtend<graph.Subscription>();
    // In the contract (GC 6.1), newer than the published types.
    expectTypeOf<Unpublished<SubscriptionAnswer, graph.Subscription>>().toEqualTypeOf<'notificationContentType'>();
    expectTypeOf<GraphRefusal['error']['code']>().toExtend<NonNullable<graph.PublicError['code']>>();
  });

  it('leave out of an event only what is a navigation or comes when asked for', () => {
    const published: Record<Exclude<keyof graph.Event, keyof EventAnswer>, string> = {
      cancelledOccurrences: 'only with $select',
      exceptionOccurrences: 'only with $select and $expand',
      attachments: 'navigation',
      calendar: 'navigation, cannot be expanded',
      extensions: 'navigation',
      instances: 'navigation',
      multiValueExtendedProperties: 'navigation',
      singleValueExtendedProperties: 'navigation',
    };
    for (const name of Object.keys(published)) expect(eventShape).not.toHaveProperty(name);
  });
});
