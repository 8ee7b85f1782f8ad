import type { Tenant } from '../app';
import { ask, type Json } from '../testing';

/** What the tests of meetings say: people act by the controls, time passes on command. */
export const ADA = 'librarian@library.example';
export const BEN = 'ben.okafor@library.example';
export const CARLA = 'carla.mendes@library.example';
export const CEDAR = 'cedar@library.example';
export const OUTSIDE = 'guest@elsewhere.test';

export function stage(tenant: Tenant, usualWindow = WHOLE_YEAR) {
  const control = async (method: string, path: string, body?: Json) => {
    const answer = await ask(tenant, method, `/_control${path}`, { body });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const events = async (upn: string, window = usualWindow): Promise<Json[]> =>
    (await control('GET', `/mailboxes/${upn}/events${window}`)).value;
  return {
    control,
    events,
    create: (upn: string, event: Json) => control('POST', `/mailboxes/${upn}/events`, event),
    change: (upn: string, event: Json, body: Json) =>
      control('PATCH', `/mailboxes/${upn}/events/${event.immutableId}`, body),
    remove: (upn: string, event: Json, query = '') =>
      control('DELETE', `/mailboxes/${upn}/events/${event.immutableId}${query}`),
    act: (upn: string, event: Json, name: string, body: Json = {}) =>
      control('POST', `/mailboxes/${upn}/events/${event.immutableId}/${name}`, body),
    read: (upn: string, event: Json) => control('GET', `/mailboxes/${upn}/events/${event.immutableId}`),
    /** Masters and single events of one meeting in a mailbox. */
    copiesOf: async (upn: string, { iCalUId }: Json): Promise<Json[]> =>
      (await events(upn, '')).filter((event) => event.iCalUId === iCalUId),
    /** Its appearances in time, in order. */
    shownOf: async (upn: string, { iCalUId }: Json): Promise<Json[]> =>
      (await events(upn))
        .filter((event) => event.iCalUId === iCalUId)
        .sort((a, b) => (a.start.dateTime < b.start.dateTime ? -1 : 1)),
    mails: async (to?: string): Promise<Json[]> => (await control('GET', `/mails${to ? `?to=${to}` : ''}`)).mails,
    pass: (advanceMs: number) => control('POST', '/clock', { advanceMs }),
    behave: (switches: Json) => control('PUT', '/behaviour', switches),
    processing: (upn: string, settings: Json) => control('PUT', `/rooms/${upn}/processing`, settings),
  };
}

export const WHOLE_YEAR = '?startDateTime=2026-09-01T00:00:00Z&endDateTime=2027-09-01T00:00:00Z';

export const invited = (...addresses: string[]) =>
  addresses.map((address) => ({ emailAddress: { address, name: address.split('@')[0] }, type: 'required' }));

export const room = (address: string) => ({ emailAddress: { address, name: 'Room' }, type: 'resource' });

/** A meeting on a day of October 2026, in UTC. */
export function at(day: number, from: string, to: string, more: Json = {}): Json {
  const date = `2026-10-${String(day).padStart(2, '0')}`;
  const time = (clock: string) => ({ dateTime: `${date}T${clock}:00`, timeZone: 'UTC' });
  return { subject: 'Collections', start: time(from), end: time(to), ...more };
}

export const daily = (times: number) => ({
  pattern: { type: 'daily', interval: 1 },
  range: { type: 'numbered', numberOfOccurrences: times },
});

export const statusOf = (event: Json, address: string): string =>
  event.attendees.find((one: Json) => one.emailAddress.address === address)?.status.response;

export const timesOf = (event: Json): string =>
  `${event.start.dateTime.slice(5, 16)} ${event.end.dateTime.slice(11, 16)}`;
