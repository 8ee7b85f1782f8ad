import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, IMMUTABLE, type Json, LIBRARIAN, meeting, tokenOf } from '../testing';
import { advance as go, mondays, turn as put, refused, WINDOW } from '../testing-graph';

let tenant: Tenant;
let token: string;

beforeEach(async () => {
  tenant = frozenTenant();
  token = await tokenOf(tenant, LIBRARIAN);
});

const post = (body: Json, headers = {}) => ask(tenant, 'POST', '/v1.0/me/events', { token, body, headers });
const get = (path: string, headers = {}) => ask(tenant, 'GET', `/v1.0/me${path}`, { token, headers });
const simple = (more = {}) => meeting('Study room 4', '2026-10-06T13:00:00', '2026-10-06T14:00:00', more);
const advance = (advanceMs: number) => go(tenant, advanceMs);
const turn = (switches: Json) => put(tenant, switches);

describe('create (GC 1.2, 2.1)', () => {
  it('[GC13.5] [GC13.6] answers 201 with seven decimals, UTC and an etag of the change key', async () => {
    const { status, body } = await post(simple({ transactionId: 'bk-1' }));
    expect(status).toBe(201);
    expect(body.start).toEqual({ dateTime: '2026-10-06T13:00:00.0000000', timeZone: 'UTC' });
    expect(body['@odata.etag']).toBe(`W/"${body.changeKey}"`);
    expect(body).toMatchObject({ showAs: 'busy', type: 'singleInstance', isOrganizer: true, transactionId: 'bk-1' });
    expect(body.responseStatus).toEqual({ response: 'organizer', time: '0001-01-01T00:00:00Z' });
    expect(body.createdDateTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    expect(body.id).toMatch(/^[A-Za-z0-9_-]{140,}=$/);
  });

  it('[GC13.8] checks for no conflict', async () => {
    expect((await post(simple())).status).toBe(201);
    expect((await post(simple())).status).toBe(201);
  });

  it('[GC13.16] refuses an end before the start, an unknown property, a wrong type and no body', async () => {
    const backwards = await post(meeting('x', '2026-10-06T14:00:00', '2026-10-06T13:00:00'));
    expect(refused(backwards)).toEqual([400, 'ErrorPropertyValidationFailure']);
    expect(refused(await post(simple({ colour: 'red' })))).toEqual([400, 'RequestBodyRead']);
    expect(refused(await post({ subject: 'no times' }))).toEqual([400, 'ErrorPropertyValidationFailure']);
    expect((await post(simple({ showAs: 'blue' }))).status).toBe(400);
    expect((await post(simple({ body: { contentType: 'markdown', content: 'x' } }))).status).toBe(400);
    const attendees = Array.from({ length: 501 }, (_, i) => ({ emailAddress: { address: `a${i}@b.example` } }));
    expect((await post(simple({ attendees }))).status).toBe(400);
    expect((await ask(tenant, 'POST', '/v1.0/me/events', { token })).status).toBe(400);
  });
});

describe('ids (GC 1.3)', () => {
  it('[GC13.4] come in two kinds, both accepted as input, told apart now and then by case or a dash only', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 40; i += 1) ids.push((await post(simple(), IMMUTABLE)).body.id);
    expect(new Set(ids).size).toBe(40);
    expect(new Set(ids.map((id) => id.toLowerCase())).size).toBeLessThan(40);
    expect(new Set(ids.map((id) => id.replaceAll('_', '-'))).size).toBeLessThan(40);
    const immutable = ids[0] ?? '';
    const plain = (await get(`/events/${immutable}`)).body.id;
    expect(plain).not.toBe(immutable);
    const again = await get(`/events/${plain}`, IMMUTABLE);
    expect(again.body.id).toBe(immutable);
    expect(again.headers.get('preference-applied')).toBe('IdType="ImmutableId"');
  });

  it('[GC13.4] are malformed, unknown, or of another mailbox', async () => {
    const { body } = await post(simple());
    expect(refused(await get('/events/xyz'))).toEqual([400, 'ErrorInvalidIdMalformed']);
    const unknown = body.id.replace(/.{12}AAA=$/, '00000000AAAAAAAA=');
    expect(refused(await get(`/events/${unknown}`))).toEqual([404, 'ErrorItemNotFound']);
    token = await tokenOf(tenant, 'patron@library.example');
    expect(refused(await get(`/events/${body.id}`))).toEqual([404, 'ErrorItemNotFound']);
  });

  it('[GC15.12] the occurrences of a series share one iCalUId, or have their own', async () => {
    const series = (await post(mondays(3))).body;
    const filter = encodeURIComponent(`subject eq 'Weekly'`);
    const uids = async () => {
      const { body } = await get(`/calendarView?${WINDOW}&$filter=${filter}`);
      return new Set(body.value.map((event: Json) => event.iCalUId));
    };
    expect(await uids()).toEqual(new Set([series.iCalUId]));
    await turn({ iCalUIdOfOccurrences: 'distinct' });
    expect((await uids()).size).toBe(3);
    const found = await get(`/events?$filter=${encodeURIComponent(`iCalUId eq '${series.iCalUId}'`)}`);
    expect(found.body.value).toMatchObject([{ type: 'seriesMaster' }]);
  });
});

