import type { Refusal } from '@/lib/refusal';

/**
 * A rule's no as a sentence. LibCal documents few of them; clients match on `exceeds the … minute booking limit`
 * (libcal-api §4.8). Null: it is not about a rule.
 */
export function sayRule(refusal: Refusal): string | null {
  switch (refusal.code) {
    case 'in_the_past':
      return 'this time is over, or has begun';
    case 'too_soon':
      return 'it is too late to book this time';
    case 'too_far_ahead':
      return 'Booking start date is beyond the window limit.';
    case 'outside_hours':
      return 'it is closed then';
    case 'off_step':
      return `bookings begin and end in steps of ${refusal.stepMinutes} minutes`;
    case 'off_period':
      return 'only the fixed periods of the day can be booked';
    case 'too_short':
      return `this is shorter than the ${refusal.minMinutes} minute minimum`;
    case 'too_long':
      return `this exceeds the ${refusal.maxMinutes} minute booking limit`;
    case 'limit_reached':
      return `this exceeds the ${refusal.most} ${refusal.measure === 'minutes' ? 'minute ' : ''}booking limit ${PER[refusal.per]} in this ${refusal.scope}`;
    case 'gap_needed':
      return `${refusal.gapMinutes} minutes have to lie between bookings of the same patron`;
    case 'not_in_group':
      return `only these patrons may book here: ${refusal.groups.join(', ')}`;
    case 'not_in_domains':
      return `only patrons with an address at ${refusal.domains.join(', ')} may book here`;
    case 'banned':
      return `this patron may not book at present: ${refusal.reason}`;
    case 'calendar_unknown':
      return 'the calendar of this space cannot be asked at present';
    case 'not_settled_yet':
      return 'this booking is not confirmed yet';
    case 'booking_closed':
      return 'this booking is over, or was cancelled';
    case 'several_times':
      return 'this booking has several times';
    case 'changed_meanwhile':
      return 'this booking was changed meanwhile';
    default:
      return null;
  }
}

const PER = {
  day: 'per day',
  week: 'per week',
  month: 'per month',
  year: 'per year',
  upcoming: 'of bookings to come',
  at_once: 'at the same time',
} as const;
