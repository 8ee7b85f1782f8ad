import { type Actor, canSomewhere } from '@/lib/auth/can';

/** Which buttons of the desk would not refuse somebody. All that is shown there is of their locations already. */
export type DeskMay = { book: boolean; block: boolean; manage: boolean; cancel: boolean; ban: boolean };

export const deskMay = (actor: Actor): DeskMay => ({
  book: canSomewhere(actor, 'book_for_others'),
  block: canSomewhere(actor, 'block_time'),
  manage: canSomewhere(actor, 'manage_bookings'),
  cancel: canSomewhere(actor, 'cancel_any_booking'),
  ban: canSomewhere(actor, 'ban_patrons'),
});