describe('times (GC 1.5)', () => {
  it('[GC13.6] are converted by Prefer, Windows and IANA names alike', async () => {
    const headers = { Prefer: 'outlook.timezone="W. Europe Standard Time", IdType="ImmutableId"' };
    const { body } = await post(simple(), headers);
    expect(body.start).toEqual({ dateTime: '2026-10-06T15:00:00.0000000', timeZone: 'W. Europe Standard Time' });
    const iana = await get(`/events/${body.id}`, { Prefer: 'outlook.timezone="Asia/Tokyo"' });
    expect(iana.body.start.dateTime).toBe('2026-10-06T22:00:00.0000000');
    expect(iana.body.createdDateTime).toMatch(/^2026-10-05T13:00:00/);
  });

  it('[GC13.6] refuse an unknown zone, asked for or written', async () => {
    const wrong = await post(simple(), { Prefer: 'outlook.timezone="Moon/Base"' });
    expect(refused(wrong)).toEqual([400, 'TimeZoneNotSupportedException']);
    const start = { dateTime: '2026-10-06T13:00:00', timeZone: 'Moon/Base' };
    expect(refused(await post(simple({ start })))).toEqual([400, 'TimeZoneNotSupportedException']);
  });

  it('[GC13.6] float for a full day, which must begin and end at midnight', async () => {
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
    expect(refused(wrong)).toEqual([400, 'ErrorInvalidRequest']);
    expect(wrong.body.error.message).toMatch(/needs to be set to midnight/);
  });

  it('[GC13.6] of a recurring event are on whole minutes', async () => {
    const series = mondays(2, {
      start: { dateTime: '2026-10-05T02:36:12.865', timeZone: 'UTC' },
      end: { dateTime: '2026-10-05T03:36:12.865', timeZone: 'UTC' },
    });
    const { id } = (await post(series)).body;
    const [first] = (await get(`/events/${id}/instances?${WINDOW}`)).body.value;
    expect([first.originalStart, first.start.dateTime]).toEqual([
      '2026-10-05T02:36:00Z',
      '2026-10-05T02:36:00.0000000',
    ]);
  });
});

