import type { getTranslations } from 'next-intl/server';

type Words = Awaited<ReturnType<typeof getTranslations<'series.beyond'>>>;

const KNOWN = [
  ...(['in_the_past', 'too_soon', 'too_far_ahead', 'outside_hours', 'off_step', 'too_short', 'too_long'] as const),
  ...(['off_period', 'limit_reached', 'gap_needed', 'sign_in_required', 'not_in_group', 'staff_only'] as const),
  ...(['banned', 'calendar_unknown', 'padding', 'meeting_in_the_way'] as const),
] as const;

/** What staff went beyond, in words, each once. */
export function beyondTexts(codes: readonly string[], t: Words): string[] {
  return [...new Set(codes)].map((code) => t(KNOWN.find((one) => one === code) ?? 'other'));
}
