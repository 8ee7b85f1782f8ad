/** Who is asking. Guests have a name and an address only inside the booking they make. */
export type Actor =
  | { kind: 'person'; id: number; name: string; email: string; role: Role; locale: string }
  | { kind: 'guest' }
  | { kind: 'system' };

export type Person = Extract<Actor, { kind: 'person' }>;
export type Role = 'admin' | 'staff' | 'patron';

export type Act =
  | 'view_spaces'
  | 'book'
  | 'view_own_bookings'
  | 'cancel_any_booking'
  /** Move it, note something about it. */
  | 'manage_bookings'
  | 'ban_patrons'
  /** For a patron, beyond patron rules; and time that nobody is to have. */
  | 'book_for_others'
  | 'block_time'
  | 'view_desk'
  | 'connect_own_calendar'
  /** One's own kinds of appointment, when one is there and where; and everybody's, with categories and groups. */
  | 'offer_appointments'
  | 'manage_appointments'
  /** Requests of the places one is named for; and every other. */
  | 'mediate'
  | 'mediate_any'
  /** Beside one's own: of spaces, for whoever stands behind the counter; and every other, people's own included. */
  | 'settle_space_case'
  | 'settle_any_case'
  | 'manage_integration'
  | 'manage_spaces'
  | 'manage_people'
  | 'manage_hours'
  | 'manage_mails'
  | 'manage_privacy'
  | 'manage_embeds';

type Asker = Role | 'guest' | 'system';

const EVERYBODY: readonly Asker[] = ['admin', 'staff', 'patron', 'guest', 'system'];

/** One row an act. Whether a thing is one's own (a booking, a connection) is asked of the row, in the use case. */
const MAY: Record<Act, readonly Asker[]> = {
  view_spaces: EVERYBODY,
  book: ['admin', 'staff', 'patron', 'guest'],
  view_own_bookings: ['admin', 'staff', 'patron'],
  cancel_any_booking: ['admin', 'staff', 'system'],
  manage_bookings: ['admin', 'staff'],
  ban_patrons: ['admin', 'staff'],
  book_for_others: ['admin', 'staff'],
  block_time: ['admin', 'staff'],
  view_desk: ['admin', 'staff'],
  connect_own_calendar: ['admin', 'staff'],
  offer_appointments: ['admin', 'staff'],
  manage_appointments: ['admin'],
  mediate: ['admin', 'staff'],
  mediate_any: ['admin'],
  settle_space_case: ['admin', 'staff'],
  settle_any_case: ['admin'],
  manage_integration: ['admin'],
  manage_spaces: ['admin'],
  manage_people: ['admin'],
  manage_hours: ['admin'],
  manage_mails: ['admin'],
  manage_privacy: ['admin'],
  manage_embeds: ['admin'],
};

export function can(actor: Actor, act: Act): boolean {
  return MAY[act].includes(actor.kind === 'person' ? actor.role : actor.kind);
}
