import { describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { createBehaviour } from '../behaviour';
import { ask, frozenTenant, type Json, LIBRARIAN, meeting, tokenOf } from '../testing';
import { takeDifferences } from './observe';

/** Whatever a switch is turned to, what comes out is still what the contract knows. */
const WINDOW = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z';
const SERIES = {
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: '2026-10-06', numberOfOccurrences: 4 },
  },
};
const turned = createBehaviour()
  .list()
  .flatMap(({ name, choices }) => choices.slice(1).map((choice) => ({ name, choice })));

describe('answers with a switch turned', () => {
  it.each(turned)('$name = $choice', async ({ name, choice }) => {
    const tenant = frozenTenant();
    tenant.world().behaviour.set({ [name]: choice });
    await anAfternoon(tenant, name === 'readBasicOmits' ? ['Calendars.ReadBasic'] : []);
    expect(takeDifferences()).toEqual([]);
  });
});

/** A little of everything: events made, changed and gone, read in every way, refused in some. */
async function anAfternoon(tenant: Tenant, readWith: string[]): Promise<void> {
  const token = await tokenOf(tenant, LIBRARIAN);
  const reader = readWith.length > 0 ? await tokenOf(tenant, LIBRARIAN, readWith) : token;
  const get = (path: string, headers = {}) => ask(tenant, 'GET', path, { token: reader, headers });
  const post = (path: string, body: Json) => ask(tenant, 'POST', path, { token, body });
  const wait = () => ask(tenant, 'POST', '/_control/clock', { body: { advanceMs: 60_000 } });
  const times = ['2026-10-06T13:00:00', '2026-10-06T14:00:00'] as const;
  const one = await post('/v1.0/me/events', meeting('One', ...times, { transactionId: 't' }));
  const series = await post('/v1.0/me/events', meeting('Series', ...times, SERIES));
  await post('/v1.0/me/events', meeting('Two', ...times, { transactionId: 't' }));
  const meet = meeting('Meeting', ...times, {
    attendees: [
      { type: 'required', emailAddress: { address: 'ben.okafor@library.example' } },
      { type: 'resource', emailAddress: { address: 'maple@library.example' } },
    ],
  });
  const met = await post('/v1.0/me/events', meet);
  await wait();
  const first = await get(`/v1.0/me/calendarView/delta?${WINDOW}`, { Prefer: 'odata.maxpagesize=50' });
  await ask(tenant, 'PATCH', `/v1.0/me/events/${one.body.id}`, { token, body: { subject: 'Changed' } });
  const stale = { 'If-Match': 'W/"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="' };
  await ask(tenant, 'PATCH', `/v1.0/me/events/${one.body.id}`, { token, body: { subject: 'No' }, headers: stale });
  await get(`/v1.0/me/events/${one.body.id}`, { 'If-None-Match': one.body['@odata.etag'] });
  const instances = await get(`/v1.0/me/events/${series.body.id}/instances?${WINDOW}`);
  await ask(tenant, 'DELETE', `/v1.0/me/events/${instances.body.value?.[1]?.id}`, { token });
  await post(`/v1.0/me/events/${met.body.id}/cancel`, {});
  await wait();
  const link = first.body['@odata.deltaLink'] ?? first.body['@odata.nextLink'];
  if (link) await get(link);
  for (const path of ['events?$top=5', `calendarView?${WINDOW}`, 'events?$select=subject,start', 'calendars'])
    await get(`/v1.0/me/${path}`);
  await get(`/v1.0/me/events?$filter=${encodeURIComponent("transactionId eq 't'")}`);
  const [startTime, endTime] = times.map((dateTime) => ({ dateTime, timeZone: 'UTC' }));
  const schedules = [LIBRARIAN, 'nobody@library.example'];
  await post('/v1.0/me/calendar/getSchedule', { schedules, startTime, endTime });
  await get('/v1.0/me/events/nothing');
  const parts = ['1', '2'].map((id) => ({ id, method: 'GET', url: '/me/calendar' }));
  await post('/v1.0/$batch', { requests: parts });
  tenant.close();
}
