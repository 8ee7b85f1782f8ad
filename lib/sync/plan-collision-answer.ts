import type { SyncPolicy } from '@/lib/booking/sync-policy';

/**
 * Whose is the time that a foreign event and a promised booking share? A meeting can be declined only where the calendar
 * was invited to it; else both stand and a person decides. The first reading of a calendar only shows what collides:
 * nobody loses anything, and nobody is mailed (sync-design §7, §11).
 */
export function planCollisionAnswer({
  foreign,
  isMeeting,
  isFirst,
}: {
  foreign: SyncPolicy['foreign'];
  isMeeting: boolean;
  isFirst: boolean;
}): SyncPolicy['foreign'] {
  if (isFirst || (foreign === 'decline_meeting' && !isMeeting)) return 'stands';
  return foreign;
}
