import type { RefusalCode } from '@/lib/refusal';
import type { CalendarSpan } from '@/lib/time/calendar-span';
import type { Interval } from '@/lib/time/interval';
import type { Stretch } from '@/lib/time/opening';
import type { Mode } from './appointment-types';

/** How the resources of one category may be booked. Lengths and distances are real minutes. */
export type Policy = {
  /** Starts are offered at clock multiples of it and at opening time; lengths grow by it from the shortest on. */
  stepMinutes: number;
  minMinutes: number;
  maxMinutes: number;
  defaultMinutes: number;
  /** How long before the start a patron may still book. */
  minNoticeMinutes: number;
  /** A slot under way may still be booked, from its start on; then no notice is asked for. */
  leadUntilEnd: boolean;
  /** How many of the library's calendar days ahead; 0 = today only. */
  windowDays: number;
  /** The wall-clock minute at which the next day of the window opens; 0: midnight. */
  rolloverMinute: number;
  /** Starts and ends are those of the periods, and neither step nor lengths count. */
  fixedPeriods: boolean;
  /** Not bookable before and after each booking; the pads of neighbours may overlap each other. */
  setupMinutes: number;
  cleanupMinutes: number;
  /** What a patron leaves free between own bookings, and between which of them. */
  gapMinutes: number;
  gapScope: 'category' | 'location' | 'library';
  /** How long before the start a patron may still cancel. */
  cancelByMinutes: number;
  /** A patron's booking waits for a mediator. */
  mediation: boolean;
};

/** A named stretch of a weekday (ISO: Monday 1 … Sunday 7) that is booked as one, in wall minutes; past 1440: next day. */
export type Period = { name: string; weekday: number; startsMinute: number; endsMinute: number };

/**
 * What one patron may hold in a category or a location, all its spaces added up. 'upcoming': not over yet; 'at_once': at
 * the same time. The day (week, …) of a booking is that of its start.
 */
export type Limit = {
  scope: 'category' | 'location';
  measure: 'bookings' | 'minutes';
  per: CalendarSpan | 'upcoming' | 'at_once';
  most: number;
};

/** One space or person of a booking that the patron has already; several of one booking count as several. */
export type OwnBooking = Interval & {
  categoryId: number;
  locationId: number;
  /** It still closes time: a no-show that was released does not, though it counts. */
  holds: boolean;
  /** Of the booking that is being made. */
  together: boolean;
};

/** Whether somebody may book here at all, whatever the time. */
export type Admission = {
  staffOnly: boolean;
  isStaff: boolean;
  signInRequired: boolean;
  signedIn: boolean;
  /** Of the nearest level (space, category, location) that names any; null: open to all. */
  groups: { id: number; name: string }[] | null;
  /** Ids of the groups that the address belongs to; a guest's own word is no membership. */
  memberOf: number[];
  /** Only addresses there may book, lower case, without @ (libcal-domain §2); none: all. */
  emailDomains: string[];
  /** The patron's address, lower case; null: not known yet. */
  email: string | null;
  /** Those that hold here, by account or address. */
  bans: { reason: string; from: Date; until: Date | null }[];
};

/** Whose rules apply: staff go beyond every patron rule, but never over another booking. */
export type By = 'patron' | 'staff';

/**
 * Time that is taken by others. `pad`: before or after a booking, which pads of others may overlap. `until`: when a hold
 * lapses by itself. `mode`: a meeting that closes a person's time for such appointments only.
 */
export type ClosedTime = Interval & { pad: boolean; kind: 'booked' | 'held' | 'outlook'; until?: Date; mode?: Mode };

/** All that a booking of one resource is judged by. Reaches from a day before the wanted time to its end and pads. */
export type BookingFacts = {
  resourceId: number;
  categoryId: number;
  locationId: number;
  /** The resource, its category and its location are. */
  active: boolean;
  /** Holds seats only, which are booked instead. */
  isContainer: boolean;
  timeZone: string;
  policy: Policy;
  /** Empty unless the policy has fixed periods. */
  periods: Period[];
  limits: Limit[];
  admission: Admission;
  open: Interval[];
  /** Instants at which it opens: starts are allowed there besides clock multiples. */
  openings: Date[];
  /** Of a person: what `open` is made of, each with the rule that says where. */
  stretches?: Stretch[];
  /** Of the resource, its parts and, for Outlook's, its wholes. */
  closed: ClosedTime[];
  /** What the patron already has, in any category, as far as limits and gaps ask. */
  own: OwnBooking[];
  /** Outlook cannot be asked, what was read last is too old, and the choice is to offer nothing then (sync-design §9). */
  calendarUnknown: boolean;
};

/** A patron rule that staff went beyond: the refusal a patron would have met, or the time before and after a booking. */
export type BeyondCode = RefusalCode | 'padding';

/** What was accepted; `beyond` is empty for patrons. */
export type Accepted = Interval & { beyond: BeyondCode[] };

/**
 * From `start` on, lengths of `minMinutes`, then by the policy's step, up to `maxMinutes`. One each for fixed periods,
 * two of which may begin together.
 */
export type Offer = { start: Date; minMinutes: number; maxMinutes: number };

export type BookingStatus =
  | 'hold'
  | 'unverified'
  | 'pending_remote'
  | 'to_confirm'
  | 'mediation'
  | 'confirmed'
  | 'denied'
  | 'expired'
  | 'cancelled'
  | 'released';

/** Who or what brought a booking to its status. */
export type BookingCause = 'user' | 'staff' | 'remote' | 'system';

/** By what way a booking was made: by its patron, by staff for them, by another program, or in front of the door. */
export type BookingOrigin = 'patron' | 'staff' | 'program' | 'door';

/** These do not count towards a patron's limits; a no-show (`released`) does (libcal-domain §2.3). */
export const UNCOUNTED_STATUSES = ['cancelled', 'denied', 'expired'] as const satisfies BookingStatus[];

/** What a booking asks of one resource, with everything that closes with it. */
export type WantedItem = Interval & {
  resourceId: number;
  /** Every part below the resource; never the wholes above. */
  partIds: number[];
  setupMinutes: number;
  cleanupMinutes: number;
};

/** What a booking closes: one row of `occupancy`. */
export type OccupancyRow = Interval & { resourceId: number; pad: boolean };

/** The state of agreement with Outlook, as everybody sees it. */
export type CalendarState = 'not_connected' | 'on_its_way' | 'agreed' | 'needs_person';

/** How far one calendar's word about free time goes now. */
export type CalendarTrust = {
  linkId: number;
  resourceId: number;
  writes: boolean;
  reads: boolean;
  trust: 'live' | 'fresh' | 'stale';
};

/** What one calendar that a booking belongs to knows of it. */
export type CalendarFacts = {
  /** "Make it agree" still waits, or was given up. */
  job: 'waiting' | 'dead' | null;
  mirror: 'none' | 'creating' | 'live' | 'deleting' | 'gone' | 'detached' | 'conflict' | null;
  /** Integration, connection and link are on: what waits will be done. */
  working: boolean;
  /** The connection was lost (consent, secret): somebody must reconnect. */
  broken: boolean;
};

/** What came of a search. `other_time`: free, but not when asked. `taken_meanwhile`: a time on offer that was gone when chosen. */
export type SearchOutcome =
  | ('found' | 'other_time' | 'taken_meanwhile')
  | ('all_taken' | 'none_suit' | 'closed' | 'too_far_ahead' | 'too_soon' | 'too_long' | 'not_for_them' | 'not_known');
