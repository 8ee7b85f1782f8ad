import { type Actor, can } from '@/lib/auth/can';
import { mayForget } from '@/lib/booking/may-forget';
import { bookingsForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import { forgettable, type OwnData, ownData } from '@/lib/db/own-data';
import { icsWords } from '@/lib/mail/compose-booking-mail';
import { buildCalendar } from '@/lib/mail/ics';
import { ok, type Result, refuse } from '@/lib/result';

export type OwnDataView = OwnData & {
  /** Past bookings whose name may be removed now, and those that a limit still counts. */
  forgettable: number;
  counted: number;
};

/** Everything kept about whoever is signed in: by account or by a link in a mail to that address, never by a booking's link. */
export async function viewOwnData(actor: Actor, now: Date): Promise<Result<OwnDataView>> {
  if (actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  if (!can(actor, 'view_own_bookings')) return refuse({ code: 'not_allowed' });
  const self = { personId: actor.id, email: actor.email };
  const past = await forgettable(db(), self, now);
  const may = past.filter((one) => mayForget(one, now)).length;
  return ok({ ...(await ownData(db(), self)), forgettable: may, counted: past.length - may });
}

/** The same, to take out: JSON, with the columns' own names. */
export async function takeOwnData(actor: Actor, now: Date): Promise<Result<string>> {
  const view = await viewOwnData(actor, now);
  if (!view.ok) return view;
  const { forgettable: _, counted: __, bookings, ...rest } = view.value;
  // Secrets of links are no data about a person, and ours alone.
  const shown = bookings.map(({ id, personId, mediatedById, seriesId, verifyHash, ...booking }) => booking);
  return ok(`${JSON.stringify({ takenAt: now, ...rest, bookings: shown }, null, 2)}\n`);
}

/** All own bookings as one calendar file. */
export async function takeOwnCalendar(actor: Actor, now: Date): Promise<Result<string>> {
  if (actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  if (!can(actor, 'view_own_bookings')) return refuse({ code: 'not_allowed' });
  const bookings = await bookingsForMail(db(), { OR: [{ personId: actor.id }, { patronEmail: actor.email }] });
  const entries = bookings.filter(({ items }) => items.length > 0);
  return ok(
    buildCalendar(
      entries.map((booking) => ({ booking, words: icsWords(booking) })),
      'publish',
      now,
    ),
  );
}
