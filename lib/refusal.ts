import type { FieldProblem } from './field-problem';
import type { CredentialsProblem, IssuerProblem, SignInObstacle } from './identity-problems';

/**
 * Every expected no, as data. Adding a code makes the compiler list each place that must learn to say it
 * (`app/_ui/refusal-text.ts`), and `lib/refusal-status.ts` its HTTP status.
 */
export type Refusal =
  // anyone
  | { code: 'invalid'; fields: Record<string, FieldProblem> }
  | { code: 'not_signed_in' }
  | { code: 'not_allowed' }
  | { code: 'not_found' }
  | { code: 'too_many_attempts'; retryAfterMinutes: number }
  // booking
  | { code: 'resource_inactive' }
  | { code: 'in_the_past' }
  | { code: 'too_soon'; earliest: Date }
  /** `latest`: the last day that is open now; null: not even today. `opensAt`: when the asked day opens. */
  | { code: 'too_far_ahead'; latest: Date | null; opensAt: Date }
  | { code: 'outside_hours' }
  | { code: 'off_step'; stepMinutes: number }
  | { code: 'too_short'; minMinutes: number }
  | { code: 'too_long'; maxMinutes: number }
  | { code: 'slot_taken' }
  /** Outlook cannot be asked about its time, and it is not offered while that is so. */
  | { code: 'calendar_unknown' }
  /** A time is not held any more: it lapsed, or another visitor held it. */
  | { code: 'hold_over' }
  /** Of several spaces in one booking: which of them, and why. `resourceId`: where two may have one name. */
  | { code: 'of_space'; name: string; resourceId?: number; problem: Refusal }
  /** Spaces of one booking are of one location. */
  | { code: 'one_location' }
  | ({ code: 'limit_reached' } & LimitReached)
  /** `earliest`: when the gap after the booking in the way is over. */
  | { code: 'gap_needed'; gapMinutes: number; earliest: Date }
  | { code: 'off_period' }
  /** No such kind of appointment, no such place, or they do not go together. */
  | { code: 'not_offered' }
  | { code: 'book_a_seat' }
  | { code: 'sign_in_required' }
  | { code: 'not_in_group'; groups: string[] }
  /** Of addresses: only patrons with one there may book. */
  | { code: 'not_in_domains'; domains: string[] }
  | { code: 'staff_only' }
  /** `until` null: until the library lifts it. */
  | { code: 'banned'; until: Date | null; reason: string }
  | { code: 'booking_closed' }
  /** The link in the mail was not followed in time. */
  | { code: 'link_lapsed' }
  | { code: 'too_late_to_cancel'; latest: Date }
  // changing
  | { code: 'too_late_to_change'; latest: Date }
  /** It waits for a mail, for Outlook or for staff. */
  | { code: 'not_settled_yet' }
  /** Somebody, or something, changed it since it was looked at. */
  | { code: 'changed_meanwhile' }
  /** Its spaces have different times: it cannot be moved as one. */
  | { code: 'several_times' }
  /** Where it is to go is where it is. */
  | { code: 'nothing_changed' }
  // bans
  /** It ended, or a colleague lifted it. */
  | { code: 'ban_over' }
  // mediation
  /** Somebody was faster, or time was: `by` names the colleague. */
  | { code: 'request_decided'; decision: RequestDecision; by: string | null }
  /** A meeting in Outlook lies over it, and nobody said that it may stand all the same. */
  | { code: 'meeting_in_the_way' }
  /** A request stays where somebody decides on it. */
  | { code: 'not_mediated' }
  // check-in
  | { code: 'check_in_off' }
  | { code: 'check_in_unknown' }
  | { code: 'not_confirmed_yet' }
  | { code: 'not_checked_in' }
  | { code: 'not_begun'; start: Date }
  /** The first and last moment, in the zone of the booking's own library: whoever typed a code need not know which. */
  | { code: 'outside_window'; what: 'in' | 'out'; when: 'early' | 'late'; from: Date; until: Date; timeZone: string }
  // hours
  /** It takes open time from bookings about which nothing was chosen yet: how many. */
  | { code: 'bookings_affected'; count: number }
  // catalogue
  /** A patron group that some place is kept for. */
  | { code: 'group_in_use' }
  // people
  /** Nobody could administer the library any more. */
  | { code: 'last_admin' }
  /** No administrator could sign in any more. */
  | { code: 'no_way_in' }
  | { code: 'invitation_over' }
  /** What an import would do is not what was shown before. */
  | { code: 'import_changed' }
  // cases
  | { code: 'case_closed' }
  | { code: 'choice_not_open' }
  /** Of a space that a booking is to be moved to, and that it has no answers for. */
  | { code: 'asks_questions' }
  /** At a door, where only what begins now is given. */
  | { code: 'not_offered_now' }
  // integration and connections
  | { code: 'integration_missing' }
  | { code: 'integration_inactive' }
  | { code: 'step_not_allowed'; from: string; to: string }
  | { code: 'credentials_rejected'; cause: CredentialsProblem; microsoftCode: string | null }
  /** The calendar's registration has a certificate, which signing in cannot use. */
  | { code: 'secret_needed' }
  /** There is none, or Microsoft has not accepted it. */
  | { code: 'no_second_credential' }
  | { code: 'consent_declined'; mayNeedAdmin: boolean }
  /** Microsoft said so: an administrator has to approve the application first. */
  | { code: 'approval_needed' }
  | { code: 'sign_in_blocked'; obstacle: SignInObstacle; microsoftCode: string | null }
  | { code: 'consent_failed'; microsoftCode: string | null }
  /** The connection may only read. */
  | { code: 'writing_not_granted' }
  /** Microsoft has it no more, or does not show it to this account any more. */
  | { code: 'calendar_gone' }
  /** Its account has to be connected again before anything of it can be asked. */
  | { code: 'account_signed_out' }
  | { code: 'callback_invalid' }
  | { code: 'callback_expired' }
  | { code: 'other_account'; expected: string; given: string }
  | { code: 'no_mailbox' }
  | { code: 'calendar_not_editable'; mailbox: string }
  | { code: 'calendar_taken'; by: string }
  | { code: 'already_linked' }
  /** A seat or its container: a calendar would close all of its seats at once. */
  | { code: 'seats_not_linked' }
  /** Rooms by the application itself. */
  | { code: 'room_not_in_scope'; mailbox: string }
  | { code: 'no_such_room'; mailbox: string }
  | { code: 'rooms_not_listed' }
  /** The application may not send from it. */
  | { code: 'mailbox_not_sendable'; mailbox: string; microsoftCode: string | null }
  | { code: 'mode_not_possible' }
  | { code: 'microsoft_unreachable' }
  // sign-in by another provider
  /** `given`: what the provider says instead, where that helps. */
  | { code: 'issuer_rejected'; cause: IssuerProblem; given: string | null };

/** What became of a request for approval. */
export type RequestDecision = 'approved' | 'denied' | 'lapsed' | 'cancelled';

/** Which limit, what is left of it, and when a booking like the asked one would fit; null: never, it is more by itself. */
export type LimitReached = {
  scope: 'category' | 'location';
  measure: 'bookings' | 'minutes';
  per: 'day' | 'week' | 'month' | 'year' | 'upcoming' | 'at_once';
  most: number;
  left: number;
  until: Date | null;
};

export type RefusalCode = Refusal['code'];

/** Nothing but a meeting in Outlook is in the way, the room's among them: staff may say that it may lie there all the same. */
export const isOverMeeting = (refusal: Refusal): boolean =>
  refusal.code === 'of_space' ? isOverMeeting(refusal.problem) : refusal.code === 'meeting_in_the_way';
