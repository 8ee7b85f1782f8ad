import type { Agreement } from '@/app/_ui/agreement-mark';

/** What the state's own address answers (`/api/bookings/{publicId}/state`). */
export type SeenState = { status: string; statusReason: string | null; calendar: Agreement };

/** One for each sentence the page can say about a booking. */
export type StateKey =
  | 'adding'
  | 'agreed'
  | 'booked'
  | 'behind'
  | 'waiting'
  | 'taken'
  | 'denied'
  | 'expired'
  | 'released'
  | 'cancelled'
  | 'removing';

export function stateKey({ status, statusReason, calendar }: SeenState): StateKey {
  if (statusReason === 'taken_in_outlook' && (status === 'cancelled' || status === 'denied')) return 'taken';
  switch (status) {
    case 'pending_remote':
      return 'adding';
    case 'confirmed':
      return ({ on_its_way: 'adding', agreed: 'agreed', needs_person: 'behind', not_connected: 'booked' } as const)[
        calendar
      ];
    case 'cancelled':
      return calendar === 'on_its_way' ? 'removing' : 'cancelled';
    case 'denied':
    case 'expired':
    case 'released':
      return status;
    default:
      return 'waiting';
  }
}

/** Something is being done about it, so the next moment may show something else. */
export const isMoving = (key: StateKey) => key === 'adding' || key === 'removing' || key === 'waiting';
