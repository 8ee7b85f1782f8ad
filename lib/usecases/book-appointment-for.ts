import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { OVER_MEETING } from '@/lib/booking/decide-for-staff';
import type { BeyondCode } from '@/lib/booking/types';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { isLocalDate, localDateOf, wallMinute, wallTime } from '@/lib/time/zone';
import { appointmentFrom, appointmentOf, askedAppointment, itemsOf } from './appointment-of';
import { groupOnPage } from './group-on-page';
import { judgeForStaff } from './judge-for-staff';
import { patronForStaff } from './patron-for-staff';
import { placeForStaff } from './place-for-staff';

const missingIfEmpty = (given: unknown) => (given === '' ? undefined : given);
const id = z.coerce.number().int().positive().max(2_147_483_647);
const tick = z.literal('on').optional();

const bookAppointmentForInput = z
  .object({
    /** The person's resource: oneself or a colleague. */
    whom: z.preprocess(missingIfEmpty, id),
    ...askedAppointment,
    /** By the clock of the library. */
    date: z.string().refine(isLocalDate, 'not_date'),
    start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'invalid'),
    /** The instant itself, where it is known: a wall time may come twice. Counts only if it is that date and time. */
    at: z.preprocess(missingIfEmpty, z.iso.datetime({ offset: true, error: 'not_date' }).optional()),
    /** Left out: as its kind says. */
    minutes: z.preprocess(
      missingIfEmpty,
      z.coerce.number().int('invalid').min(1, 'invalid').max(1440, 'too_long').optional(),
    ),
    /** An account; or else a name and an address. */
    personId: z.preprocess(missingIfEmpty, id.optional()),
    name: z.string().trim().max(120, 'too_long').default(''),
    email: z.string().trim().toLowerCase().max(254, 'too_long').default(''),
    note: z.string().trim().max(1000, 'too_long').default(''),
    locale: z.enum(['en', 'es']).default('en'),
    /** A tick: the patron gets a mail. */
    tell: tick,
    /** Ticks: over a meeting in Outlook, and beyond the rules that were `named`, as codes with commas. */
    anyway: tick,
    reason: z.string().trim().max(500, 'too_long').default(''),
    beyond: tick,
    named: z.string().max(500).default(''),
  })
  .superRefine(({ personId, name, email }, context) => {
    if (personId !== undefined) return;
    const report = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (name === '') report('name', 'required');
    if (email === '') report('email', 'required');
    else if (!z.email().safeParse(email).success) report('email', 'not_email');
  });

type Input = z.output<typeof bookAppointmentForInput>;

/** asks: it goes beyond these rules for patrons, and nobody has said yet that it may go beyond all of them. */
export type BookedFor = { state: 'booked'; publicId: string } | { state: 'asks'; beyond: BeyondCode[] };

/**
 * Staff book an appointment for somebody, with themselves or a colleague (libcal-domain §1.4, §2): beyond every rule for
 * patrons, the person's availability included, once they were told which (kept as `beyond`); over a meeting in Outlook when
 * they say so; never over another booking, nor without the room it is in. Refusals: those of `decideForStaff`, `of_space`
 * for the room, `not_offered`, and `invalid` fields.
 */
export async function bookAppointmentFor(actor: Actor, raw: unknown, now: Date): Promise<Result<BookedFor>> {
  const input = parse(bookAppointmentForInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  const { whom, kindId, placeId, group, note } = input.value;
  const person = await resourceById(db(), whom);
  if (person?.kind !== 'person') return refuse({ code: 'not_found' });
  const groupId = await groupOnPage(db(), actor, person.id, group);
  const wish = appointmentOf((await appointmentWorld(db(), [person]))(person), { kindId, placeId }, groupId);
  if (!wish.ok) return wish;
  const { personId = null, name, email, locale } = input.value;
  const found = await patronForStaff({ personId, name, email, locale }, now);
  if (!found.ok) return found;
  const patron = { ...found.value, note };
  const when = timeOf(input.value, person.timeZone, wish.value.kind.defaultMinutes);
  const items = itemsOf(person.id, wish.value, when);
  const anyway = input.value.anyway ? input.value.reason : null;

  // Looked at first: what it goes beyond is said before it is booked.
  const seen = await judgeForStaff(db(), { items, patron, anyway }, now);
  if (!seen.ok) return seen;
  const beyond = seen.value.beyond.filter((code) => code !== OVER_MEETING);
  const accepted = input.value.beyond ? input.value.named.split(',') : [];
  if (!beyond.every((code) => accepted.includes(code))) return ok({ state: 'asks', beyond });
  return inTransaction(async (tx) => {
    const appointment = appointmentFrom(person.id, wish.value, { chosenBy: 'staff', fairness: null });
    const more = {
      note,
      locale: patron.locale,
      anyway,
      quiet: !input.value.tell,
      seriesId: null,
      appointment,
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

function timeOf({ date, start, at, minutes }: Input, timeZone: string, usual: number): Interval {
  const [hours = 0, past = 0] = start.split(':').map(Number);
  const minute = hours * 60 + past;
  const named = at ? new Date(at) : null;
  const isThen = named && localDateOf(named, timeZone) === date && wallMinute(named, timeZone) === minute;
  const from = isThen ? named : wallTime(date, minute, timeZone);
  return { start: from, end: addMinutes(from, minutes ?? usual) };
}
