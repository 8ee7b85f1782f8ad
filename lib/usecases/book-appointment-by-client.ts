import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { AppointmentWish } from '@/lib/booking/appointment-types';
import type { By } from '@/lib/booking/types';
import { isMemberOf, locationsOfPlaces } from '@/lib/db/appointment-people';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { appointmentFrom } from '@/lib/db/appointments';
import { db, inTransaction, rehearse, type Tx } from '@/lib/db/client';
import { questionsFor } from '@/lib/db/questions';
import { type ResourceRecord, resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { answersTo } from './answers-input';
import { appointmentsOf, itemsOf } from './appointment-of';
import { askedBy } from './asked-appointment';
import { momentInput, startOf } from './moment-input';
import { patronForStaff } from './patron-for-staff';
import { placeBooking } from './place-booking';
import { patronByClient } from './reserve-input';
import { maySee } from './shown-to';

const id = z.number().int().positive();

const bookAppointmentByClientInput = z.object({
  userId: id,
  /** What for, where, and on whose page; left out: as their page offers it first. */
  kindId: id.optional(),
  placeId: id.optional(),
  locationId: id.optional(),
  groupId: id.optional(),
  start: momentInput,
  /** Left out: as its kind says. */
  to: momentInput.optional(),
  ...patronByClient,
  note: z.string().trim().max(1000, 'too_long').default(''),
});

type Input = z.output<typeof bookAppointmentByClientInput>;

/**
 * A program books an appointment for a patron, by every rule for patrons or as staff who go beyond them: the core of
 * {@link placeBooking}, as for the page. The patron is whom the program says (decision 37). Null: it was a rehearsal. Refusals:
 * those of `bookAppointment`; `not_found` whom, `not_offered` what or where, `invalid` fields by their names.
 */
export async function bookAppointmentByClient(actor: Actor, raw: unknown, now: Date): Promise<Result<string | null>> {
  const input = parse(bookAppointmentByClientInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  const by: By = input.value.beyondRules ? 'staff' : 'patron';
  const person = await resourceById(db(), input.value.userId);
  if (person?.kind !== 'person' || !person.active || (by === 'patron' && !maySee(actor, person.access)))
    return refuse({ code: 'not_found' });
  const wishes = await wishesOf(person, input.value);
  const [first] = wishes;
  if (!first) return refuse({ code: 'not_offered' });
  const start = startOf(input.value.start, person.timeZone);
  const to = input.value.to && startOf(input.value.to, person.timeZone);
  const end = to ?? addMinutes(start, first.kind.defaultMinutes);
  if (end <= start) return refuse({ code: 'invalid', fields: { to: 'end_before_start' } });
  const said = Object.entries(input.value.answers).map(([name, one]) => [
    name,
    typeof one === 'string' ? one : one.join('\n'),
  ]);
  const answers = answersTo(await questionsFor(db(), askedBy(person, first.kind)), Object.fromEntries(said), by);
  if (!answers.ok) return answers;
  const { givenName, familyName, email, account, locale, note } = input.value;
  const name = `${givenName} ${familyName}`;
  const known = await patronForStaff({ personId: null, name, email, locale: locale ?? 'en' }, now);
  if (!known.ok) return known;
  const patron = {
    ...{ personId: known.value.personId, locale: locale ?? known.value.locale, vouched: true },
    ...{ name, givenName, email, account, note, answers: answers.value },
  };
  const book = (wish: AppointmentWish) => {
    const appointment = appointmentFrom(person, wish, { chosenBy: by, fairness: null });
    const items = itemsOf(person.id, wish, { start, end });
    const place = (tx: Tx) => placeBooking(tx, actor, 'person', items, { ...patron, appointment }, now, by);
    return input.value.rehearsal ? rehearse(place) : inTransaction(place);
  };
  // Of several places the first at which they can be met then, as the page offers it.
  let placed = await book(first);
  for (const wish of wishes.slice(1)) {
    if (placed.ok) break;
    const there = await book(wish);
    if (there.ok) placed = there;
  }
  if (!placed.ok) return placed;
  return ok(input.value.rehearsal ? null : placed.value.publicId);
}

/** A place is named by itself, or by the building it is in. */
async function wishesOf(
  person: ResourceRecord,
  { kindId, placeId, locationId, groupId }: Input,
): Promise<AppointmentWish[]> {
  const offering = (await appointmentWorld(db(), [person]))(person);
  const group = groupId !== undefined && (await isMemberOf(db(), groupId, person.id)) ? groupId : null;
  if (placeId !== undefined || locationId === undefined) return appointmentsOf(offering, { kindId, placeId }, group);
  const elsewhere = await locationsOfPlaces(db(), person.id);
  const places = offering.places.filter((one) => (elsewhere.get(one.id ?? 0) ?? person.locationId) === locationId);
  return appointmentsOf({ ...offering, places }, { kindId }, group);
}
