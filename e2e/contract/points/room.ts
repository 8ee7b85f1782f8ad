import type { Json } from '../http';
import type { Question } from '../question';
import type { Session } from '../session';

/** In the library's week, since a room takes no booking three years ahead. */
export const ROOM_QUESTIONS: Question[] = [
  {
    point: 'V8',
    asks: 'time until a room attendant sees a direct write',
    needs: ['invitation'],
    async ask(on) {
      const day = Math.floor((await on.target.now()) / 86_400_000) + 8;
      for (const [tried, waited] of [0, 1_000, 2_000, 5_000, 30_000, 60_000].entries()) {
        const answer = await conflictAfter(
          on,
          `${isoDay(day + tried)}T09:00:00`,
          `${isoDay(day + tried)}T10:00:00`,
          waited,
        );
        if (answer === 'declined') return waited === 0 ? 'at once' : `after ${waited} ms`;
        if (answer !== 'accepted') return `no decision: ${answer}`;
      }
      return 'not within a minute';
    },
  },
];

async function conflictAfter(on: Session, start: string, end: string, waitMs: number): Promise<string> {
  const times = { start: { dateTime: start, timeZone: 'UTC' }, end: { dateTime: end, timeZone: 'UTC' } };
  const { room } = on.target;
  const direct = await on.ask('POST', `/users/${room}/events`, {
    body: on.body('direct write', { day: 0 }, { ...times, showAs: 'busy' }),
  });
  if (direct.status !== 201) return `direct write ${direct.status}`;
  on.own(`/users/${room}/events`, direct.body.id);
  if (waitMs > 0) await on.target.wait(waitMs);
  const attendees = [{ type: 'resource', emailAddress: { address: room } }];
  const invited = await on.ask('POST', `${on.me}/events`, {
    body: on.body('invitation', { day: 0 }, { ...times, showAs: 'busy', attendees }),
  });
  if (invited.status !== 201) return `invitation ${invited.status}`;
  on.own(`${on.me}/events`, invited.body.id);
  for (let waited = 0; waited < 180_000; waited += 5_000) {
    await on.target.wait(5_000);
    const { body } = await on.ask('GET', `${on.me}/events/${invited.body.id}`);
    const response = body.attendees?.map((one: Json) => one.status.response)[0];
    if (response && response !== 'none' && response !== 'notResponded') return response;
  }
  return 'none';
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
