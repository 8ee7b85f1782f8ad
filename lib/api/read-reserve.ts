import { z } from 'zod';
import { type ApiAnswer, answered, refused } from './api-answer';
import { type ApiMoment, flag, readMoment } from './params';
import { aboutItem } from './say-reserve-refusal';

/** Whatever is no text counts as missing. */
const words = z.preprocess(
  (given) => (given === null || given === undefined || typeof given === 'object' ? '' : String(given).trim()),
  z.string(),
);

/** `seat_id: 0` and an empty one mean none. */
const idOf = (given: unknown) =>
  typeof given !== 'object' && /^[1-9]\d{0,8}$/.test(String(given ?? '')) ? Number(given) : undefined;
const number = z.preprocess(idOf, z.int().optional());

/** Loose in what it takes, since each thing that is missing has a sentence of its own (`readReserve`). */
export const reserveBody = z
  .looseObject({
    start: words.meta({ description: 'ISO 8601, of all bookings; without an offset by the clock of the location' }),
    fname: words.meta({ description: 'first name of the patron' }),
    lname: words.meta({ description: 'last name' }),
    email: words.meta({ description: 'who the patron is, for limits and mails' }),
    bookings: z
      .preprocess(
        (given) => (Array.isArray(given) ? given.map((one) => (typeof one === 'object' ? (one ?? {}) : {})) : []),
        z.array(
          z.looseObject({
            id: number.meta({ description: 'the space, or what holds the seat' }),
            seat_id: number,
            to: words.meta({ description: 'ISO 8601' }),
          }),
        ),
      )
      .meta({ description: 'of one location, all or none: each with id or seat_id, and to' }),
    nickname: words.optional().meta({ description: 'for the door, where the category has such names' }),
    account: words
      .optional()
      .meta({ description: 'what the program calls its patron by; the address where it is left out' }),
    adminbooking: flag(false).meta({ description: 'as staff book: beyond limits, window, lengths, hours, mediation' }),
    test: flag(false).meta({ description: 'asks every rule and stores nothing' }),
    locale: z
      .preprocess((given) => (given === 'en' || given === 'es' ? given : undefined), z.enum(['en', 'es']).optional())
      .meta({ description: 'ours: of the mails to the patron' }),
    form_answers: z
      .unknown()
      .optional()
      .meta({ description: 'ours: answers in one object, by q<id>, beside or instead of fields' }),
  })
  .meta({ description: 'Answers to the questions of a form stand beside, as q<id>; several choices are a list.' });

type Body = z.output<typeof reserveBody>;

/** What `reserveSpaces` takes; or what LibCal says to a body that lacks it (libcal-api §4.8), a line each. */
export function readReserve(body: Body): ApiAnswer<object> {
  const lines: string[] = [];
  const given = (name: 'fname' | 'lname' | 'email', sentence: string) => {
    if (body[name] === '') lines.push(sentence);
    return body[name];
  };
  const start = readMoment(body.start);
  if (!start) lines.push('must supply start date for bookings');
  const givenName = given('fname', 'must supply first name of booking user');
  const familyName = given('lname', 'must supply last name of booking user');
  const email = given('email', 'must supply email of booking user');
  if (body.bookings.length === 0) lines.push('must supply at least one booking');
  const items = body.bookings.map((one, at) => readItem(one, at, lines));
  if (lines.length > 0 || !start) return refused(lines);
  return answered({
    ...{ start, items, givenName, familyName, email, account: body.account ?? '', nickname: body.nickname ?? '' },
    ...{ answers: answersIn(body), beyondRules: body.adminbooking, rehearsal: body.test },
    ...(body.locale && { locale: body.locale }),
  });
}

type Item = { spaceId: number | null; seatId: number | null; to: ApiMoment | null };

function readItem({ id, seat_id, to: text }: Body['bookings'][number], at: number, lines: string[]): Item {
  const [spaceId, seatId] = [id ?? null, seat_id ?? null];
  if (spaceId === null && seatId === null) lines.push(aboutItem(at, 'item'));
  const to = readMoment(text);
  if (text === '') lines.push(aboutItem(at, 'toMissing'));
  else if (!to) lines.push(aboutItem(at, 'toInvalid'));
  return { spaceId, seatId, to };
}

/** Fields `q<id>` of the body, and of `form_answers` (`formAnswers`) within it. */
export function answersIn(body: Readonly<Record<string, unknown>>): Record<string, string | string[]> {
  const nested = [body.form_answers, body.formAnswers].map((one) => (one && typeof one === 'object' ? one : {}));
  const all = Object.assign({}, ...nested, body) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name, said]) => /^q\d{1,9}$/.test(name) && said !== null && said !== undefined)
      .map(([name, said]) => [name, Array.isArray(said) ? said.map(String) : String(said)]),
  );
}
