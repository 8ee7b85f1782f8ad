import type { Bench } from './figure';
import { printPercentiles } from './percentiles';
import { openWorld, type World } from './world/open-world';
import { type Watch, watchRows } from './world/watch-rows';

/**
 * How long a patron waits for a strict booking (sync-design §9): from the request to the event standing in the room's
 * mailbox, and to the booking being confirmed. Bookings come one by one and, at a busy hour, several at once.
 */
const ROOMS = 50;
const EVENTS = 20;
const LATENCY_MS = 50;
const BOOKINGS = Number(process.env.BENCH_BOOKINGS ?? 200);
const AT_ONCE = 4;

export const bench: Bench = async (print) => {
  const world = await openWorld({ rooms: ROOMS, events: EVENTS, latencyMs: LATENCY_MS });
  await world.link();
  const settled = { table: 'booking', key: 'NEW.public_id', condition: "NEW.status = 'confirmed'" };
  const watch = await watchRows(world.databaseUrl, settled);
  await bookAll(world, watch, 0, 10, 1);
  for (const [what, first, atOnce] of [
    ['', 10, 1],
    ['busy_', 10 + BOOKINGS, AT_ONCE],
  ] as const) {
    const waits = await bookAll(world, watch, first, BOOKINGS, atOnce);
    const detail = `${BOOKINGS} bookings of ${ROOMS} rooms, ${atOnce} at a time, strict, one worker, ${LATENCY_MS} ms a Graph answer`;
    printPercentiles(print, { name: `booking.${what}event`, values: waits.map(({ event }) => event), detail });
    printPercentiles(print, {
      name: `booking.${what}confirmed`,
      values: waits.map(({ confirmed }) => confirmed),
      detail,
    });
  }
  await watch.close();
  await world.close();
};

type Wait = { event: number; confirmed: number };

/** Numbers `first` … `first + count - 1`: each has an hour of a room of its own. */
async function bookAll(world: World, watch: Watch, first: number, count: number, atOnce: number): Promise<Wait[]> {
  const waits: Wait[] = [];
  let next = first;
  const one = async () => {
    while (next < first + count) waits.push(await book(world, watch, next++));
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return waits;
}

async function book({ control, rooms, resourceIds }: World, watch: Watch, n: number): Promise<Wait> {
  const { bookSpace } = await import('@/lib/usecases/book-space');
  const { upn } = rooms[n % rooms.length] ?? { upn: '' };
  const spaceId = resourceIds[n % rooms.length];
  const day = 86_400_000;
  const start = new Date(Math.ceil(Date.now() / day) * day + day + Math.floor(n / rooms.length) * 2 * 3_600_000);
  const end = new Date(start.getTime() + 3_600_000);
  const wish = { spaceId, start: start.toISOString(), end: end.toISOString(), name: 'Rosa Reader' };

  const beganAt = Date.now();
  const began = performance.now();
  const answer = await bookSpace({ kind: 'guest' }, { ...wish, email: `reader${n}@example.org` }, new Date());
  if (!answer.ok) throw new Error(`a booking was refused: ${answer.refusal.code}`);
  const confirmed = (await watch.seen(answer.value.publicId)) - began;
  // The tenant's own clock, which is this machine's, says when it stood there.
  const { value } = await control<{ value: Event[] }>('GET', `/mailboxes/${upn}/events`);
  const event = value.find(({ start: at }) => at.dateTime.startsWith(start.toISOString().slice(0, 19)));
  if (!event) throw new Error('a confirmed booking has no event');
  return { event: Date.parse(event.createdDateTime) - beganAt, confirmed };
}

type Event = { createdDateTime: string; start: { dateTime: string } };
