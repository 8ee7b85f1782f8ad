import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { OVER_MEETING } from '@/lib/booking/decide-for-staff';
import type { BeyondCode } from '@/lib/booking/types';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { appointmentFrom } from '@/lib/db/appointments';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { questionsFor } from '@/lib/db/questions';
import { resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { answersTo } from './answers-input';
import { appointmentOf, askedAppointment, itemsOf } from './appointment-of';
import { askedBy } from './asked-appointment';
import { acceptedBeyond, deskBookingFields, deskId, deskTime, nameOrAccount, wanting } from './desk-booking-input';
import { groupOnPage } from './group-on-page';
import { judgeForStaff } from './judge-for-staff';
import { patronForStaff } from './patron-for-staff';
import { placeForStaff } from './place-for-staff';

/** Loose: answers to the library's own questions stand beside (`fieldOf`), and are parsed by what is asked. */
const bookAppointmentForInput = z
  .looseObject({
    /** The person's resource: oneself or a colleague. */
    whom: wanting(deskId),
    ...askedAppointment,
    ...deskBookingFields,
    /** Left out: as its kind says. */
    minutes: wanting(z.coerce.number().int('invalid').min(1, 'invalid').max(1440, 'too_long').optional()),
    /** A tick: over a meeting in Outlook. */
    anyway: z.literal('on').optional(),
    reason: z.string().trim().max(500, 'too_long').default(''),
  })
  .superRefine(nameOrAccount);

/** asks: it goes beyond these rules for patrons, and nobody has said yet that it may go beyond all of them. */
export type BookedFor = { state: 'booked'; publicId: string } | { state: 'asks'; beyond: BeyondCode[] };

/**
 * Staff book an appointment for somebody, with themselves or a colleague (libcal-domain §1.4, §2): beyond every rule for
 * patrons, the person's availability included, once they were told which (kept as `beyond`); over a meeting in Outlook when
 * they say so; never over another booking, nor without the room it is in. What is asked of patrons may be answered for them.
 * Refusals: those of `decideForStaff`, `of_space`
 * for the room, `not_offered`, and `invalid` fields.
 */
export async function bookAppointmentFor(actor: Actor, raw: unknown, now: Date): Promise<Result<BookedFor>> {
  const input = parse(bookAppointmentForInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  const { whom, kindId, placeId, group, note } = input.value;
  const person = await resourceById(db(), whom);
  if (person?.kind !== 'person') return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'book_for_others', [['resource', person.id]]);
  if (!allowed.ok) return allowed;
  const groupId = await groupOnPage(db(), actor, person.id, group);
  const wish = appointmentOf((await appointmentWorld(db(), [person]))(person), { kindId, placeId }, groupId);
  if (!wish.ok) return wish;
  const { personId = null, name, email, locale } = input.value;
  const found = await patronForStaff({ personId, name, email, locale }, now);
  if (!found.ok) return found;
  const patron = { ...found.value, note };
  const answers = answersTo(await questionsFor(db(), askedBy(person, wish.value.kind)), input.value, 'staff');
  if (!answers.ok) return answers;
  const { minutes = wish.value.kind.defaultMinutes } = input.value;
  const when = deskTime(input.value, person.timeZone, minutes);
  const items = itemsOf(person.id, wish.value, when);
  const anyway = input.value.anyway ? input.value.reason : null;

  // Looked at first: what it goes beyond is said before it is booked.
  const seen = await judgeForStaff(db(), { items, patron, anyway }, now);
  if (!seen.ok) return seen;
  const beyond = seen.value.beyond.filter((code) => code !== OVER_MEETING);
  const accepted = acceptedBeyond(input.value);
  if (!beyond.every((code) => accepted.includes(code))) return ok({ state: 'asks', beyond });
  return inTransaction(async (tx) => {
    const appointment = appointmentFrom(person, wish.value, { chosenBy: 'staff', fairness: null });
    const more = {
      note,
      locale: patron.locale,
      anyway,
      quiet: !input.value.tell,
      seriesId: null,
      appointment,
      answers: answers.value,
      named: beyond,
    };
    const placed = await placeForStaff(tx, actor, { items, patron, ...more }, now);
    if (!placed.ok) return placed;
    const { bookingId, publicId } = placed.value;
    const detail = { resourceId: person.id, start: when.start.toISOString() };
    await audit(tx, { personId: actor.id, act: 'appointment.booked_for', subject: `booking:${bookingId}`, detail });
    return ok({ state: 'booked', publicId });
  });
}
