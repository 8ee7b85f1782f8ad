/** The rules that staff can go beyond, in the order in which they are told; each has its words. */
export const BEYOND = [
  ...(['banned', 'staff_only', 'not_in_group', 'not_in_domains', 'sign_in_required'] as const),
  ...([
    'in_the_past',
    'too_soon',
    'too_far_ahead',
    'outside_hours',
    'off_step',
    'off_period',
    'too_short',
    'too_long',
  ] as const),
  ...(['limit_reached', 'gap_needed', 'calendar_unknown', 'padding', 'meeting_in_the_way'] as const),
] as const;
