import type { SyncPolicy } from '@/lib/booking/sync-policy';

/**
 * Whose is the time that a foreign event and a promised booking share? A meeting can be declined only where the calendar
 * was invited to it; else both stand and a person decides. The first reading of a calendar only shows what collides:
 * nobody loses anything, and nobody is mailed (sync-design §7, §11). A room's calendar does not end an appointment: it is the
 * person's, who has a calendar and a choice of their own.
 */
export function planCollisionAnswer({
  foreign,
  isMeeting,
  isFirst,
  isRoomOfAppointment,
}: {
  foreign: SyncPolicy['foreign'];
  isMeeting: boolean;
  isFirst: boolean;
  isRoomOfAppointment: boolean;
}): SyncPolicy['foreign'] {
  if (isFirst || (foreign === 'decline_meeting' && !isMeeting)) return 'stands';
  return foreign === 'outlook_wins' && isRoomOfAppointment ? 'stands' : foreign;
}
