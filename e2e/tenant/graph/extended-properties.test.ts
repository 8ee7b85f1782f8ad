import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { frozenTenant, type Json } from '../testing';
import {
  ADMIN,
  advance,
  at,
  type Caller,
  CEDAR,
  caller,
  encoded,
  MARKER,
  person,
  refused,
  turn,
  WINDOW,
} from '../testing-graph';

let tenant: Tenant;
let me: Caller;
const events = `/users/${CEDAR}/events`;
const NUMBER = 'Integer {9f2c1d5e-7a40-4c0e-9d0a-5b1f0c7e2a11} Name Seats';

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, ADMIN);
});

const tagged = (value: string, id = MARKER) => ({ singleValueExtendedProperties: [{ id, value }] });
const create = async (value: string, id = MARKER) =>
  (await me.post(events, at('2026-10-06', '13:00', '14:00', tagged(value, id)))).body;
const find = (clause: string, more = '', path = events) =>
  me.get(`${path}?$filter=${encoded(`singleValueExtendedProperties/Any(ep: ${clause})`)}${more}`);
const byValue = (value: string, id = MARKER) => find(`ep/id eq '${id}' and ep/value eq '${value}'`);
const EXPAND = `$expand=${encoded(`singleValueExtendedProperties($filter=id eq '${MARKER}')`)}`;

describe('extended properties (GC 1.6)', () => {
  it('[GC13.1] are not echoed, are found by filter, and read by expansion only', async () => {
    const created = await create('Bk-2201');
    expect(created).not.toHaveProperty('singleValueExtendedProperties');
    const patched = await me.patch(`${events}/${created.id}`, tagged('Bk-2202'));
    expect(patched.body).not.toHaveProperty('singleValueExtendedProperties');
    const found = (await byValue('bk-2202')).body.value;
    expect(found.map((event: Json) => event.id)).toEqual([created.id]);
    expect(found[0]).not.toHaveProperty('singleValueExtendedProperties');
    const both = await find(`ep/id eq '${MARKER}' and ep/value eq 'Bk-2202'`, `&${EXPAND}`);
    expect(both.body.value[0].singleValueExtendedProperties).toEqual([{ id: MARKER, value: 'Bk-2202' }]);
    const one = await me.get(`${events}/${created.id}?${EXPAND}`);
    expect(one.body.singleValueExtendedProperties).toEqual([{ id: MARKER, value: 'Bk-2202' }]);
  });

  it('[GC13.1] three forms of ids; the Name has case, GUID and type have not', async () => {
    await create('1', 'String {9F2C1D5E-7A40-4C0E-9D0A-5B1F0C7E2A11} Name BookingId');
    await create('2', 'Integer {00062002-0000-0000-C000-000000000046} Id 0x8233');
    await create('3', 'String 0x4001001E');
    expect((await byValue('1')).body.value).toHaveLength(1);
    expect((await byValue('1', MARKER.replace('BookingId', 'bookingid'))).body.value).toHaveLength(0);
    expect((await byValue('2', 'integer {00062002-0000-0000-c000-000000000046} id 0x8233')).body.value).toHaveLength(1);
    expect((await byValue('3', 'String 0x4001001e')).body.value).toHaveLength(1);
    expect(refused(await byValue('x', 'BookingId'))).toEqual([400, 'BadRequest']);
    expect((await me.post(events, at('2026-10-06', '13:00', '14:00', tagged('x', 'Name BookingId')))).status).toBe(400);
  });

  it('[GC13.1] eq, ne, contains, startswith and cast; values compare without case', async () => {
    await create('Alpha');
    await create('beta');
    await create('12', NUMBER);
    const count = async (clause: string) => (await find(clause)).body.value.length;
    expect(await count(`ep/id eq '${MARKER}' and ep/value ne 'ALPHA'`)).toBe(1);
    expect(await count(`ep/id eq '${MARKER}' and contains(ep/value,'ET')`)).toBe(1);
    expect(await count(`ep/id eq '${MARKER}' and startswith(ep/value,'al')`)).toBe(1);
    expect(await count(`ep/id eq '${NUMBER}' and cast(ep/value, Edm.Int32) gt 3`)).toBe(1);
    expect(await count(`ep/id eq '${NUMBER}' and cast(ep/value, Edm.Int32) gt 30`)).toBe(0);
    expect((await find(`ep/id eq '${NUMBER}' and cast(ep/value, Edm.Date) gt 3`)).status).toBe(400);
  });

  it('[GC13.1] the filter runs over the whole mailbox, not over one calendar when that is named', async () => {
    const other = (await me.post('/me/calendars', { name: 'Second' })).body.id;
    await me.post(`/me/calendars/${other}/events`, at('2026-10-06', '13:00', '14:00', tagged('1')));
    const clause = `ep/id eq '${MARKER}' and ep/value eq '1'`;
    expect((await find(clause, '', '/me/events')).body.value).toHaveLength(1);
    expect((await find(clause, '', `/me/calendars/${other}/events`)).body.value).toHaveLength(1);
    const first = (await me.get('/me/calendar')).body.id;
    expect((await find(clause, '', `/me/calendars/${first}/events`)).body.value).toHaveLength(0);
  });

  it('[GC13.1] all of them at once cannot be had, and nothing else beside them', async () => {
    const { id } = await create('1');
    for (const expand of [
      'singleValueExtendedProperties',
      "singleValueExtendedProperties($filter=value eq '1')",
      'calendar',
      'instances',
    ]) {
      expect(refused(await me.get(`${events}/${id}?$expand=${encoded(expand)}`))).toEqual([400, 'BadRequest']);
    }
  });

  it('[V3] a new event may be found late', async () => {
    await turn(tenant, { markerFilterDelayMs: 5_000 });
    await create('1');
    expect((await byValue('1')).body.value).toHaveLength(0);
    await advance(tenant, 5_000);
    expect((await byValue('1')).body.value).toHaveLength(1);
  });

  it('[GC15.3] on calendarView the expansion is dropped and the filter fails, or both work', async () => {
    await create('1');
    const view = `/users/${CEDAR}/calendarView`;
    const filter = `$filter=${encoded(`singleValueExtendedProperties/Any(ep: ep/id eq '${MARKER}' and ep/value eq '1')`)}`;
    const dropped = await me.get(`${view}?${WINDOW}&${EXPAND}`);
    expect(dropped.body.value[0]).not.toHaveProperty('singleValueExtendedProperties');
    expect(refused(await me.get(`${view}?${WINDOW}&${filter}`))).toEqual([500, 'ErrorInternalServerError']);
    await turn(tenant, { extendedPropertiesOnCalendarView: 'work' });
    const both = (await me.get(`${view}?${WINDOW}&${filter}&${EXPAND}`)).body.value;
    expect(both[0].singleValueExtendedProperties).toEqual([{ id: MARKER, value: '1' }]);
  });

  it('[GC13.2] those of a private event are neither shown to a delegate nor found by one', async () => {
    const secret = at('2026-10-06', '15:00', '16:00', { sensitivity: 'private', ...tagged('secret') });
    const { id } = await person(tenant, CEDAR).create(secret);
    expect((await byValue('secret')).body.value).toHaveLength(0);
    const seen = await me.get(`${events}/${id}?${EXPAND}`);
    expect(seen.body).not.toHaveProperty('singleValueExtendedProperties');
    expect(seen.body.subject).toBe('Private appointment');
  });
});
