import { expect } from 'vitest';
import { suite } from './suite';

/** GC §0: what every call has. */
const { test } = suite();

test('[GC13.3] echoes client-request-id, makes request-id, tells the date and what it honoured', async (on) => {
  const sent = crypto.randomUUID();
  const headers = { 'client-request-id': sent, Prefer: 'outlook.timezone="Europe/Berlin"' };
  const { status, headers: got } = await on.ask('GET', `${on.me}/calendarView?${on.window.query}&$top=1`, { headers });
  expect(status).toBe(200);
  expect(got.get('client-request-id')).toBe(sent);
  expect(got.get('request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(Date.parse(got.get('date') ?? '')).not.toBeNaN();
  expect(got.get('preference-applied')).toContain('outlook.timezone="Europe/Berlin"');
});

test('[GC13.2] without a token, or with one that is none: 401 InvalidAuthenticationToken', async (on) => {
  for (const token of [null, 'not.a.token']) {
    const options = token === null ? { as: 'nobody' as const } : { token };
    const { status, body } = await on.ask('GET', `${on.me}/calendar`, options);
    expect([status, body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
  }
});

test('[GC13.2] /me with an application’s token: 400 BadRequest', async (on) => {
  const { status, body } = await on.ask('GET', '/me/calendar');
  expect([status, body.error.code]).toEqual([400, 'BadRequest']);
});

test('[GC13.1] an unknown segment: 400 BadRequest, naming it', async (on) => {
  const { status, body } = await on.ask('GET', `${on.me}/nonsense`);
  expect([status, body.error.code]).toEqual([400, 'BadRequest']);
  expect(body.error.message).toContain("Resource not found for the segment 'nonsense'.");
});

test('[GC13.1] context and links begin with the address asked', async (on) => {
  for (const hour of [8, 10]) await on.create('linked', { day: 0, hour });
  const { body } = await on.ask('GET', `${on.me}/events?$top=1&$select=subject`);
  expect(body['@odata.context']).toMatch(new RegExp(`^${on.target.graph}/v1\\.0/\\$metadata#`));
  expect(body['@odata.nextLink']).toMatch(new RegExp(`^${on.target.graph}/v1\\.0/`));
});

test('[GC15.15] tells every cache to keep its hands off', async (on) => {
  const { headers } = await on.ask('GET', `${on.me}/calendar`);
  expect(headers.get('cache-control')).toMatch(/private|no-store|no-cache/);
});

test('[GC13.16] an error has code, message and traces that are the headers’', async (on) => {
  const { body, headers } = await on.ask('GET', `${on.me}/events/nothing`);
  expect(typeof body.error.message).toBe('string');
  const inner = body.error.innerError ?? body.error.innererror;
  expect(inner['request-id']).toBe(headers.get('request-id'));
});
