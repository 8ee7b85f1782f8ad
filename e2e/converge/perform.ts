import type { Actor } from '@/lib/auth/can';
import { db, transaction } from '@/lib/db/client';
import { unlink } from '@/lib/db/links';
import { wallTime } from '@/lib/time/zone';
import { bookAppointment } from '@/lib/usecases/book-appointment';
import { bookSpace } from '@/lib/usecases/book-space';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import type { Act, FaultName, Mailbox, Meeting, Slot } from './acts';
import { type Place, SECRET_WORD, UPN } from './place';
import { activate } from './quiesce';
import { createRandom } from './random';
import { runWork } from './run-work';

const ZONE = 'America/New_York';
const guest: Actor = { kind: 'guest' };
const staff: Actor = {
  kind: 'person',
  id: 1,
  name: 'Ada Park',
  email: 'ada@library.example',
  role: 'admin',
  locale: 'en',
};

/** Does one act. What cannot be done now (nothing to cancel, a slot that is taken) is no act. */
export async function perform(place: Place, act: Act): Promise<void> {
  switch (act.act) {
    case 'book':
      return book(place, act.room === 'oak' ? place.sample.quiet.id : place.sample.corner.id, act.slot);
    case 'appoint':
      return appoint(place, act.slot);
    case 'cancel':
      return cancel(place, act.which);
    case 'meet':
      await place.control('POST', `/mailboxes/${UPN[act.mailbox]}/events`, meeting(place, act.slot, act.how));
      return;
    case 'move':
      return change(place, act.mailbox, act.which, (event) => shifted(event, act.byHalves));
    case 'free':
      return change(place, act.mailbox, act.which, () => ({ showAs: 'free' }));
    case 'retitle':
      return change(place, act.mailbox, act.which, () => ({ subject: `${SECRET_WORD} again`, categories: ['Red'] }));
    case 'delete':
      return remove(place, act.mailbox, act.which);
    case 'fault':
      return makeTrouble(place, act.fault, act.times);
    case 'wait':
      return place.pass(act.ms);
    case 'pause_integration':
      if (!act.on) return activate();
      await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
      return;
    case 'relink':
      await transaction((tx) => unlink(tx, place.links[act.mailbox], place.now()));
      return place.relink(act.mailbox);
    case 'work':
      return runWork(place, act, (meanwhile) => perform(place, meanwhile));
  }
}

const intervalOf = (place: Place, { day, halfHour, halves }: Slot) => {
  const today = place.now().toISOString().slice(0, 10);
  const start = wallTime(today, day * 1440 + halfHour * 30, ZONE);
  return { start, end: new Date(start.getTime() + halves * 1_800_000) };
};

const patron = (place: Place) => ({ name: 'Rosa Reader', email: `rosa${place.watch.requests}@example.org` });

async function book(place: Place, spaceId: number, slot: Slot): Promise<void> {
  const { start, end } = intervalOf(place, slot);
  const wish = { spaceId, start: start.toISOString(), end: end.toISOString(), ...patron(place) };
  await bookSpace(guest, wish, place.now());
}

async function appoint(place: Place, slot: Slot): Promise<void> {
  const { start } = intervalOf(place, slot);
  await bookAppointment(guest, { slug: 'ada-park', start: start.toISOString(), ...patron(place) }, place.now());
}

async function cancel(place: Place, which: number): Promise<void> {
  const open = await db().booking.findMany({
    where: { status: { in: ['pending_remote', 'confirmed', 'to_confirm'] } },
    orderBy: { id: 'asc' },
  });
  const booking = open[which % Math.max(open.length, 1)];
  if (booking) await cancelBooking(staff, { publicId: booking.publicId }, place.now());
}

function meeting(place: Place, slot: Slot, how: Meeting): object {
  const { start, end } = intervalOf(place, slot);
  const timed = { start: utc(start), end: utc(end), subject: `${SECRET_WORD} meeting` };
  switch (how) {
    case 'all_day': {
      const day = start.toISOString().slice(0, 10);
      const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
      const midnight = (date: string) => ({ dateTime: `${date}T00:00:00`, timeZone: 'UTC' });
      return { ...timed, isAllDay: true, showAs: 'oof', start: midnight(day), end: midnight(next) };
    }
    case 'series':
      return { ...timed, recurrence: daily(start) };
    case 'private':
      return { ...timed, sensitivity: 'private' };
    default:
      return { ...timed, showAs: how };
  }
}

const daily = (start: Date) => ({
  pattern: { type: 'daily', interval: 1 },
  range: { type: 'numbered', startDate: start.toISOString().slice(0, 10), numberOfOccurrences: 3 },
});

const utc = (at: Date) => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });

export type TenantEvent = {
  immutableId: string;
  subject: string;
  type: string;
  isAllDay: boolean;
  isCancelled: boolean;
  showAs: string;
  transactionId: string | null;
  start: { dateTime: string };
  end: { dateTime: string };
  responseStatus: { response: string };
  singleValueExtendedProperties: { id: string; value: string }[];
};

