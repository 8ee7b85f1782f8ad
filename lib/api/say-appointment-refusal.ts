import type { FieldProblem } from '@/lib/field-problem';
import type { Refusal } from '@/lib/refusal';
import { TROUBLE } from './api-answer';
import { APPOINTMENT_SENTENCES } from './read-appointment';
import { sayRule } from './say-rule';

const { noUser, category, from, to } = APPOINTMENT_SENTENCES;

/** Why an appointment is refused, a line each. */
export function sayAppointmentRefusal(refusal: Refusal): string[] {
  const rule = sayRule(refusal);
  switch (refusal.code) {
    case 'invalid':
      return Object.entries(refusal.fields).map(([name, problem]) => sayField(name, problem));
    case 'not_found':
    case 'resource_inactive':
    case 'staff_only':
      return [noUser];
    case 'not_offered':
      return [category];
    case 'slot_taken':
    case 'outside_hours':
    case 'off_step':
    case 'calendar_unknown':
    case 'of_space':
      return [from];
    case 'in_the_past':
    case 'too_soon':
    case 'too_far_ahead':
      return [from, ...(rule ? [rule] : [])];
    case 'too_short':
    case 'too_long':
      return [to, ...(rule ? [rule] : [])];
    default:
      return [rule ?? TROUBLE];
  }
}

function sayField(name: string, problem: FieldProblem): string {
  if (name === 'to') return to;
  if (/^q\d+$/.test(name) && problem === 'required') return `must supply an answer to question ${name}`;
  return `invalid "${FIELDS[name] ?? name}" value`;
}

const FIELDS: Readonly<Record<string, string>> = { givenName: 'fname', familyName: 'lname' };
