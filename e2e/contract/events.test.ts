import { expect } from 'vitest';
import type { Json } from './http';
import { suite } from './suite';
import { MARKER_EXPAND, MARKER_FILTER } from './window';

/** GC §1: what an event is. */
const { test } = suite();
const IMMUTABLE = { Prefer: 'IdType="ImmutableId"' };

test('[GC13.6] times have seven decimals, in UTC unless a zone is preferred, by Windows or IANA name', async (on) => {
  const { id, start } = await on.create('in July', { day: 1 });
  expect(start).toEqual({ dateTime: expect.stringMatching(/T09:00:00\.0000000$/), timeZone: 'UTC' });
  for (const zone of ['Tokyo Standard Time', 'Asia/Tokyo']) {
    const headers = { Prefer: `outlook.timezone="${zone}"` };
    const { body } = await on.ask('GET', `${on.me}/events/${id}`, { headers });
    expect(body.start).toEqual({ dateTime: expect.stringMatching(/T18:00:00\.0000000$/), timeZone: zone });
    expect(body.createdDateTime).toMatch(/Z$/);
  }
});

test('[GC13.6] a zone nobody knows fails the whole request', async (on) => {
  const headers = { Prefer: 'outlook.timezone="Middle Earth Standard Time"' };
  const { status, body } = await on.ask('GET', `${on.me}/events?$top=1`, { headers });
  expect([status, body.error.code]).toEqual([400, 'TimeZoneNotSupportedException']);
});

test('[GC13.6] a full day keeps its date in every zone, and must begin at midnight', async (on) => {
  const day = on.window.fromMs + 3 * 86_400_000;
  const midnight = (ms: number) => ({
    dateTime: `${new Date(ms).toISOString().slice(0, 10)}T00:00:00`,
    timeZone: 'UTC',
  });
  const times = { isAllDay: true, start: midnight(day), end: midnight(day + 86_400_000) };
  const { id } = await on.create('a full day', { day: 3 }, times);
  const headers = { Prefer: 'outlook.timezone="Asia/Tokyo"' };
  const { body } = await on.ask('GET', `${on.me}/events/${id}`, { headers });
  expect(body.start.dateTime).toBe(`${times.start.dateTime}.0000000`);
  const crooked = on.body('not a full day', { day: 3 }, { isAllDay: true });
  const refused = await on.ask('POST', `${on.me}/events`, { body: crooked });
  expect(refused.status).toBe(400);
});

test('[GC13.4] ids come in two kinds, chosen by Prefer, and both are understood', async (on) => {
  const { id } = await on.create('twice named', { day: 4 });
  const immutable = (await on.ask('GET', `${on.me}/events/${id}`, { headers: IMMUTABLE })).body.id;
  expect(immutable).not.toBe(id);
  expect((await on.ask('GET', `${on.me}/events/${immutable}`)).body.id).toBe(id);
});

test('[GC13.4] ids are told apart by the case of a letter', async (on) => {
  const { id } = await on.create('case-sensitive', { day: 4, hour: 11 });
  const at = id.length - 30 + id.slice(-30).search(/[a-z]/);
  const other = id.slice(0, at) + id.charAt(at).toUpperCase() + id.slice(at + 1);
  const { status } = await on.ask('GET', `${on.me}/events/${other}`);
  expect([400, 404]).toContain(status);
});

test('[GC13.5] the etag is the changeKey, and every change moves it', async (on) => {
  const { id } = await on.create('etag', { day: 5 });
  await on.target.wait(6_000);
  const path = `${on.me}/events/${id}`;
  const { body } = await on.ask('GET', path);
  expect(body['@odata.etag']).toBe(`W/"${body.changeKey}"`);
  const changed = await on.ask('PATCH', path, {
    body: { importance: 'high' },
    headers: { 'If-Match': body['@odata.etag'] },
  });
  expect(changed.status).toBe(200);
  expect(changed.body.changeKey).not.toBe(body.changeKey);
});

test('[GC13.4] a mark of one’s own is found by filter, read by expand, and not echoed', async (on) => {
  const event = await on.create('marked', { day: 6 });
  expect(event.singleValueExtendedProperties).toBeUndefined();
  await on.target.wait(6_000);
  const query = new URLSearchParams({ $filter: MARKER_FILTER, $expand: MARKER_EXPAND, $top: '100' });
  const { body } = await on.ask('GET', `${on.me}/events?${query}`);
  const found = body.value.find(({ id }: Json) => id === event.id);
  expect(found.singleValueExtendedProperties[0].value).toBe('yes');
});

test('[GC13.4] text sent in comes back as HTML unless text is preferred', async (on) => {
  const { id, body } = await on.create('worded', { day: 7 }, { body: { contentType: 'text', content: 'Ref 2201' } });
  expect(body.contentType).toBe('html');
  const headers = { Prefer: 'outlook.body-content-type="text"' };
  const plain = await on.ask('GET', `${on.me}/events/${id}`, { headers });
  expect(plain.body.body.contentType).toBe('text');
  expect(plain.body.body.content.trim()).toBe('Ref 2201');
});
