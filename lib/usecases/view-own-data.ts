import { type Actor, can } from '@/lib/auth/can';
import { mayForget } from '@/lib/booking/may-forget';
import { bookingsForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import {
  forgettable,
  type OwnActRow,
  type OwnBookingRow,
  type OwnData,
  ownActs,
  ownBookings,
  ownData,
} from '@/lib/db/own-data';
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

/** So many bookings are read at a time: years of them never stand in memory together. */
const AT_ONCE = 500;

/** The same and every booking, to take out: JSON in pieces, with the columns' own names; instants are ISO text. */
export async function takeOwnData(actor: Actor, now: Date): Promise<Result<AsyncGenerator<string>>> {
  const view = await viewOwnData(actor, now);
  if (!view.ok || actor.kind !== 'person') return refuse({ code: 'not_signed_in' });
  const { forgettable: _, counted: __, bookings: ___, acts: ____, ...rest } = view.value;
  return ok(inPieces({ takenAt: now, ...rest }, { personId: actor.id, email: actor.email }));
}

/** An object with lists that are too long to be held: each row is written as it is read. */
async function* inPieces(rest: object, self: { personId: number; email: string }): AsyncGenerator<string> {
  yield JSON.stringify(rest, null, 2).slice(0, -2);
  const acts = inPages<OwnActRow>((last) => ownActs(db(), self, last ?? BigInt(0), AT_ONCE));
  yield* listOf('acts', acts, shownAct);
  const bookings = inPages<OwnBookingRow>((last) => ownBookings(db(), self, last ?? 0, AT_ONCE));
  yield* listOf('bookings', bookings, shownBooking);
  yield '\n}\n';
}

async function* listOf<Row>(
  name: string,
  rows: AsyncGenerator<Row>,
  shown: (row: Row) => object,
): AsyncGenerator<string> {
  yield `,\n  "${name}": [`;
  let before = '';
  for await (const row of rows) {
    yield `${before}\n${JSON.stringify(shown(row), null, 2)}`;
    before = ',';
  }
  yield ']';
}

/** Row by row, read page by page after the last id of the one before. */
async function* inPages<Row extends { id: number | bigint }>(
  read: (last: Row['id'] | null) => Promise<Row[]>,
): AsyncGenerator<Row> {
  for (let last: Row['id'] | null = null; ; ) {
    const page: Row[] = await read(last);
    yield* page;
    last = page.at(-1)?.id ?? last;
    if (page.length < AT_ONCE) return;
  }
}

const shownAct = ({ id, ...act }: OwnActRow) => act;

/** Secrets of links are no data about a person, and ours alone. */
const shownBooking = ({ id, personId, mediatedById, seriesId, verifyHash, ...booking }: OwnBookingRow) => booking;

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
