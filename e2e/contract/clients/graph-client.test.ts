import {
  BatchRequestContent,
  type Client,
  GraphError,
  Client as LibraryClient,
  type PageCollection,
  PageIterator,
} from '@microsoft/microsoft-graph-client';
import { expect } from 'vitest';
import type { Json } from '../http';
import type { At, Session } from '../session';
import { suite } from '../suite';
import { graphClient, relative } from './graph-client';
import { msalClient } from './msal';
import { controlOf, registerFor } from './registration';

/** The library that the app is built on, here with the sign-in library beside it and nothing of ours between. */
const { test } = suite();
const need = ['standIn'] as const;

async function connect(on: Session): Promise<Client> {
  const { clientId, tenantId, secret } = await registerFor(on);
  const msal = msalClient(on.target.login, tenantId, { clientId, clientSecret: secret.value });
  return graphClient(on.target.graph, async () => {
    const result = await msal.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
    return result?.accessToken ?? '';
  });
}

const post = async (on: Session, client: Client, subject: string, at: At, more = {}) => {
  const event = await client.api(`${on.me}/events`).post(on.body(subject, at, more));
  on.own(`${on.me}/events`, event.id);
  return event as Json;
};

test(
  '[GC13.1] microsoft-graph-client creates, reads, lists, changes and deletes',
  async (on) => {
    const client = await connect(on);
    const event = await post(on, client, 'by the library', { day: 10 });
    expect(event.type).toBe('singleInstance');
    const read = await client
      .api(`${on.me}/events/${event.id}`)
      .header('Prefer', 'outlook.timezone="Europe/Berlin", outlook.body-content-type="text"')
      .select('subject,start,body')
      .get();
    expect(read.start.timeZone).toBe('Europe/Berlin');
    expect(read.body.contentType).toBe('text');
    const filter = encodeURIComponent("startsWith(subject,'Contract suite: by the library')");
    const listed = await client.api(`${on.me}/events`).filter(filter).get();
    expect(listed.value.map((one: Json) => one.id)).toEqual([event.id]);
    const changed = await client.api(`${on.me}/events/${event.id}`).patch({ subject: 'Contract suite: changed' });
    expect(changed.subject).toBe('Contract suite: changed');
    expect(await client.api(`${on.me}/events/${event.id}`).delete()).toBeUndefined();
  },
  need,
);

test(
  '[GC13.10] microsoft-graph-client walks a calendarView to its end with the PageIterator',
  async (on) => {
    const client = await connect(on);
    for (const hour of [8, 9, 10, 11, 12]) await post(on, client, `page ${hour}`, { day: 11, hour });
    const first: PageCollection = await client
      .api(`${on.me}/calendarView`)
      .query(dayQuery(on, 11))
      .orderby('start/dateTime')
      .top(2)
      .get();
    const starts: string[] = [];
    // It hands links to `.api()` as they are, which over http fails: cut them on the way.
    const pages = { api: (link: string) => client.api(link.startsWith('http') ? relative(link) : link) } as Client;
    await new PageIterator(pages, first, (row) => starts.push(row.start.dateTime.slice(11, 13)) > 0).iterate();
    expect(starts).toEqual(['08', '09', '10', '11', '12']);
  },
  need,
);

test(
  '[GC13.11] microsoft-graph-client follows delta over pages and gets its deltaLink',
  async (on) => {
    const client = await connect(on);
    for (const hour of [8, 10, 12]) await post(on, client, `delta ${hour}`, { day: 12, hour });
    const headers = { Prefer: 'odata.maxpagesize=1' };
    const first = await client.api(`${on.me}/calendarView/delta`).query(dayQuery(on, 12)).headers(headers).get();
    expect(first['@odata.nextLink']).toContain('$skiptoken=');
    const pages = { api: (link: string) => client.api(link.startsWith('http') ? relative(link) : link) } as Client;
    const ids = new Set<string>();
    const walk = new PageIterator(pages, first, (row) => row.type !== 'singleInstance' || Boolean(ids.add(row.id)), {
      headers,
    });
    await walk.iterate();
    expect(ids.size).toBe(3);
    const link = walk.getDeltaLink() ?? '';
    const quiet = await client.api(relative(link)).get();
    await post(on, client, 'after the round', { day: 12, hour: 14 });
    const round = await client.api(relative(quiet['@odata.deltaLink'] ?? link)).get();
    expect(round.value.some((row: Json) => row.subject?.endsWith('after the round'))).toBe(true);
  },
  need,
);

test(
  '[GC13.14] microsoft-graph-client makes a batch, and every part is answered',
  async (on) => {
    const client = await connect(on);
    const request = (path: string, init: RequestInit = {}) => new Request(`https://graph.microsoft.com${path}`, init);
    const body = JSON.stringify(on.body('in a batch', { day: 13 }));
    const headers = { 'Content-Type': 'application/json' };
    const content = new BatchRequestContent([
      { id: 'make', request: request(`${on.me}/events`, { method: 'POST', headers, body }) },
      { id: 'look', request: request(`${on.me}/calendar`) },
      { id: 'miss', request: request(`${on.me}/events/${'A'.repeat(140)}=`) },
    ]);
    const answer = await client.api('/$batch').post(await content.getContent());
    const parts = new Map<string, Json>(answer.responses.map((one: Json) => [one.id, one]));
    on.own(`${on.me}/events`, parts.get('make').body.id);
    expect([parts.get('make').status, parts.get('look').status, parts.get('miss').status]).toEqual([201, 200, 404]);
    expect(parts.get('miss').body.error.code).toBe('ErrorItemNotFound');
  },
  need,
);

test(
  '[GC13.16] microsoft-graph-client reads errors, retries 503 once more than the service refuses, and POSTs no double',
  async (on) => {
    const client = await connect(on);
    const error: unknown = await client
      .api(`${on.me}/events/nothing`)
      .get()
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({ statusCode: 400, code: 'ErrorInvalidIdMalformed', message: 'Id is malformed.' });
    expect((error as GraphError).requestId).toMatch(/^[0-9a-f-]{36}$/);
    const busy = { status: 503, headers: { 'Retry-After': '0' }, afterCommit: true };
    await controlOf(on).post('/faults', { where: { operation: 'event.create' }, times: 2, effect: busy });
    const transactionId = crypto.randomUUID();
    await post(on, client, 'once only', { day: 14 }, { transactionId });
    const { value } = await client.api(`${on.me}/calendarView`).query(dayQuery(on, 14)).get();
    expect(value.filter((one: Json) => one.subject.endsWith('once only'))).toHaveLength(1);
  },
  need,
);

test(
  '[GC13.2] microsoft-graph-client by its own chain sends no token over http, and hears 401',
  async (on) => {
    const token = await on.tokens.app();
    const authProvider = { getAccessToken: async () => token };
    const client = LibraryClient.initWithMiddleware({ authProvider, baseUrl: `${on.target.graph}/` });
    const error = await client
      .api(`${on.me}/events`)
      .get()
      .catch((caught) => caught);
    expect(error).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationToken' });
  },
  need,
);

function dayQuery(on: Session, day: number): Record<string, string> {
  const [from, to] = [on.body('', { day, hour: 0 }), on.body('', { day: day + 1, hour: 0 })].map(
    (one) => one.start as Json,
  );
  return { startDateTime: `${from.dateTime}Z`, endDateTime: `${to.dateTime}Z` };
}