/** What stands in the next days, occurrences by themselves: what a person sees and takes hold of. */
export async function seenBy(place: Place, mailbox: Mailbox, days = 6): Promise<TenantEvent[]> {
  const from = new Date(place.now().getTime() - 86_400_000).toISOString();
  const to = new Date(place.now().getTime() + days * 86_400_000).toISOString();
  const path = `/mailboxes/${UPN[mailbox]}/events?startDateTime=${from}&endDateTime=${to}`;
  return (await place.control<{ value: TenantEvent[] }>('GET', path)).value;
}

/** Our own writings are what is most worth meddling with. */
async function grasp(place: Place, mailbox: Mailbox, which: number): Promise<TenantEvent | undefined> {
  const events = await seenBy(place, mailbox);
  const ours = events.filter((event) => event.transactionId);
  const pool =
    which % 2 === 0 && ours.length > 0 ? ours : events.filter(({ subject }) => subject.includes(SECRET_WORD));
  return pool[which % Math.max(pool.length, 1)];
}

async function change(
  place: Place,
  mailbox: Mailbox,
  which: number,
  body: (event: TenantEvent) => object,
): Promise<void> {
  const event = await grasp(place, mailbox, which);
  if (!event) return;
  const path = `/mailboxes/${UPN[mailbox]}/events/${encodeURIComponent(event.immutableId)}`;
  // An occurrence may not pass its neighbour: Outlook says no, and the person lets it be.
  await place.control('PATCH', path, body(event)).catch(() => undefined);
}

async function remove(place: Place, mailbox: Mailbox, which: number): Promise<void> {
  const event = await grasp(place, mailbox, which);
  if (event)
    await place.control('DELETE', `/mailboxes/${UPN[mailbox]}/events/${encodeURIComponent(event.immutableId)}`);
}

function shifted(event: TenantEvent, byHalves: number): object {
  if (event.isAllDay) return { showAs: 'busy' };
  const by = (text: string) => utc(new Date(Date.parse(`${text.slice(0, 19)}Z`) + byHalves * 1_800_000));
  return { start: by(event.start.dateTime), end: by(event.end.dateTime) };
}

const GRAPH_CALLS = { path: '/v1.0/users' };

const TROUBLE: Record<FaultName, { where: object; effect: unknown }> = {
  throttle: { where: GRAPH_CALLS, effect: { status: 429, headers: { 'Retry-After': '30' } } },
  throttle_soon: { where: GRAPH_CALLS, effect: { status: 429, headers: { 'Retry-After': '0' } } },
  throttle_untold: { where: GRAPH_CALLS, effect: { status: 429 } },
  unavailable: { where: GRAPH_CALLS, effect: { status: 503 } },
  unavailable_after_commit: { where: GRAPH_CALLS, effect: { status: 504, afterCommit: true } },
  reset_before: { where: GRAPH_CALLS, effect: 'reset_before' },
  reset_after_commit: { where: GRAPH_CALLS, effect: 'reset_after_commit' },
  cut_body: { where: GRAPH_CALLS, effect: { cutBodyAt: 40 } },
  gone: { where: {}, effect: 'gone' },
  token_refused: { where: GRAPH_CALLS, effect: { status: 401 } },
  precondition: { where: { method: 'PATCH', path: '/v1.0/users' }, effect: { status: 412 } },
  drop_notification: { where: {}, effect: 'drop' },
  duplicate_notification: { where: {}, effect: 'duplicate' },
  late_notification: { where: {}, effect: { delayNotificationMs: 3_600_000 } },
  token_endpoint_down: { where: { operation: 'token' }, effect: { status: 503 } },
};

async function makeTrouble(place: Place, name: FaultName, times: number): Promise<void> {
  const { where, effect } = TROUBLE[name];
  await place.control('POST', '/faults', { where, effect, times });
}

/** The tenant as one of its possible selves: every open question is answered one way or the other. */
export async function chooseBehaviour(place: Place, seed: number): Promise<void> {
  const random = createRandom(seed ^ 0x5eed);
  const { switches } = await place.control<{ switches: { name: string; choices: unknown[] }[] }>('GET', '/behaviour');
  const chosen = switches
    .filter(({ name }) => TURNED.has(name))
    .map(({ name, choices }) => [name, random.pick(choices)]);
  await place.control('PUT', '/behaviour', Object.fromEntries(chosen));
}

const TURNED = new Set([
  ...['duplicateTransactionStatus', 'transactionAfterDelete', 'staleIfMatchStatus', 'ifMatchOnDelete'],
  ...['markerFilterDelayMs', 'announceDeletedOccurrences', 'deltaReturnsTransactionId', 'emptyFirstDeltaPage'],
  ...['outOfWindowRows', 'sparseOccurrences', 'deltaRepeatsRows', 'notificationsPerUpdate', 'etagChurn'],
  ...['iCalUIdOfOccurrences', 'notificationDelayMs', 'malformedDeltaTokenStatus'],
]);
