import { choose } from './choose';

/** What is open about meetings between mailboxes, and about what people do with events. The first choice is the default. */
export const MEETINGS_SWITCHES = {
  humanCopyKeeps: choose(
    ['nothing', 'marker', 'marker and transactionId'],
    'V7: what a copy made by a person keeps of the original',
  ),
  restoredImmutableId: choose(
    ['kept', 'new'],
    'GC15.14: the immutable id of an event restored from Deleted Items (its rest id is always new)',
  ),
  attendantSeesWritesAfterMs: choose([0, 2_000, 30_000], 'V8: time until a room attendant sees a direct write'),
  attendantDelayMs: choose<'varied' | 0 | 1_000 | 60_000>(
    ['varied', 0, 1_000, 60_000],
    'time a room attendant takes to decide; varied: 1.5 to 20 s, by the seed',
  ),
  attendantOrder: choose(
    ['as sent', 'any'],
    'whether requests of different meetings are decided in the order they were sent (GC 5.3, race)',
  ),
  attendantShowsPending: choose(
    [true, false],
    'an invitation to a room stands there as tentative until the attendant has decided',
  ),
  meetingMailDelayMs: choose([0, 1_000, 30_000], 'time until an invitation, update, cancellation or answer arrives'),
  attendeesPatch: choose(['replaces', 'adds'], 'GC15.11: attendees in a PATCH: the whole list, or added to it'),
  cancelWithoutAttendees: choose(['accepted', 'refused'], 'cancel on an event without attendees (GC 2.6)'),
  cancelledRoomMeetingShowAs: choose(
    ['free', 'busy'],
    'showAs of a cancelled meeting that stays in a room calendar (GC 5.2)',
  ),
} as const;
