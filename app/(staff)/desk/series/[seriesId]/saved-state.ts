import type { SavedTime } from '@/lib/usecases/view-series';

const BY_STATUS = ['confirmed', 'pending_remote', 'to_confirm', 'released'] as const;
const BY_OUTCOME = ['skipped', 'slot_taken', 'meeting_in_the_way'] as const;
const BY_REASON = ['taken_in_outlook', 'calendar_unreachable'] as const;

/** Wanted, and not booked: somebody was faster, here or in Outlook. */
export const isLost = ({ outcome, booking }: SavedTime): boolean =>
  (outcome !== null && outcome !== 'booked' && outcome !== 'skipped') ||
  (booking?.status === 'cancelled' && booking.cause === 'remote');

/** What a time of a series has come to, as a key of its words. */
export function stateOf({ outcome, booking }: SavedTime, isBlock: boolean) {
  if (!booking) return outcome === null ? 'open' : (BY_OUTCOME.find((one) => one === outcome) ?? 'other');
  if (isBlock && booking.status === 'confirmed') return 'blocked';
  const reason = booking.cause === 'remote' && BY_REASON.find((one) => one === booking.statusReason);
  return reason || (BY_STATUS.find((one) => one === booking.status) ?? 'cancelled');
}
