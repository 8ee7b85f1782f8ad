import { registerFor } from '../clients/registration';
import { ask } from '../http';
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
    point: 'GC15.13',
    asks: 'what Calendars.ReadBasic leaves out of an event',
    needs: ['standIn'],
    async ask(on) {
      const app = await registerFor(on, { application: ['Calendars.ReadBasic.All'], delegated: [] });
      const form = {
        grant_type: 'client_credentials',
        client_id: app.clientId,
        client_secret: app.secret.value,
        scope: 'https://graph.microsoft.com/.default',
      };
      const { body: basic } = await ask('POST', on.tokens.address, { form });
      const { id } = await on.create('basic details', { day: 42 }, { body: { contentType: 'text', content: 'Ref' } });
      const path = `${on.me}/events/${id}`;
      const [all, some] = [await on.ask('GET', path), await on.ask('GET', path, { token: basic.access_token })];
      const isEmptied = (name: string) => JSON.stringify(some.body[name]) !== JSON.stringify(all.body[name]);
      const names = Object.keys(all.body).filter((name) => !(name in some.body) || isEmptied(name));
      return names.length === 0 ? 'nothing' : names.join(', ');
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
