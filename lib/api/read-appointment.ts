import { z } from 'zod';
import { type ApiAnswer, answered, refused } from './api-answer';
import { flag, readMoment } from './params';
import { answersIn } from './read-reserve';

/** What is said to a request that cannot be, in the manner of libcal-api §4.8. */
export const APPOINTMENT_SENTENCES = {
  empty: 'no data provided',
  json: 'json syntax error',
  user: 'must supply user_id of appointment',
  start: 'must supply start date for appointment',
  fname: 'must supply first name of booking user',
  lname: 'must supply last name of booking user',
  email: 'must supply email of booking user',
  noUser: 'no user/data found. ensure user has appointments enabled.',
  category: 'category not found',
  from: "booking 'from' is not a valid starting slot",
  to: "booking 'to' is not a valid ending slot",
  rehearsed: 'The booking would have been successful, but the test flag was set.',
} as const;

const words = z.coerce.string().nullish().catch(null);
/** Programs send the number that they were told, or its digits. */
const number = z
  .union([z.int(), z.string()])
  .nullish()
  .catch(null)
  .transform((given) => (given === null || given === undefined ? null : String(given)));

/** Loose in what it takes, since each thing that is missing has a sentence of its own (`readAppointment`). */
export const bookAppointmentBody = z
  .looseObject({
    user_id: number.meta({ description: 'of /appointments/users' }),
    start: words.meta({ description: 'ISO 8601; without an offset by the clock of the location' }),
    to: words.meta({ description: 'ISO 8601; left out: as long as the category says' }),
    category_id: number.meta({ description: 'what for, of /appointments/categories' }),
    location_id: number.meta({ description: 'in which building' }),
    group_id: number,
    place_id: number,
    fname: words,
    lname: words,
    email: words,
    account: words.meta({ description: 'what the program calls its patron by' }),
    note: words,
    adminbooking: flag(false).meta({ description: 'as staff book: beyond availability, notice, window and limits' }),
    test: flag(false).meta({ description: 'asks every rule and stores nothing' }),
    locale: z.enum(['en', 'es']).nullish().catch(null).meta({ description: 'of the mails to the patron' }),
    form_answers: z.unknown().optional().meta({ description: 'answers in one object, by `q<id>`' }),
  })
  .meta({
    description: 'Answers to the questions of a form stand beside, as `q<id>`; several choices are a list.',
    required: ['user_id', 'start', 'fname', 'lname', 'email'],
  });

type Body = z.output<typeof bookAppointmentBody>;
type Sentence = keyof typeof APPOINTMENT_SENTENCES;

/** What `bookAppointmentByClient` takes; or what the body lacks, a line each. */
export function readAppointment(body: Body): ApiAnswer<object> {
  const lines: string[] = [];
  const lacks = (what: Sentence) => lines.push(APPOINTMENT_SENTENCES[what]);
  const given = (name: 'fname' | 'lname' | 'email') => {
    const text = (body[name] ?? '').trim();
    if (text === '') lacks(name);
    return text;
  };
  const userId = idOf(body.user_id);
  if (userId === undefined) lacks('user');
  const start = readMoment((body.start ?? '').trim());
  if (!start) lacks('start');
  const [givenName, familyName, email] = [given('fname'), given('lname'), given('email')];
  const until = (body.to ?? '').trim();
  const to = until === '' ? undefined : readMoment(until);
  if (to === null) lacks('to');
  if (lines.length > 0) return refused(lines);
  return answered({
    ...{ userId, start, to, givenName, familyName, email, account: body.account ?? '', note: body.note ?? '' },
    ...{ kindId: idOf(body.category_id), placeId: idOf(body.place_id), locationId: idOf(body.location_id) },
    ...{ groupId: idOf(body.group_id), answers: answersIn(body), beyondRules: body.adminbooking },
    ...{ rehearsal: body.test, ...(body.locale && { locale: body.locale }) },
  });
}

/** 0 and an empty one mean none. */
const idOf = (given: unknown) => (/^[1-9]\d{0,8}$/.test(String(given ?? '')) ? Number(given) : undefined);
