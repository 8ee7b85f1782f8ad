import type { BookingRecord } from '@/lib/db/booking-rows';

/** The library changed its time or place, in Outlook or by hand, and its patron may say no to that. */
export const wasMoved = ({ statusReason }: Pick<BookingRecord, 'statusReason'>): boolean =>
  statusReason === 'moved_in_outlook' || statusReason === 'moved_by_staff';
