import type { Question } from '../question';

export const TRANSACTION_QUESTIONS: Question[] = [
  {
    point: 'V1',
    asks: 'the same transactionId with the same body',
    async ask(on) {
      const transactionId = `contract-${crypto.randomUUID()}`;
      const first = await on.create('same body twice', { day: 1 }, { transactionId });
      const body = on.body('same body twice', { day: 1 }, { transactionId });
      const again = await on.ask('POST', `${on.me}/events`, { body });
      if (again.status === 201 && again.body.id !== first.id) on.own(`${on.me}/events`, again.body.id);
      return `${again.status}, ${again.body.id === first.id ? 'the event there is' : 'another event'}`;
    },
  },
  {
    point: 'V1',
    asks: 'the same transactionId with another body',
    async ask(on) {
      const transactionId = `contract-${crypto.randomUUID()}`;
      const first = await on.create('one body', { day: 2 }, { transactionId });
      const again = await on.ask('POST', `${on.me}/events`, {
        body: on.body('another body', { day: 2 }, { transactionId }),
      });
      if (again.status === 201) {
        on.own(`${on.me}/events`, again.body.id);
        return `201, ${again.body.id === first.id ? 'the event there is' : 'another event'}`;
      }
      const names = again.body.error['@event.existingEventId'] === first.id ? 'names the event' : 'does not name it';
      return `${again.status} ${again.body.error.code}, ${names}`;
    },
  },
  {
    point: 'V1',
    asks: 'a transactionId after its event was deleted',
    async ask(on) {
      const transactionId = `contract-${crypto.randomUUID()}`;
      const first = await on.create('deleted and made again', { day: 3 }, { transactionId });
      await on.ask('DELETE', `${on.me}/events/${first.id}`);
      const again = await on.ask('POST', `${on.me}/events`, {
        body: on.body('deleted and made again', { day: 3 }, { transactionId }),
      });
      if (again.status !== 201) return `remembered: ${again.status} ${again.body.error.code}`;
      on.own(`${on.me}/events`, again.body.id);
      return again.body.id === first.id ? 'remembered: 201 with the deleted id' : 'forgotten: 201, a new event';
    },
  },
  {
    point: 'GC15.1',
    asks: 'the same transactionId in another mailbox',
    needs: ['standIn'],
    async ask(on) {
      const transactionId = `contract-${crypto.randomUUID()}`;
      await on.create('in two mailboxes', { day: 4 }, { transactionId });
      const body = on.body('in two mailboxes, otherwise', { day: 4 }, { transactionId });
      const other = await on.ask('POST', `/users/${on.target.room}/events`, { body });
      if (other.status === 201) on.own(`/users/${on.target.room}/events`, other.body.id);
      return other.status === 201 ? 'scope is the mailbox' : `wider than the mailbox: ${other.status}`;
    },
  },
];
