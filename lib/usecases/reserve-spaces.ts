import { type Actor, can } from '@/lib/auth/can';
import { decideBooking } from '@/lib/booking/decide-booking';
import { offers } from '@/lib/booking/slots';
import type { By } from '@/lib/booking/types';
import { bookingFacts } from '@/lib/db/booking-facts';
import { db, inTransaction, rehearse, type Tx } from '@/lib/db/client';
import { isAskedOf, questionsOf } from '@/lib/db/questions';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import type { FieldProblem } from '@/lib/field-problem';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { answersTo } from './answers-input';
import type { BasketItem } from './basket-input';
import type { CompleteForm } from './complete-form';
import { endOf, startOf } from './moment-input';
import { patronForStaff } from './patron-for-staff';
import { placeBooking } from './place-booking';
import { placeVisit } from './place-visit';
import { type ReserveInput, reserveInput } from './reserve-input';

/** The bookings in the order in which they were asked for; `visitId` null: one by itself. None: it was a rehearsal. */
export type Reserved = { publicIds: string[]; visitId: string | null };

/** `item`: which of the bookings is refused, from 0; `startsWell`: another end at the same start would have been taken. */
export type ReserveAnswer =
  | { ok: true; value: Reserved }
  | { ok: false; refusal: Refusal; item?: number; startsWell?: boolean };

type Asked = { items: BasketItem[]; form: CompleteForm };

/**
 * A program books for a patron, one space or several of one location, all or none: by every rule for patrons, or as staff
 * who go beyond them. The patron is whom the program says, who follows no link in a mail and counts as signed in, since the
 * program has seen to that (decision 37). Refusals: those of `bookSpace`; problems of a booking are tied to
 * `items.N.spaceId` and `items.N.to`, those of an answer to its question (`fieldOf`).
 */
export async function reserveSpaces(actor: Actor, raw: unknown, now: Date): Promise<ReserveAnswer> {
  const input = parse(reserveInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  const asked = await askedOf(input.value, now);
  if (!asked.ok) return asked;
  const place = (tx: Tx) => placeAll(tx, actor, asked.value, now);
  const placed = await (input.value.rehearsal ? rehearse(place) : inTransaction(place));
  if (placed.ok) return input.value.rehearsal ? ok({ publicIds: [], visitId: null }) : placed;
  return whichOf(asked.value, placed.refusal, now);
}

async function placeAll(tx: Tx, actor: Actor, { items, form }: Asked, now: Date): Promise<Result<Reserved>> {
  const [only] = items;
  if (items.length > 1 || !only) return placeVisit(tx, actor, items, form, now);
  const patron = { ...form.patron, answers: form.answersOf(only.resourceId) };
  const placed = await placeBooking(tx, actor, 'space', items, patron, now, form.by);
  return placed.ok ? ok({ publicIds: [placed.value.publicId], visitId: null }) : placed;
}

/** Where, when, for whom, and with what answers; or all that is wrong with it. */
async function askedOf(input: ReserveInput, now: Date): Promise<Result<Asked>> {
  const wished = input.items.map(({ spaceId, seatId }) => seatId ?? spaceId ?? 0);
  const found = await resources(db(), { ids: [...new Set(wished)], kind: 'space', activeOnly: true });
  const spaces = wished.map((id) => found.find((one) => one.id === id));
  const [first] = spaces;
  const timeZone = first?.timeZone ?? 'UTC';
  const start = startOf(input.start, timeZone);
  const items = input.items.map(({ to }, at) => ({ resourceId: wished[at] ?? 0, start, end: endOf(to, timeZone) }));

  const problems: Record<string, FieldProblem> = {};
  for (const [at, space] of spaces.entries()) {
    const { spaceId = null, seatId = null } = input.items[at] ?? {};
    const { end } = items[at] ?? { end: start };
    const isTwice = wished.indexOf(wished[at] ?? 0) !== at;
    if (!space || !fits(space, spaceId, seatId)) problems[`items.${at}.spaceId`] = 'invalid';
    else if (first && space.locationId !== first.locationId) problems[`items.${at}.spaceId`] = 'other_location';
    else if (isTwice) problems[`items.${at}.spaceId`] = 'spans_overlap';
    if (end <= start) problems[`items.${at}.to`] = 'end_before_start';
    else if (end <= now) problems[`items.${at}.to`] = 'not_before_today';
  }
  if (Object.keys(problems).length > 0) return refuse({ code: 'invalid', fields: problems });
  const form = await formOf(input, found, now);
  return form.ok ? ok({ items, form: form.value }) : form;
}

/** A container is booked by its seats only; a seat may be named by itself, or with what holds it. */
function fits({ isSeat, isContainer, container }: ResourceRecord, spaceId: number | null, seatId: number | null) {
  if (seatId === null) return !isContainer;
  return isSeat && (spaceId === null || spaceId === seatId || spaceId === container?.id);
}

async function formOf(input: ReserveInput, spaces: ResourceRecord[], now: Date): Promise<Result<CompleteForm>> {
  const { givenName, familyName, email, account, nickname, locale } = input;
  const by: By = input.beyondRules ? 'staff' : 'patron';
  const questions = await questionsOf(db(), spaces);
  const given = Object.fromEntries(
    Object.entries(input.answers).map(([name, said]) => [name, typeof said === 'string' ? said : said.join('\n')]),
  );
  const answers = answersTo(questions, given, by);
  if (!answers.ok) return answers;
  const name = `${givenName} ${familyName}`;
  const known = await patronForStaff({ personId: null, name, email, locale: locale ?? 'en' }, now);
  if (!known.ok) return known;
  const whose = { personId: known.value.personId, locale: locale ?? known.value.locale, vouched: true };
  return ok({
    ...{ by, spaces, patron: { ...whose, name, givenName, email, account, note: '', nickname } },
    answersOf: (spaceId) => {
      const space = spaces.find(({ id }) => id === spaceId);
      const here = questions.filter((one) => space && isAskedOf(space, one));
      return answers.value.filter(({ questionId }) => here.some(({ id }) => id === questionId));
    },
  });
}

/** Which of the bookings it is about, and whether its start is to blame. */
async function whichOf({ items, form }: Asked, refusal: Refusal, now: Date): Promise<ReserveAnswer> {
  const named = refusal.code === 'of_space' ? refusal : null;
  const at = named ? items.findIndex(({ resourceId }) => resourceId === named.resourceId) : 0;
  const item = items[Math.max(at, 0)];
  const space = form.spaces.find(({ id }) => id === item?.resourceId);
  const problem = named?.problem ?? refusal;
  if (!item || !space) return refuse(problem);
  // What is read would grow with the length, and the start is not to blame.
  if (problem.code === 'too_long') return { ok: false, refusal: problem, item: Math.max(at, 0) };
  const { facts } = (await bookingFacts(db(), [space], item, form.patron, now))[0] ?? {};
  const shortest = { start: item.start, end: addMinutes(item.start, space.policy.stepMinutes) };
  const isFree =
    form.by === 'staff'
      ? facts && decideBooking(shortest, facts, now, 'staff').ok
      : facts && offers(facts, { start: item.start, end: addMinutes(item.start, 1) }, now).length > 0;
  return { ok: false, refusal: problem, item: Math.max(at, 0), startsWell: isFree === true };
}
