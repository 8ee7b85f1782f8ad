import type { ArrivalAnswer } from '@/lib/usecases/arrive-by-client';
import { TROUBLE } from './api-answer';
import { sayInstant } from './say-time';

const COMMON = {
  value: 'Invalid value.',
  code: 'Unable to find booking matching code.',
  in_before: 'This booking has already been Checked In.',
  out_before: 'This booking has already been Checked Out.',
} as const;

/** Sentences of libcal-api §4.17; times are of the location's clock. */
export const ARRIVAL_SENTENCES = {
  in: {
    ...COMMON,
    early: 'Unable to Check In for this booking until 10:30 (booking starts at 11:00).',
    late: 'Sorry, the latest possible Check In time for this booking was 11:15.',
  },
  out: {
    ...COMMON,
    missing: 'This booking has not been Checked In for.',
    early: 'Unable to Check Out for this booking until 11:00 (booking starts at 11:00).',
    late: 'Sorry, the latest possible Check Out time for this booking was 11:15.',
  },
} as const;

export function sayArrivalRefusal(what: 'in' | 'out', answer: ArrivalAnswer): string {
  if (answer.ok) return answer.value.done === 'out_before' ? COMMON.out_before : COMMON.in_before;
  const { refusal, start } = answer;
  switch (refusal.code) {
    case 'invalid':
      return COMMON.value;
    case 'not_checked_in':
      return ARRIVAL_SENTENCES.out.missing;
    case 'outside_window': {
      const { timeZone, from, until } = refusal;
      const clock = (at: Date) => sayInstant(at, timeZone).slice(11, 16);
      const doing = what === 'in' ? 'Check In' : 'Check Out';
      return refusal.when === 'early'
        ? `Unable to ${doing} for this booking until ${clock(from)} (booking starts at ${clock(start ?? from)}).`
        : `Sorry, the latest possible ${doing} time for this booking was ${clock(until)}.`;
    }
    // Who may not come is not told why by a door: the code counts for nothing (own reading).
    case 'check_in_unknown':
    case 'check_in_off':
    case 'booking_closed':
    case 'not_confirmed_yet':
      return COMMON.code;
    default:
      return TROUBLE;
  }
}
