import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { frozenTenant, type Json } from '../testing';
import { ADMIN, at, type Caller, CEDAR, caller, encoded, refused, turn, WINDOW } from '../testing-graph';

let tenant: Tenant;
let me: Caller;
const events = `/users/${CEDAR}/events`;

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, ADMIN);
});

const create = async (subject: string, day = '06', more = {}) =>
  (await me.post(events, at(`2026-10-${day}`, '13:00', '14:00', { subject, ...more }))).body;
const list = (query: string) => me.get(`${events}?${query}`);
const filter = (text: string, more = '') => list(`$filter=${encoded(text)}${more}`);
const subjects = async (query: string) => (await list(query)).body.value.map((event: Json) => event.subject);

describe('options of a list of events (GC 2.3)', () => {
  it('[GC13.1] $filter compares like with like', async () => {
    const wrong = [
      "isAllDay eq 'true'",
      'subject eq 5',
      'subject eq true',
      'start/dateTime ge 2026-10-01T00:00:00Z',
      "createdDateTime ge '2026-10-01T00:00:00Z'",
      "reminderMinutesBeforeStart eq '15'",
      'contains(isAllDay,true)',
      "singleValueExtendedProperties/Any(ep: ep/name eq 'x')",
      'singleValueExtendedProperties/Any(ep: ep/value eq 5)',
    ];
    for (const text of wrong) expect([text, ...refused(await filter(text))]).toEqual([text, 400, 'BadRequest']);
    const message = (await filter("isAllDay eq 'true'")).body.error.message;
    expect(message).toMatch(/incompatible types.*'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'/);
    await create('one');
    const right = [
      'isAllDay eq false',
      'createdDateTime ge 2026-10-01T00:00:00Z',
      'reminderMinutesBeforeStart eq 15',
      "showAs eq 'busy'",
      'subject ne null',
    ];
    for (const text of right) expect(await subjects(`$filter=${encoded(text)}`)).toEqual(['one']);
  });

  it('[GC13.1] an unknown option, one not for this resource, and the same twice are refused', async () => {
    for (const query of [
      '$selct=id',
      '$search="x"',
      '$skiptoken=x',
      '$top=1&$top=2',
      '$apply=x',
      'top=5',
      '$select=',
    ]) {
      expect(refused(await list(query))).toEqual([400, 'BadRequest']);
    }
    expect((await list('$search="x"')).body.error.message).toMatch(/^Query option 'Search' is not allowed/);
    expect((await list('$format=json&$top=1')).status).toBe(200);
    expect((await me.post(`${events}?$select=id`, at('2026-10-06', '13:00', '14:00'))).status).toBe(400);
    await turn(tenant, { plainQueryParameters: 'ignored' });
    expect((await list('_=123')).status).toBe(200);
  });

  it('[GC13.10] the default page is ten, $top goes from 1 to 1000, links go by $skip', async () => {
    for (let i = 0; i < 12; i += 1) await create(`n${i}`);
    const first = (await list('$select=subject')).body;
    expect(first.value).toHaveLength(10);
    expect(first['@odata.nextLink']).toMatch(/\$skip=10/);
    expect((await me.get(first['@odata.nextLink'])).body.value).toHaveLength(2);
    for (const top of ['0', '1001', '-1', 'x', '1.5']) expect((await list(`$top=${top}`)).status).toBe(400);
    expect((await list('$top=1000&$skip=11')).body.value).toHaveLength(1);
    const upper = (await list('$Top=5')).body;
    expect((await me.get(upper['@odata.nextLink'])).body.value).toHaveLength(5);
  });

  it('[GC13.10] pages by $skip shift under change: a row comes twice', async () => {
    for (let i = 0; i < 4; i += 1) await create(`n${i}`);
    const first = (await list('$top=2&$orderby=subject%20desc')).body;
    await create('n9');
    const second = (await me.get(first['@odata.nextLink'])).body;
    expect([...first.value, ...second.value].map((event: Json) => event.subject)).toEqual(['n3', 'n2', 'n2', 'n1']);
  });

  it('[GC13.1] $select keeps id and etag, shows in the context, and knows the names', async () => {
    await create('n');
    const { body } = await list('$select=subject,start');
    expect(Object.keys(body.value[0])).toEqual(['@odata.etag', 'id', 'subject', 'start']);
    expect(body['@odata.context']).toMatch(/\/events\(subject,start\)$/);
    expect((await list('$select=sujet')).body.error.message).toMatch(/^Could not find a property named 'sujet'/);
    expect((await list('$select=*')).body.value[0]).toHaveProperty('body');
  });

  it('[GC13.1] contexts name collection and entity as they were asked for', async () => {
    const { id } = await create('n');
    const calendar = (await me.get(`/users/${CEDAR}/calendar`)).body.id;
    const context = async (path: string) => (await me.get(path)).body['@odata.context'].split('#')[1];
    const owner = `users('${encoded(CEDAR)}')`;
    expect(await context(events)).toBe(`${owner}/events`);
    expect(await context(`${events}/${id}`)).toBe(`${owner}/events/$entity`);
    expect(await context(`/users/${CEDAR}/calendar/events`)).toBe(`${owner}/calendar/events`);
    expect(await context(`/users/${CEDAR}/calendars/${calendar}/events`)).toBe(
      `${owner}/calendars('${encoded(calendar)}')/events`,
    );
    expect(await context(`/users/${CEDAR}/calendarView?${WINDOW}`)).toBe(`${owner}/calendarView`);
  });

  it('[GC13.1] $orderby takes paths to simple members only', async () => {
    await create('late', '08');
    await create('early', '07');
    expect(await subjects('$orderby=start/dateTime')).toEqual(['early', 'late']);
    expect(await subjects('$orderby=start/dateTime%20desc,subject')).toEqual(['late', 'early']);
    expect((await list('$orderby=start')).body.error.message).toBe(
      'The $orderby expression must evaluate to a single value of primitive type.',
    );
    expect((await list('$orderby=start.dateTime')).body.error.message).toMatch(/cast/);
    expect(refused(await list('$orderby=colour'))).toEqual([400, 'BadRequest']);
    expect((await list('$orderby=subject%20up')).status).toBe(400);
  });

  it('[GC13.1] $count=true tells how many there are', async () => {
    await create('a');
    await create('b');
    expect((await list('$count=true&$top=1')).body['@odata.count']).toBe(2);
    expect((await list('$count=false')).body).not.toHaveProperty('@odata.count');
    expect((await list('$count=yes')).status).toBe(400);
  });
});