describe('transactionId (GC 2.2)', () => {
  const twice = async (more: Json = {}) => {
    const first = await post(simple({ transactionId: 'T' }));
    return { first, second: await post(simple({ transactionId: 'T', ...more })) };
  };

  it('[GC13.7] gives the same event for the same body', async () => {
    const { first, second } = await twice();
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
  });

  it('[V1] [GC13.7] [GC15.1] another body is refused with 400, or 409, and names the event', async () => {
    const { first, second } = await twice({ subject: 'else' });
    expect(refused(second)).toEqual([400, 'ErrorDuplicateTransactionId']);
    expect(second.body.error['@event.existingEventId']).toBe(first.body.id);
    await turn({ duplicateTransactionStatus: 409 });
    expect(refused((await twice({ subject: 'else' })).second)).toEqual([409, 'ErrorDuplicateTransactionId']);
  });

  it('[V1] [GC15.1] is forgotten with the event, or not', async () => {
    const first = await post(simple({ transactionId: 'T' }));
    await ask(tenant, 'DELETE', `/v1.0/me/events/${first.body.id}`, { token });
    await turn({ transactionAfterDelete: 'refused' });
    expect(refused(await post(simple({ transactionId: 'T' })))).toEqual([400, 'ErrorDuplicateTransactionId']);
    await turn({ transactionAfterDelete: 'forgotten' });
    expect((await post(simple({ transactionId: 'T' }))).status).toBe(201);
  });

  it('[V1] [GC15.1] is remembered without end, or for an hour; per mailbox', async () => {
    const first = await post(simple({ transactionId: 'T' }));
    await advance(3_600_001);
    expect((await post(simple({ transactionId: 'T' }))).body.id).toBe(first.body.id);
    await turn({ transactionMemoryMs: 3_600_000 });
    expect((await post(simple({ transactionId: 'T' }))).body.id).not.toBe(first.body.id);
    token = await tokenOf(tenant, 'patron@library.example');
    expect((await post(simple({ transactionId: 'T', subject: 'else' }))).status).toBe(201);
  });

  it('[GC13.7] cannot be changed', async () => {
    const { body } = await post(simple({ transactionId: 'T' }));
    const patch = { body: { transactionId: 'U', subject: 'new' }, token };
    const changed = await ask(tenant, 'PATCH', `/v1.0/me/events/${body.id}`, patch);
    expect(changed.status === 400 || changed.body.transactionId === 'T').toBe(true);
  });
});

describe('change and delete (GC 2.4 to 2.6)', () => {
  const etagOf = async (id: string) => (await get(`/events/${id}`)).body['@odata.etag'];
  const patch = (id: string, etag: string) =>
    ask(tenant, 'PATCH', `/v1.0/me/events/${id}`, { token, body: { subject: 'new' }, headers: { 'If-Match': etag } });

  it('[GC13.5] the change key moves by itself once, 1.5 to 5 seconds after create, or never', async () => {
    const { body } = await post(simple());
    await advance(1_499);
    expect(await etagOf(body.id)).toBe(body['@odata.etag']);
    await advance(3_501);
    const churned = await etagOf(body.id);
    expect(churned).not.toBe(body['@odata.etag']);
    await advance(60_000);
    expect(await etagOf(body.id)).toBe(churned);
    await turn({ etagChurn: 'off' });
    const calm = (await post(simple())).body;
    await advance(60_000);
    expect(await etagOf(calm.id)).toBe(calm['@odata.etag']);
  });

  it('[V2] [GC13.5] refuses a stale If-Match with 412, or 409, and takes a fresh one', async () => {
    const { body } = await post(simple());
    expect(refused(await patch(body.id, 'W/"old"'))).toEqual([412, 'ErrorIrresolvableConflict']);
    await turn({ staleIfMatchStatus: 409 });
    expect(refused(await patch(body.id, 'W/"old"'))).toEqual([409, 'ErrorIrresolvableConflict']);
    const fresh = await patch(body.id, body['@odata.etag']);
    expect([fresh.status, fresh.body.subject]).toEqual([200, 'new']);
    expect(fresh.body.start).toEqual(body.start);
    expect(refused(await patch(body.id, body['@odata.etag']))).toEqual([409, 'ErrorIrresolvableConflict']);
  });

  it('[GC13.1] deletes with 204 and then knows nothing of the event', async () => {
    const { body } = await post(simple());
    const path = `/v1.0/me/events/${body.id}`;
    expect((await ask(tenant, 'DELETE', path, { token })).status).toBe(204);
    expect(refused(await ask(tenant, 'DELETE', path, { token }))).toEqual([404, 'ErrorItemNotFound']);
  });

  it('[GC13.1] lets only an organizer cancel and only others respond', async () => {
    const { body } = await post(simple());
    const accept = await ask(tenant, 'POST', `/v1.0/me/events/${body.id}/accept`, { token, body: {} });
    expect(refused(accept)).toEqual([400, 'ErrorInvalidRequest']);
    expect((await ask(tenant, 'POST', `/v1.0/me/events/${body.id}/cancel`, { token, body: {} })).status).toBe(202);
  });

  it('[GC13.1] lists masters and single events, no occurrences', async () => {
    await post(mondays(3));
    await post(simple());
    const { value } = (await get('/events?$top=100')).body;
    expect(new Set(value.map((event: Json) => event.type))).toEqual(new Set(['singleInstance', 'seriesMaster']));
  });
});
