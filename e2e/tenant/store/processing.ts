import { z } from 'zod';

/** How a room deals with invitations, by the names an administrator knows (Set-CalendarProcessing). */
const addresses = z.array(z.string().transform((text) => text.trim().toLowerCase()));

export const processingSchema = z.strictObject({
  /** None: nothing happens; AutoUpdate: tentative until a delegate decides; AutoAccept: the policy decides. */
  AutomateProcessing: z.enum(['AutoAccept', 'AutoUpdate', 'None']),
  AllowConflicts: z.boolean(),
  ConflictPercentageAllowed: z.number().int().min(0).max(100),
  MaximumConflictInstances: z.number().int().min(0),
  /** 0 means today. */
  BookingWindowInDays: z.number().int().min(0).max(1080),
  /** A series that goes past the window: true: declined; false: cut. */
  EnforceSchedulingHorizon: z.boolean(),
  /** 0 means without limit. */
  MaximumDurationInMinutes: z.number().int().min(0),
  AllowRecurringMeetings: z.boolean(),
  ScheduleOnlyDuringWorkHours: z.boolean(),
  AllBookInPolicy: z.boolean(),
  AllRequestInPolicy: z.boolean(),
  AllRequestOutOfPolicy: z.boolean(),
  BookInPolicy: addresses,
  RequestInPolicy: addresses,
  RequestOutOfPolicy: addresses,
  ResourceDelegates: addresses,
  ForwardRequestsToDelegates: z.boolean(),
  TentativePendingApproval: z.boolean(),
  AddNewRequestsTentatively: z.boolean(),
  DeleteSubject: z.boolean(),
  AddOrganizerToSubject: z.boolean(),
  DeleteComments: z.boolean(),
  DeleteAttachments: z.boolean(),
  RemovePrivateProperty: z.boolean(),
  OrganizerInfo: z.boolean(),
  EnableResponseDetails: z.boolean(),
  RemoveCanceledMeetings: z.boolean(),
  ProcessExternalMeetingMessages: z.boolean(),
  EnforceCapacity: z.boolean(),
  DeleteNonCalendarItems: z.boolean(),
});
export type Processing = z.infer<typeof processingSchema>;

export function usualProcessing(): Processing {
  return {
    AutomateProcessing: 'AutoAccept',
    AllowConflicts: false,
    ConflictPercentageAllowed: 0,
    MaximumConflictInstances: 0,
    BookingWindowInDays: 180,
    EnforceSchedulingHorizon: true,
    MaximumDurationInMinutes: 1440,
    AllowRecurringMeetings: true,
    ScheduleOnlyDuringWorkHours: false,
    AllBookInPolicy: true,
    AllRequestInPolicy: false,
    AllRequestOutOfPolicy: false,
    BookInPolicy: [],
    RequestInPolicy: [],
    RequestOutOfPolicy: [],
    ResourceDelegates: [],
    ForwardRequestsToDelegates: true,
    TentativePendingApproval: true,
    AddNewRequestsTentatively: true,
    DeleteSubject: true,
    AddOrganizerToSubject: true,
    DeleteComments: true,
    DeleteAttachments: true,
    RemovePrivateProperty: true,
    OrganizerInfo: true,
    EnableResponseDetails: true,
    RemoveCanceledMeetings: false,
    ProcessExternalMeetingMessages: false,
    EnforceCapacity: false,
    DeleteNonCalendarItems: true,
  };
}
