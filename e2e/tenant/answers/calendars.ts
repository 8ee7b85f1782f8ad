import { z } from 'zod';
import {
  address,
  boolean,
  changeKey,
  containerId,
  dateTimeTimeZone,
  emailAddress,
  guid,
  PROVIDERS,
  SHOW_AS,
  text,
  timeOfDay,
  WEEKDAYS,
  zoneName,
} from './forms';

/** Calendars, free/busy and mailbox settings (GC §4, §5.4, §10). */
export const calendarShape = {
  id: containerId,
  name: text,
  color: z.enum([
    'auto',
    'lightBlue',
    'lightGreen',
    'lightOrange',
    'lightGray',
    'lightYellow',
    'lightTeal',
    'lightPink',
    'lightBrown',
    'lightRed',
    'maxColor',
  ]),
  hexColor: z.string().regex(/^(#[0-9a-fA-F]{6})?$/),
  isDefaultCalendar: boolean,
  changeKey,
  canShare: boolean,
  canViewPrivateItems: boolean,
  canEdit: boolean,
  allowedOnlineMeetingProviders: z.array(z.enum(PROVIDERS)),
  defaultOnlineMeetingProvider: z.enum(PROVIDERS),
  isTallyingResponses: boolean,
  isRemovable: boolean,
  owner: emailAddress,
};
export const calendar = z.strictObject(calendarShape);
export type CalendarAnswer = z.infer<typeof calendar>;

export const calendarGroupShape = { id: containerId, name: text, classId: guid, changeKey };
export const calendarGroup = z.strictObject(calendarGroupShape);

const role = z.enum([
  'none',
  'freeBusyRead',
  'limitedRead',
  'read',
  'write',
  'delegateWithoutPrivateEventAccess',
  'delegateWithPrivateEventAccess',
  'custom',
]);
export const calendarPermission = z.strictObject({
  id: text,
  isRemovable: boolean,
  isInsideOrganization: boolean,
  role,
  allowedRoles: z.array(role),
  emailAddress: z.strictObject({ name: text, address: address.optional() }),
});

export const workingHours = z.strictObject({
  daysOfWeek: z.array(z.enum(WEEKDAYS)),
  startTime: timeOfDay,
  endTime: timeOfDay,
  timeZone: z.union([
    z.strictObject({ name: zoneName }),
    z.looseObject({ '@odata.type': z.literal('#microsoft.graph.customTimeZone'), name: text }),
  ]),
});

const scheduleItem = z.strictObject({
  isPrivate: boolean.optional(),
  status: z.enum(SHOW_AS),
  subject: text.optional(),
  location: text.optional(),
  start: dateTimeTimeZone,
  end: dateTimeTimeZone,
});
const knownSchedule = z.strictObject({
  scheduleId: text,
  availabilityView: z.string().regex(/^[0-4]+$/),
  scheduleItems: z.array(scheduleItem),
  workingHours,
});
const failedSchedule = z.strictObject({
  scheduleId: text,
  availabilityView: z.literal('').optional(),
  scheduleItems: z.array(scheduleItem).max(0).nullable(),
  error: z.strictObject({ message: z.string().min(1), responseCode: z.enum(['5006', '5009', '5016']) }),
});
export const schedule = z.union([failedSchedule, knownSchedule]);
export type ScheduleAnswer = z.infer<typeof schedule>;

export const mailboxSettingsShape = {
  archiveFolder: text.nullable(),
  timeZone: zoneName,
  delegateMeetingMessageDeliveryOptions: z.enum([
    'sendToDelegateAndInformationToPrincipal',
    'sendToDelegateAndPrincipal',
    'sendToDelegateOnly',
  ]),
  dateFormat: text,
  timeFormat: text,
  userPurpose: z.enum(['user', 'linked', 'shared', 'room', 'equipment', 'others']),
  automaticRepliesSetting: z.strictObject({
    status: z.enum(['disabled', 'alwaysEnabled', 'scheduled']),
    externalAudience: z.enum(['none', 'contactsOnly', 'all']),
    internalReplyMessage: text.optional(),
    externalReplyMessage: text.optional(),
    scheduledStartDateTime: dateTimeTimeZone.optional(),
    scheduledEndDateTime: dateTimeTimeZone.optional(),
  }),
  language: z.strictObject({ locale: text, displayName: text }),
  workingHours,
};
export const mailboxSettings = z.strictObject(mailboxSettingsShape);
export type MailboxSettingsAnswer = z.infer<typeof mailboxSettings>;

export const timeZoneInformation = z.strictObject({ alias: text, displayName: text });
export const convertIdResult = z.strictObject({
  sourceId: text,
  targetId: text.optional(),
  errorDetails: z.strictObject({ code: text, message: text }).optional(),
});
