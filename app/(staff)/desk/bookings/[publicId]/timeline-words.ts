/** The codes that have words; whatever else stands in an old row is shown as it is. */
export const OUTCOMES = {
  op: [
    ...(['event_create', 'event_patch', 'event_delete', 'event_get', 'event_find_marked'] as const),
    ...(['event_find', 'event_find_by_start'] as const),
    ...(['event_get_meeting', 'event_decline', 'view_read'] as const),
  ],
  outcome: [
    ...(['ok', 'throttled', 'unavailable', 'gone', 'changed_meanwhile', 'not_found', 'mailbox_missing'] as const),
    ...(['access_denied', 'token_rejected', 'duplicate_transaction', 'rejected'] as const),
  ],
  happened: [
    ...(['mirror_moved', 'mirror_deleted', 'mirror_repeats', 'mirror_set_free', 'both_edited'] as const),
    ...(['foreign_over_booking', 'to_confirm', 'unanswered', 'taken'] as const),
  ],
  answered: [
    ...(['put_back', 'ask', 'accept', 'cancel', 'refused', 'to_confirm', 'closed', 'stands', 'confirmed'] as const),
  ],
  resolution: [
    ...(['kept', 'applied', 'put_back', 'moved', 'cancelled', 'confirmed', 'accepted', 'stood', 'over'] as const),
    ...(['agreed_in_outlook', 'superseded', 'booking_over', 'ended', 'unlinked', 'own_event'] as const),
    'meeting_declined',
  ],
  mails: [
    ...(['case_opened', 'case_passed_on', 'case_refused', 'mediation_wanted', 'mediation_digest'] as const),
    ...(['patron_cancelled', 'appointment_booked', 'appointment_changed', 'appointment_cancelled'] as const),
    ...(['meeting_missing', 'series_booked', 'series_cancelled', 'visit_verify', 'visit_booked'] as const),
    ...(['visit_cancelled'] as const),
  ],
  /** As lib/mail/mail-failure has them. */
  reasons: [
    ...(['address_refused', 'content_refused', 'unreachable', 'sign_in_refused', 'unsure', 'no_right'] as const),
    ...(['mailbox_missing', 'registration_refused', 'switched_off'] as const),
  ],
} as const;

/** Mails to patrons, which have names of their own under Admin > Mails. */
export const BOOKING_MAILS = [
  ...(['booking_verify', 'booking_lapsed', 'booking_confirmed', 'booking_received', 'booking_approved'] as const),
  ...(['booking_denied', 'booking_to_confirm', 'booking_stands', 'booking_unconfirmed', 'booking_refused'] as const),
  ...(['booking_changed', 'booking_moved', 'booking_cancelled', 'booking_withdrawn', 'booking_reminder'] as const),
  ...(['check_in_reminder', 'booking_released', 'booking_checked_out', 'meeting_link', 'follow_up'] as const),
] as const;

export const STAFF_ACTS = [
  ...(['booking_moved', 'booking_withdrawn', 'booking_noted', 'booking_note_removed', 'booking_no_show'] as const),
  ...(['booking_no_show_undone', 'booking_over_meeting', 'appointment_booked_for', 'request_decided'] as const),
  ...(['booking_written_again', 'booking_booked_for', 'booking_blocked', 'booking_cancelled'] as const),
] as const;

/** The code as one that has words; null: none. */
export const known = <Code extends string>(codes: readonly Code[], given: string): Code | null =>
  codes.find((code) => code === given) ?? null;
