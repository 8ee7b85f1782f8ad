import type { BookingCause, BookingStatus } from '@/lib/booking/types';

type Known = { status: BookingStatus; cause: BookingCause; mediatedAt: Date | null };

/**
 * LibCal's words for what a booking is (libcal-api §4.10, sync-design §2): clients look for "Confirmed", "Cancelled" and
 * "Mediated …" in them. What lapsed and what nobody came to was cancelled by the system.
 */
export function sayStatus({ status, cause, mediatedAt }: Known): string {
  switch (status) {
    case 'hold':
    case 'unverified':
    case 'pending_remote':
    case 'to_confirm':
      return 'Tentative';
    case 'mediation':
      return 'Mediated Tentative';
    case 'confirmed':
      return mediatedAt ? 'Mediated Approved' : 'Confirmed';
    case 'denied':
      return 'Mediated Denied';
    case 'cancelled':
      return CANCELLED_BY[cause];
    case 'expired':
    case 'released':
      return CANCELLED_BY.system;
  }
}

const CANCELLED_BY = {
  user: 'Cancelled by User',
  staff: 'Cancelled by Admin',
  remote: 'Cancelled by System',
  system: 'Cancelled by System',
} as const satisfies Record<BookingCause, string>;
