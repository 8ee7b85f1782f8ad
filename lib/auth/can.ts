/** Who is asking. Guests have a name and an address only inside the booking they make. */
export type Actor =
  | {
      kind: 'person';
      id: number;
      name: string;
      email: string;
      role: Role;
      locale: string;
      /** Where the role counts; none: everywhere. Of an admin or a patron it says nothing. */
      locations?: readonly number[];
    }
  | { kind: 'guest' }
  /** A program that the library lets in at /1.1, within its scopes (lib/api). */
  | { kind: 'client'; id: number; name: string }
  | { kind: 'system' };

export type Person = Extract<Actor, { kind: 'person' }>;
/** `mediator` decides requests and sees the desk; `read_only` sees it and changes nothing. */
export type Role = 'admin' | 'manager' | 'staff' | 'mediator' | 'read_only' | 'patron';

export type Act =
  | 'view_spaces'
  /** The whole catalogue, what only staff are shown included. */
  | 'read_staff_places'
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
  /** What waits on the desk for others to decide, and who may not book. */
  | `view_${'requests' | 'cases' | 'bans'}`
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
  /** How every calendar stands, and what to do about one of them. */
  | 'tend_calendars'
  | 'manage_spaces'
  | 'manage_people'
  | 'view_audit'
  /** How spaces and appointments were used, in numbers: of one's own locations. */
  | 'view_statistics'
  | 'manage_hours'
  /** How mails leave and which could not; and the words and times of a location's. */
  | 'manage_mails'
  | 'write_mails'
  | 'manage_privacy'
  | 'manage_embeds'
  | 'manage_api';

export type Client = Extract<Actor, { kind: 'client' }>;

type Asker = Role | 'guest' | 'client' | 'system';

const DESK: readonly Role[] = ['admin', 'manager', 'staff'];
const BEHIND_THE_COUNTER: readonly Role[] = [...DESK, 'mediator', 'read_only'];
const PEOPLE: readonly Role[] = [...BEHIND_THE_COUNTER, 'patron'];
const EVERYBODY: readonly Asker[] = [...PEOPLE, 'guest', 'client', 'system'];

/** One row an act. Whether a thing is one's own (a booking, a connection) is asked of the row, in the use case. */
const MAY: Record<Act, readonly Asker[]> = {
  view_spaces: EVERYBODY,
  read_staff_places: [...BEHIND_THE_COUNTER, 'client'],
  book: [...PEOPLE, 'guest', 'client'],
  view_own_bookings: PEOPLE,
  cancel_any_booking: [...DESK, 'client', 'system'],
  manage_bookings: [...DESK, 'client'],
  ban_patrons: DESK,
  book_for_others: [...DESK, 'client'],
  block_time: DESK,
  view_desk: BEHIND_THE_COUNTER,
  view_requests: BEHIND_THE_COUNTER,
  view_cases: BEHIND_THE_COUNTER,
  view_bans: BEHIND_THE_COUNTER,
  connect_own_calendar: DESK,
  offer_appointments: DESK,
  manage_appointments: ['admin', 'manager'],
  mediate: [...DESK, 'mediator'],
  mediate_any: ['admin', 'manager'],
  settle_space_case: DESK,
  settle_any_case: ['admin', 'manager'],
  manage_integration: ['admin'],
  tend_calendars: ['admin', 'manager'],
  manage_spaces: ['admin', 'manager'],
  manage_people: ['admin'],
  view_audit: ['admin'],
  view_statistics: ['admin', 'manager'],
  manage_hours: ['admin', 'manager'],
  manage_mails: ['admin'],
  write_mails: ['admin', 'manager'],
  manage_privacy: ['admin'],
  manage_embeds: ['admin'],
  manage_api: ['admin'],
};

/** What people do for themselves, or see everywhere: their locations do not count. */
const ANYWHERE: ReadonlySet<Act> = new Set([
  ...(['view_spaces', 'book', 'view_own_bookings', 'connect_own_calendar', 'offer_appointments'] as const),
]);

/**
 * `at`: the location of the thing that is asked about; null: it is the whole library's. Left out it is too, so that a role
 * which counts for some locations is refused whatever nobody has looked up the location of.
 */
export function can(actor: Actor, act: Act, at: number | null = null): boolean {
  if (!canSomewhere(actor, act)) return false;
  const places = ANYWHERE.has(act) ? null : placesOf(actor);
  return places === null || (at !== null && places.includes(at));
}

/** At one location at least: whether a page or a list is there for somebody, who then sees their locations of it. */
export function canSomewhere(actor: Actor, act: Act): boolean {
  return MAY[act].includes(actor.kind === 'person' ? actor.role : actor.kind);
}

/** The locations that somebody's role counts for; null: all. */
export function placesOf(actor: Actor): readonly number[] | null {
  if (actor.kind !== 'person' || actor.role === 'admin' || actor.role === 'patron') return null;
  return actor.locations?.length ? actor.locations : null;
}

/** Of a list of things of locations, those that somebody's role counts for. */
export function within<T>(actor: Actor, things: readonly T[], locationOf: (thing: T) => number): T[] {
  const places = placesOf(actor);
  return things.filter((thing) => places === null || places.includes(locationOf(thing)));
}
