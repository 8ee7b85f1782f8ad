import { expect } from 'vitest';
import type { Json } from './http';
import type { Session } from './session';
import { suite } from './suite';

/** GC §7: several requests in one. */
const { test } = suite();
const batch = (on: Session, requests: Json[]) => on.ask('POST', '/$batch', { body: { requests } });
const look = (on: Session, id: string, more = {}) => ({ id, method: 'GET', url: `${on.me}/calendar`, ...more });

test('[GC13.14] the envelope is 200 though a part fails; answers are found by id', async (on) => {
  const requests = [look(on, 'good'), { id: 'bad', method: 'GET', url: `${on.me}/events/nothing` }];
  const { status, body } = await batch(on, requests);
  const byId = new Map<string, Json>(body.responses.map((one: Json) => [one.id, one]));
  expect([status, byId.get('good').status, byId.get('bad').status]).toEqual([200, 200, 400]);
  expect(byId.get('bad').body.error.code).toBe('ErrorInvalidIdMalformed');
});

test('[GC13.14] what depends on a failed part: 424', async (on) => {
  const requests = [{ id: '1', method: 'GET', url: `${on.me}/events/nothing` }, look(on, '2', { dependsOn: ['1'] })];
  const { body } = await batch(on, requests);
  expect(body.responses.find((one: Json) => one.id === '2').status).toBe(424);
});

test('[GC13.14] more than twenty, or an id twice: 400', async (on) => {
  const many = Array.from({ length: 21 }, (_, n) => look(on, String(n)));
  expect((await batch(on, many)).status).toBe(400);
  expect((await batch(on, [look(on, 'a'), look(on, 'A')])).status).toBe(400);
});
