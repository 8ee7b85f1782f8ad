import type { Question } from '../question';
import { subscribe } from '../receiver';
import type { Session } from '../session';

const ROUNDS = 5;

export const NOTIFICATION_QUESTIONS: Question[] = [
  {
    point: 'V9',
    asks: 'median time from a write to its notification',
    needs: ['notifications'],
    async ask(on) {
      const receiver = await subscribe(on, `${on.me}/events`);
      try {
        if (receiver.status !== 201) return `no subscription: ${receiver.status} ${receiver.body.error?.code}`;
        const times: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          times.push(await latency(on, receiver, round));
          // What the tenant itself still does to the new event must not be taken for the next one's.
          await on.target.wait(10_000);
        }
        return `${times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]} ms`;
      } finally {
        await receiver.close();
      }
    },
  },
  {
    point: 'GC15.4',
    asks: 'a subscription to one calendar',
    needs: ['notifications'],
    async ask(on) {
      const { body } = await on.ask('GET', `${on.me}/calendar`);
      const receiver = await subscribe(on, `${on.me}/calendars/${body.id}/events`);
      await receiver.close();
      return receiver.status === 201 ? 'accepted' : `${receiver.status} ${receiver.body.error?.code}`;
    },
  },
  {
    point: 'GC15.10',
    asks: 'the same subscription twice',
    needs: ['notifications'],
    async ask(on) {
      const first = await subscribe(on, `${on.me}/events`);
      const second = await subscribe(on, `${on.me}/events`, first);
      await second.close();
      await first.close();
      return `${second.status} ${second.body.error?.code ?? ''}`.trim();
    },
  },
  {
    point: 'GC15.10',
    asks: 'clientState in GET of a subscription',
    needs: ['notifications'],
    async ask(on) {
      const receiver = await subscribe(on, `${on.me}/events`);
      const { body } = await on.ask('GET', `/subscriptions/${receiver.body.id}`);
      await receiver.close();
      return body.clientState ? 'shown' : 'null';
    },
  },
];

/** By the clock of whoever is asked: with the stand-in it advances in small steps until the knock has come. */
async function latency(on: Session, receiver: Awaited<ReturnType<typeof subscribe>>, round: number): Promise<number> {
  const before = await on.target.now();
  const { id } = await on.create(`knock ${round}`, { day: 30 + round });
  const steps = on.target.kind === 'real' ? 100 : 250;
  for (let waited = 0; waited <= 240_000; waited += steps) {
    if (await receiver.heard(id)) return (await on.target.now()) - before;
    await on.target.wait(steps);
  }
  return Number.POSITIVE_INFINITY;
}