describe('$filter on events (GC 2.3, 9)', () => {
  it('[GC13.1] compares members, texts without case, and times in UTC whatever Prefer says', async () => {
    await create('Alpha', '06', { categories: ['Red'] });
    await create('beta', '07', { showAs: 'free', isAllDay: false });
    const found = async (text: string, headers = {}) =>
      (await me.get(`${events}?$filter=${encoded(text)}`, headers)).body.value.map((event: Json) => event.subject);
    expect(await found("subject eq 'ALPHA'")).toEqual(['Alpha']);
    expect(await found("contains(subject,'et') or startswith(subject,'al')")).toEqual(['Alpha', 'beta']);
    expect(await found("not (showAs eq 'free') and isAllDay eq false")).toEqual(['Alpha']);
    expect(await found("categories/any(c: c eq 'red')")).toEqual(['Alpha']);
    const tokyo = { Prefer: 'outlook.timezone="Asia/Tokyo"' };
    expect(await found("start/dateTime eq '2026-10-06T13:00:00'", tokyo)).toEqual(['Alpha']);
    expect(await found('lastModifiedDateTime ge 2026-10-05T13:00:01Z')).toEqual([]);
  });

  it('[GC13.16] refuses what cannot be filtered by, each with its code', async () => {
    expect(refused(await filter("id eq 'x'"))).toEqual([400, 'ErrorInvalidProperty']);
    expect((await filter("id eq 'x'")).body.error.message).toBe("The property 'Id' does not support filtering.");
    expect(refused(await filter("uid eq 'x'"))).toEqual([400, 'UnsupportedEntityExpression']);
    expect(refused(await filter("colour eq 'x'"))).toEqual([400, 'BadRequest']);
    expect(refused(await filter("body/content eq 'x'"))).toEqual([400, 'ErrorInvalidProperty']);
    expect(refused(await filter("attendees/any(a: a/type eq 'required')"))).toEqual([400, 'ErrorInvalidProperty']);
    for (const broken of ["start ge '2026'", "endswith(subject,'x')", 'subject eq', "subject is 'x'", 'subject eq $']) {
      expect(refused(await filter(broken))).toEqual([400, 'BadRequest']);
    }
  });

  it('[GC13.1] transactionId may be filtered by, or not', async () => {
    await create('n', '06', { transactionId: 'T' });
    expect((await filter("transactionId eq 'T'")).body.value).toHaveLength(1);
    await turn(tenant, { transactionIdFilter: 'refused' });
    expect(refused(await filter("transactionId eq 'T'"))).toEqual([400, 'ErrorInvalidProperty']);
  });

  it('[GC13.1] $filter beside another $orderby works, or is too complex', async () => {
    await create('n');
    const mixed = () => filter("showAs eq 'busy'", '&$orderby=start/dateTime');
    expect((await mixed()).body.value).toHaveLength(1);
    await turn(tenant, { filterWithOrderby: 'refused' });
    expect(refused(await mixed())).toEqual([400, 'InefficientFilter']);
    expect((await filter("subject eq 'n'", '&$orderby=subject')).status).toBe(200);
  });
});
