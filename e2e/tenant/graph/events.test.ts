import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, IMMUTABLE, type Json, LIBRARIAN, meeting, tokenOf } from '../testing';

const MARKER = 'String {9f2c1d5e-7a40-4c0e-9d0a-5b1f0c7e2a11} Name BookingId';

let tenant: Tenant;
let token: string;

beforeEach(async () => {
  tenant = frozenTenant();
  token = await tokenOf(tenant, LIBRARIAN);
});

const post = (body: Json, headers = {}) => ask(tenant, 'POST', '/v1.0/me/events', { token, body, headers });
const simple = (more = {}) => meeting('Study room 4', '2026-10-06T13:00:00', '2026-10-06T14:00:00', more);
const advance = (advanceMs: number) => ask(tenant, 'POST', '/_control/clock', { body: { advanceMs } });

describe('create (GC 1.2, 2.1)', () => {
  it('answers 201 with every member, seven decimals, UTC and an etag of the change key', async () => {
    const { status, body } = await post(simple({ transactionId: 'bk-1' }));
    expect(status).toBe(201);
    expect(body.start).toEqual({ dateTime: '2026-10-06T13:00:00.0000000', timeZone: 'UTC' });
    expect(body['@odata.etag']).toBe(`W/"${body.changeKey}"`);
    expect(body).toMatchObject({ showAs: 'busy', type: 'singleInstance', isOrganizer: true, transactionId: 'bk-1' });
    expect(body.responseStatus).toEqual({ response: 'organizer', time: '0001-01-01T00:00:00Z' });
    expect(body.createdDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    expect(body.id).toMatch(/^[A-Za-z0-9_-]{140,}=$/);
  });

  it('checks for no conflict', async () => {
    expect((await post(simple())).status).toBe(201);
    expect((await post(simple())).status).toBe(201);
  });

  it('refuses an end before the start, an unknown property, a wrong type and no body', async () => {
    const backwards = await post(meeting('x', '2026-10-06T14:00:00', '2026-10-06T13:00:00'));
    expect([backwards.status, backwards.body.error.code]).toEqual([400, 'ErrorPropertyValidationFailure']);
    expect((await post(simple({ colour: 'red' }))).body.error.code).toBe('RequestBodyRead');
    expect((await post(simple({ showAs: 'blue' }))).status).toBe(400);
    expect((await ask(tenant, 'POST', '/v1.0/me/events', { token })).status).toBe(400);
  });
});

describe('ids (GC 1.3)', () => {
  it('come in two kinds, both accepted as input, told apart by case only now and then', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 12; i += 1) ids.push((await post(simple(), IMMUTABLE)).body.id);
    expect(new Set(ids).size).toBe(12);
    expect(new Set(ids.map((id) => id.toLowerCase())).size).toBeLessThan(12);
    const immutable = ids[0] ?? '';
    const plain = (await ask(tenant, 'GET', `/v1.0/me/events/${immutable}`, { token })).body.id;
    expect(plain).not.toBe(immutable);
    const again = await ask(tenant, 'GET', `/v1.0/me/events/${plain}`, { token, headers: IMMUTABLE });
    expect(again.body.id).toBe(immutable);
    expect(again.headers.get('preference-applied')).toBe('IdType="ImmutableId"');
  });

  it('are malformed, unknown, or of another mailbox', async () => {
    const { body } = await post(simple());
    const other = await tokenOf(tenant, 'patron@library.example');
    expect((await ask(tenant, 'GET', '/v1.0/me/events/xyz', { token })).body.error.code).toBe(
      'ErrorInvalidIdMalformed',
    );
    const unknown = await ask(tenant, 'GET', `/v1.0/me/events/${body.id.replace(/.{12}AAA=$/, '00000000AAAAAAAA=')}`, {
      token,
    });
    expect(unknown.status).toBe(404);
    const foreign = await ask(tenant, 'GET', `/v1.0/me/events/${body.id}`, { token: other });
    expect([foreign.status, foreign.body.error.code]).toEqual([404, 'ErrorItemNotFound']);
  });
});

