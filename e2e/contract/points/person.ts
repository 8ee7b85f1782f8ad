import type { Question } from '../question';
import { MARKER_EXPAND } from '../window';

export const PERSON_QUESTIONS: Question[] = [
  {
    point: 'V7',
    asks: 'what a copy made by a person keeps',
    needs: ['person'],
    async ask(on) {
      const transactionId = `contract-${crypto.randomUUID()}`;
      const { id } = await on.create('copied', { day: 40 }, { transactionId });
      const { mailbox, control } = on.target;
      const copy = await control?.post(`/mailboxes/${mailbox}/events/${id}/copy`, {});
      on.own(`${on.me}/events`, copy.id);
      const { body } = await on.ask(
        'GET',
        `${on.me}/events/${copy.id}?${new URLSearchParams({ $expand: MARKER_EXPAND })}`,
      );
      const kept = [
        body.singleValueExtendedProperties ? 'marker' : undefined,
        body.transactionId === transactionId ? 'transactionId' : undefined,
      ].filter(Boolean);
      return kept.join(' and ') || 'nothing';
    },
  },
  {
    point: 'GC15.14',
    asks: 'id of an event restored from Deleted Items',
    needs: ['person'],
    async ask(on) {
      const headers = { Prefer: 'IdType="ImmutableId"' };
      const { id } = await on.create('restored', { day: 41 });
      const before = await on.ask('GET', `${on.me}/events/${id}`, { headers });
      await on.ask('DELETE', `${on.me}/events/${id}`);
      const { mailbox, control } = on.target;
      const restored = await control?.post(`/mailboxes/${mailbox}/events/${before.body.id}/restore`, {});
      on.own(`${on.me}/events`, restored.id);
      return restored.immutableId === before.body.id ? 'the same immutable id' : 'a new id';
    },
  },
];
