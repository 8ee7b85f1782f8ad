import type { Answer } from '../http';
import type { Question } from '../question';
import type { Session } from '../session';

/** One burst each and no more; whoever is asked to wait is not asked again. */
export const LIMIT_QUESTIONS: Question[] = [
  {
    point: 'V10',
    asks: 'eight requests at once to one mailbox',
    async ask(on) {
      const answers = await burst(on, Array(8).fill(on.target.mailbox));
      return refusedOf(answers);
    },
  },
  {
    point: 'V10',
    asks: 'four requests at once to each of two mailboxes',
    needs: ['room'],
    async ask(on) {
      const { mailbox, room } = on.target;
      const answers = await burst(on, [...Array(4).fill(mailbox), ...Array(4).fill(room)]);
      return refusedOf(answers).startsWith('none')
        ? 'none refused: counted by mailbox'
        : 'some refused: counted by application';
    },
  },
  {
    point: 'GC15.8',
    asks: 'outer status of a batch with a throttled part',
    needs: ['standIn'],
    async ask(on) {
      await on.target.control?.post('/faults', {
        where: { operation: 'event.list' },
        effect: { status: 429, headers: { 'Retry-After': '1' } },
      });
      const requests = [{ id: '1', method: 'GET', url: `${on.me}/events` }];
      const { status } = await on.ask('POST', '/$batch', { body: { requests } });
      return String(status);
    },
  },
];

/** The stand-in answers too fast to be met twice at once, so it is made to take its time. */
async function burst(on: Session, mailboxes: string[]): Promise<Answer[]> {
  const { control, graph } = on.target;
  const token = await on.tokens.app();
  const slow = { where: { operation: 'calendar.get' }, times: mailboxes.length, effect: { delayMs: 100 } };
  await control?.post('/faults', slow);
  const { ask } = await import('../http');
  const answers = await Promise.all(
    mailboxes.map((name) => ask('GET', `${graph}/v1.0/users/${name}/calendar`, { token })),
  );
  await control?.delete('/faults');
  return answers;
}

function refusedOf(answers: Answer[]): string {
  const refused = answers.filter(({ status }) => status === 429 || status === 503);
  const [first] = refused;
  if (!first) return 'none refused';
  return `${refused.length} refused: ${first.status} ${first.body.error?.code}, Retry-After ${first.headers.get('retry-after') ?? 'absent'}`;
}