describe('times (GC 1.5)', () => {
  it('are converted by Prefer, Windows and IANA names alike', async () => {
    const headers = { Prefer: 'outlook.timezone="W. Europe Standard Time", IdType="ImmutableId"' };
    const { body } = await post(simple(), headers);
    expect(body.start).toEqual({ dateTime: '2026-10-06T15:00:00.0000000', timeZone: 'W. Europe Standard Time' });
    const iana = await ask(tenant, 'GET', `/v1.0/me/events/${body.id}`, {
      token,
      headers: { Prefer: 'outlook.timezone="Asia/Tokyo"' },
    });
    expect(iana.body.start.dateTime).toBe('2026-10-06T22:00:00.0000000');
  });

  it('refuse an unknown zone', async () => {
    const wrong = await post(simple(), { Prefer: 'outlook.timezone="Moon/Base"' });
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'TimeZoneNotSupportedException']);
  });

  it('float for a full day, which must begin and end at midnight', async () => {
    const day = (from: string, to: string) => ({
      subject: 'Leave',
      isAllDay: true,
      start: { dateTime: from, timeZone: 'Eastern Standard Time' },
      end: { dateTime: to, timeZone: 'Eastern Standard Time' },
    });
    const { body } = await post(day('2026-10-06T00:00:00', '2026-10-07T00:00:00'), {
      Prefer: 'outlook.timezone="Asia/Tokyo"',
    });
    expect(body.start).toEqual({ dateTime: '2026-10-06T00:00:00.0000000', timeZone: 'Asia/Tokyo' });
    expect(body.end.dateTime).toBe('2026-10-07T00:00:00.0000000');
    const wrong = await post(day('2026-10-06T09:00:00', '2026-10-07T00:00:00'));
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'ErrorInvalidRequest']);
  });
});

describe('transactionId (GC 2.2)', () => {
  it('gives the same event for the same body, and refuses another one', async () => {
    const first = await post(simple({ transactionId: 'T' }));
    const again = await post(simple({ transactionId: 'T' }));
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    const other = await post(simple({ transactionId: 'T', subject: 'else' }));
    expect([other.status, other.body.error.code]).toEqual([400, 'ErrorDuplicateTransactionId']);
    expect(other.body.error['@event.existingEventId']).toBe(first.body.id);
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { duplicateTransactionStatus: 409 } });
    expect((await post(simple({ transactionId: 'T', subject: 'else' }))).status).toBe(409);
  });

  it('is forgotten with the event, or not, by a switch', async () => {
    const first = await post(simple({ transactionId: 'T' }));
    await ask(tenant, 'DELETE', `/v1.0/me/events/${first.body.id}`, { token });
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { transactionAfterDelete: 'refused' } });
    expect((await post(simple({ transactionId: 'T' }))).body.error.code).toBe('ErrorDuplicateTransactionId');
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { transactionAfterDelete: 'forgotten' } });
    expect((await post(simple({ transactionId: 'T' }))).status).toBe(201);
  });
});

describe('change and delete (GC 2.4 to 2.6)', () => {
  it('moves the change key by itself once, 1.5 to 5 seconds after create (GC 2.5)', async () => {
    const { body } = await post(simple());
    const etag = async () => (await ask(tenant, 'GET', `/v1.0/me/events/${body.id}`, { token })).body['@odata.etag'];
    await advance(1_499);
    expect(await etag()).toBe(body['@odata.etag']);
    await advance(3_501);
    const churned = await etag();
    expect(churned).not.toBe(body['@odata.etag']);
    await advance(60_000);
    expect(await etag()).toBe(churned);
  });

  it('refuses a stale If-Match with 412 and takes a fresh one', async () => {
    const { body } = await post(simple());
    const patch = (etag: string) =>
      ask(tenant, 'PATCH', `/v1.0/me/events/${body.id}`, {
        token,
        body: { subject: 'new' },
        headers: { 'If-Match': etag },
      });
    const stale = await patch('W/"old"');
    expect([stale.status, stale.body.error.code]).toEqual([412, 'ErrorIrresolvableConflict']);
    const fresh = await patch(body['@odata.etag']);
    expect([fresh.status, fresh.body.subject]).toEqual([200, 'new']);
    expect(fresh.body.start).toEqual(body.start);
  });

  it('deletes with 204 and then knows nothing of the event', async () => {
    const { body } = await post(simple());
    const path = `/v1.0/me/events/${body.id}`;
    expect((await ask(tenant, 'DELETE', path, { token })).status).toBe(204);
    expect((await ask(tenant, 'DELETE', path, { token })).body.error.code).toBe('ErrorItemNotFound');
  });

  it('lets only an organizer cancel and only others respond', async () => {
    const { body } = await post(simple());
    const accept = await ask(tenant, 'POST', `/v1.0/me/events/${body.id}/accept`, { token, body: {} });
    expect([accept.status, accept.body.error.code]).toEqual([400, 'ErrorInvalidRequest']);
    expect((await ask(tenant, 'POST', `/v1.0/me/events/${body.id}/cancel`, { token, body: {} })).status).toBe(202);
  });
});

