import type { Agreement } from '@/app/_ui/agreement-mark';

/** What the state's own address answers (`/api/bookings/{publicId}/state`). */
export type SeenState = { status: string; statusReason: string | null; calendar: Agreement };

/** One for each sentence the page can say about a booking. */
export type StateKey =
  /** Nothing is promised yet: Outlook is being asked. */
  | 'confirming'
  | 'adding'
  | 'agreed'
  | 'booked'
  | 'behind'
  /** A guest's link waits to be followed. */
  | 'unverified'
  | 'waiting'
  | 'taken'
  /** Outlook could not be asked, so nothing was booked. */
  | 'unconfirmed'
  /** The library took it back. */
  | 'withdrawn'
  | 'denied'
  | 'expired'
  | 'released'
  | 'cancelled'
  | 'removing';

export function stateKey({ status, statusReason, calendar }: SeenState): StateKey {
  const ended = status === 'cancelled' || status === 'denied' ? ENDED[statusReason ?? ''] : undefined;
  if (ended) return ended;
  switch (status) {
    case 'pending_remote':
      return 'confirming';
    case 'confirmed':
      return ({ on_its_way: 'adding', agreed: 'agreed', needs_person: 'behind', not_connected: 'booked' } as const)[
        calendar
      ];
    case 'cancelled':
      return calendar === 'on_its_way' ? 'removing' : 'cancelled';
    case 'unverified':
    case 'denied':
    case 'expired':
    case 'released':
      return status;
    default:
      return 'waiting';
  }
}

/** Something is being done about it, so the next moment may show something else. */
export const isMoving = (key: StateKey) =>
  key === 'confirming' || key === 'adding' || key === 'removing' || key === 'waiting';

/** Ended by the library or by Outlook: something else is offered. */
const ENDED: Record<string, StateKey> = {
  taken_in_outlook: 'taken',
  calendar_unreachable: 'unconfirmed',
  displaced_in_outlook: 'withdrawn',
  removed_in_outlook: 'withdrawn',
  withdrawn_by_staff: 'withdrawn',
  hours_changed: 'withdrawn',
  person_away: 'withdrawn',
  rules_changed: 'withdrawn',
};

/** The patron is owed another time. */
export const isOwed = (key: StateKey) => key === 'taken' || key === 'unconfirmed' || key === 'withdrawn';
