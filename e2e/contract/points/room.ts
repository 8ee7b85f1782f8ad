import type { Json } from '../http';
import type { Question } from '../question';
import type { Session } from '../session';

/**
 * Only a bound can be observed: the attendant takes its own time, and what it sees then it has seen by then. Written
 * some days ahead, since a room takes no booking three years ahead.
 */
export const ROOM_QUESTIONS: Question[] = [
  {
    point: 'V8',
    asks: 'time until a room attendant sees a direct write',
    needs: ['invitation'],
    async ask(on) {
      const today = Math.floor((await on.target.now()) / DAY_MS);
      const misses: number[] = [];
      for (const [tried, waitMs] of [0, 5_000, 30_000, 60_000].entries()) {
        const { response, afterMs } = await decision(on, isoDay(today + 8 + tried), waitMs);
        if (response === 'declined')
          return [...misses.map((ms) => `not within ${ms} ms`), `within ${afterMs} ms`].join(', ');
        if (response !== 'accepted') return `no decision: ${response}`;
        misses.push(afterMs);
      }
      return misses.map((ms) => `not within ${ms} ms`).join(', ');
    },
  },
];

const DAY_MS = 86_400_000;
const STEP_MS = 2_000;

/** What the room says to an invitation over a direct write, and how old the write was when it had said it. */
async function decision(on: Session, day: string, waitMs: number) {
  const at = (time: string) => ({ dateTime: `${day}T${time}:00`, timeZone: 'UTC' });
  const times = { start: at('09:00'), end: at('10:00'), showAs: 'busy' };
  const { room } = on.target;
  const direct = await on.ask('POST', `/users/${room}/events`, { body: on.body('direct write', { day: 0 }, times) });
  if (direct.status !== 201) return { response: `direct write ${direct.status}`, afterMs: 0 };
  const written = await on.target.now();
  on.own(`/users/${room}/events`, direct.body.id);
  if (waitMs > 0) await on.target.wait(waitMs);
  const attendees = [{ type: 'resource', emailAddress: { address: room } }];
  const { id } = await on.create('invitation', { day: 0 }, { ...times, attendees });
  for (let waited = 0; waited < 180_000; waited += STEP_MS) {
    await on.target.wait(STEP_MS);
    const { body } = await on.ask('GET', `${on.me}/events/${id}`);
    const response: string = body.attendees?.map((one: Json) => one.status.response)[0] ?? 'none';
    if (!['none', 'notResponded'].includes(response)) return { response, afterMs: (await on.target.now()) - written };
  }
  return { response: 'none', afterMs: 180_000 };
}

function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
