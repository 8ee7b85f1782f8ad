import type { Instance } from '../calendar/occurrences';
import { joinUrlOf } from './body-json';
import type { Viewing } from './event-json';
import { offersTeams } from './meeting-providers';

/** Asked for, possible in its calendar, and not lost since; its link is told when the switches say so (GC 2.1). */
export function meetingOf({ event, fields }: Instance, viewing: Viewing) {
  const { mailbox, noMeetings, joinUrlsUntilMs } = viewing;
  const isWanted = fields.isOnlineMeeting && !fields.lostJoinBlock;
  const isOnline = isWanted && !noMeetings && offersTeams(mailbox, event.calendarId);
  const isTold = joinUrlsUntilMs === undefined || event.createdMs <= joinUrlsUntilMs;
  return { isOnline, joinUrl: isOnline && isTold ? joinUrlOf(event.iCalUId) : null };
}
