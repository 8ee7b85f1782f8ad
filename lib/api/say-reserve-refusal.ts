import type { FieldProblem } from '@/lib/field-problem';
import type { ReserveAnswer } from '@/lib/usecases/reserve-spaces';
import { TROUBLE } from './api-answer';
import { sayRule } from './say-rule';

/** Sentences of libcal-api §4.8 with the number of the booking in them, from 0. */
export const ITEM_SENTENCES = {
  item: 'does not contain a valid item id or seat id',
  location: 'item location does not match item location of booking 0',
  from: "'from' is not a valid starting slot",
  to: "'to' is not a valid ending slot",
  toMissing: "does not contain a 'to' date",
  toInvalid: "'to' datetime is invalid",
  toBefore: "'to' datetime must be after the booking 'start' datetime",
  toPast: 'end date is in the past',
} as const;

export const aboutItem = (at: number, what: keyof typeof ITEM_SENTENCES) => `booking ${at} ${ITEM_SENTENCES[what]}`;

/** Why a reservation is refused, a line each. */
export function sayReserveRefusal({ refusal, item = 0, startsWell = false }: Refused): string[] {
  if (refusal.code === 'invalid')
    return Object.entries(refusal.fields).map(([name, problem]) => sayField(name, problem));
  const rule = sayRule(refusal);
  switch (refusal.code) {
    case 'slot_taken':
    case 'outside_hours':
    case 'off_period':
    case 'off_step':
      return [aboutItem(item, startsWell ? 'to' : 'from')];
    case 'calendar_unknown':
      return [aboutItem(item, 'from')];
    case 'in_the_past':
    case 'too_soon':
    case 'too_far_ahead':
      return [aboutItem(item, 'from'), ...(rule ? [rule] : [])];
    case 'too_short':
      return [aboutItem(item, 'to'), ...(rule ? [rule] : [])];
    case 'not_found':
    case 'resource_inactive':
    case 'book_a_seat':
    case 'staff_only':
      return [aboutItem(item, 'item')];
    default:
      return [rule ?? TROUBLE];
  }
}

type Refused = Extract<ReserveAnswer, { ok: false }>;

function sayField(name: string, problem: FieldProblem): string {
  const [, at = '0', field] = /^items\.(\d+)\.(\w+)/.exec(name) ?? [];
  if (field === 'spaceId') return aboutItem(Number(at), ITEM_PROBLEMS[problem] ?? 'item');
  if (field === 'to') return aboutItem(Number(at), TO_PROBLEMS[problem] ?? 'toInvalid');
  if (/^q\d+$/.test(name))
    return problem === 'required' ? `must supply an answer to question ${name}` : `invalid "${name}" value`;
  if (name === 'items') return 'too many bookings in one request';
  return `invalid "${FIELDS[name] ?? name}" value`;
}

const ITEM_PROBLEMS: Partial<Record<FieldProblem, keyof typeof ITEM_SENTENCES>> = {
  other_location: 'location',
  // The same space a second time: by then the first has taken it.
  spans_overlap: 'from',
};
const TO_PROBLEMS: Partial<Record<FieldProblem, keyof typeof ITEM_SENTENCES>> = {
  end_before_start: 'toBefore',
  not_before_today: 'toPast',
};
const FIELDS: Readonly<Record<string, string>> = { givenName: 'fname', familyName: 'lname' };
