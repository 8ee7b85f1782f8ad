import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import type { Observer } from '../dispatch';
import { ask, frozenTenant, LIBRARIAN, meeting, register, tokenOf } from '../testing';
import { differencesOf } from './differences';

type Heard = Parameters<Observer>;

let heard: Heard[];
let tenant: Tenant;
let token: string;

beforeEach(async () => {
  heard = [];
  tenant = frozenTenant({ observe: (...all) => heard.push(all) });
  token = await tokenOf(tenant, LIBRARIAN);
});

/** The differences of the last answer after something in its body was changed. */
function afterwards(change: (body: Record<string, unknown>) => void): string[] {
  const last = heard.at(-1);
  if (!last) throw new Error('nothing was heard');
  const [request, answer, operation] = last;
  const body = JSON.parse(answer.body);
  change(body);
  return differencesOf(request, { ...answer, body: JSON.stringify(body) }, operation);
}

const created = () =>
  ask(tenant, 'POST', '/v1.0/me/events', { token, body: meeting('One', '2026-10-06T13:00:00', '2026-10-06T14:00:00') });

describe('what an answer may not say', () => {
  it('finds nothing in an answer as it is given', async () => {
    await created();
    expect(afterwards(() => undefined)).toEqual([]);
  });

  it.each([
    ['a property nobody documented', { surprise: 1 }, /surprise/],
    [
      'a time with three decimals',
      { start: { dateTime: '2026-10-06T13:00:00.000', timeZone: 'UTC' } },
      /start\.dateTime/,
    ],
    ['a time with an offset', { end: { dateTime: '2026-10-06T13:00:00.0000000Z', timeZone: 'UTC' } }, /end\.dateTime/],
    ['a value outside its enumeration', { showAs: 'away' }, /showAs/],
    ['null where nothing is null', { attendees: null }, /attendees/],
    ['a number as text', { reminderMinutesBeforeStart: '15' }, /reminderMinutes/],
    ['an id with the alphabet of plain base64', { id: `AAMk+/${'A'.repeat(138)}` }, /^id/],
    ['an etag without its quotes', { '@odata.etag': 'W/abc' }, /@odata\.etag/],
    ['an instant without Z', { createdDateTime: '2026-10-05T09:12:44.1837221' }, /createdDateTime/],
    ['a context at another address', { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#x' }, /context/],
    ['own properties in the answer to a POST', { singleValueExtendedProperties: [] }, /singleValue/],
    ['a series without its pattern', { type: 'seriesMaster' }, /recurrence/],
    ['a full day that begins at one', { isAllDay: true }, /midnight/],
  ])('%s', async (_, change, expected) => {
    await created();
    const found = afterwards((body) => Object.assign(body, change));
    expect(found.join('\n')).toMatch(expected);
  });

  it('a property that is missing, and one that $select did not ask for', async () => {
    await created();
    expect(afterwards((body) => Reflect.deleteProperty(body, 'webLink')).join()).toMatch(/^webLink/);
    await ask(tenant, 'GET', '/v1.0/me/events?$select=subject', { token });
    expect(afterwards(() => undefined)).toEqual([]);
    const { value } = JSON.parse(heard.at(-1)?.[1].body ?? '{}') as { value: object[] };
    expect(Object.keys(value[0] ?? {}).sort()).toEqual(['@odata.etag', 'id', 'subject']);
    const found = afterwards((body) => Object.assign((body.value as object[])[0] ?? {}, { showAs: 'busy' }));
    expect(found.join()).toMatch(/showAs/);
  });

  it('a refusal in another form, or with a code that has another status', async () => {
    await ask(tenant, 'GET', '/v1.0/me/events/nothing', { token });
    expect(afterwards(() => undefined)).toEqual([]);
    expect(afterwards((body) => Object.assign(body.error as object, { code: 'ErrorItemNotFound' }))).toHaveLength(1);
    expect(afterwards((body) => Object.assign(body.error as object, { hint: 'x' })).join()).toMatch(/hint/);
    expect(afterwards((body) => Reflect.deleteProperty(body.error as object, 'innerError')).join()).toMatch(
      /innerError/,
    );
  });

  it('a token answer with more than the platform says, and a code that is not the description’s', async () => {
    const app = await register(tenant, { adminConsent: true });
    const form = { grant_type: 'client_credentials', client_id: app.clientId, client_secret: 'x', scope: 'x/.default' };
    await ask(tenant, 'POST', `/${app.tenantId}/oauth2/v2.0/token`, { form });
    expect(afterwards(() => undefined)).toEqual([]);
    expect(afterwards((body) => Object.assign(body, { error_codes: [1] })).join()).toMatch(/error_description/);
    expect(afterwards((body) => Object.assign(body, { error: 'invalid_grant' })).join()).toMatch(/status/);
    expect(afterwards((body) => Object.assign(body, { error_number: 1 })).join()).toMatch(/error_number/);
  });

  it('leaves injected faults alone, and knows the operation by name', async () => {
    await ask(tenant, 'POST', '/_control/faults', { body: { effect: { status: 503, body: '<html>' } } });
    await created();
    expect(heard.at(-1)?.[1].fault).toBe('status 503');
    expect(afterwardsRaw()).toEqual([]);
    await created();
    const [request, answer] = heard.at(-1) ?? [];
    if (!request || !answer) throw new Error('nothing was heard');
    expect(differencesOf(request, answer, 'event.get').join()).toMatch(/knows no 201 of event\.get/);
  });
});

function afterwardsRaw(): string[] {
  const [request, answer, operation] = heard.at(-1) ?? [];
  return request && answer && operation ? differencesOf(request, answer, operation) : ['nothing was heard'];
}