describe('extended properties (GC 1.6)', () => {
  const find = (value: string, id = MARKER, extra = '') => {
    const filter = encodeURIComponent(
      `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value}')`,
    );
    return ask(tenant, 'GET', `/v1.0/me/events?$filter=${filter}${extra}`, { token });
  };

  it('are not echoed, are found by filter and read by expansion', async () => {
    const created = await post(simple({ singleValueExtendedProperties: [{ id: MARKER, value: 'Bk-2201' }] }));
    expect(created.body).not.toHaveProperty('singleValueExtendedProperties');
    await post(simple());
    const found = await find('bk-2201');
    expect(found.body.value.map((event: Json) => event.id)).toEqual([created.body.id]);
    expect(found.body.value[0]).not.toHaveProperty('singleValueExtendedProperties');
    const expand = `&$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${MARKER}')`)}`;
    const read = await find('Bk-2201', MARKER, expand);
    expect(read.body.value[0].singleValueExtendedProperties).toEqual([{ id: MARKER, value: 'Bk-2201' }]);
    expect((await find('Bk-2201', MARKER.replace('BookingId', 'bookingid'))).body.value).toEqual([]);
  });

  it('may be found late (V3)', async () => {
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { markerFilterDelayMs: 5_000 } });
    await post(simple({ singleValueExtendedProperties: [{ id: MARKER, value: '1' }] }));
    expect((await find('1')).body.value).toHaveLength(0);
    await advance(5_000);
    expect((await find('1')).body.value).toHaveLength(1);
  });
});

describe('list (GC 2.3)', () => {
  it('pages by ten, filters, orders, selects, and lists no occurrences', async () => {
    for (let i = 0; i < 3; i += 1) await post(simple({ subject: `n${i}` }));
    const first = await ask(tenant, 'GET', '/v1.0/me/events?$select=subject', { token });
    expect(first.body.value).toHaveLength(10);
    const rest = await ask(tenant, 'GET', first.body['@odata.nextLink'], { token });
    expect([...first.body.value, ...rest.body.value].every((event: Json) => event.type === undefined)).toBe(true);
    const uid = first.body.value[0].id;
    const one = await ask(tenant, 'GET', `/v1.0/me/events/${uid}`, { token });
    const byUid = await ask(
      tenant,
      'GET',
      `/v1.0/me/events?$filter=${encodeURIComponent(`iCalUId eq '${one.body.iCalUId}'`)}`,
      { token },
    );
    expect(byUid.body.value).toHaveLength(1);
    const window =
      "start/dateTime ge '2026-10-06T00:00:00' and end/dateTime le '2026-10-06T15:00:00' and startswith(subject,'N')";
    const found = await ask(tenant, 'GET', `/v1.0/me/events?$filter=${encodeURIComponent(window)}`, { token });
    expect(found.body.value).toHaveLength(3);
    const wrong = await ask(tenant, 'GET', '/v1.0/me/events?$orderby=start', { token });
    expect([wrong.status, wrong.body.error.code]).toEqual([400, 'BadRequest']);
    const byId = await ask(tenant, 'GET', `/v1.0/me/events?$filter=${encodeURIComponent("id eq 'x'")}`, { token });
    expect(byId.body.error.code).toBe('ErrorInvalidProperty');
  });
});
