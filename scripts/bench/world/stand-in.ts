import type { Registration, Room } from './library-rows';

/** What the bench asks of the stand-in tenant: `/_control` by whatever way reaches it. */
export type StandIn = { control: <T>(method: string, path: string, body?: unknown) => Promise<T> };

export function standInAt(origin: string, ask: typeof fetch = fetch): StandIn {
  return {
    control: async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const isText = typeof body === 'string';
      const headers = { 'content-type': isText ? 'text/calendar' : 'application/json' };
      const sent = body === undefined ? {} : { body: isText ? body : JSON.stringify(body) };
      const response = await ask(new Request(`${origin}/_control${path}`, { method, headers, ...sent }));
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (response.status === 204 ? undefined : await response.json()) as T;
    },
  };
}

/** An application that may write to every calendar, as an administrator has consented. */
export const registerApp = ({ control }: StandIn): Promise<Registration> =>
  control('POST', '/apps', { application: ['Calendars.ReadWrite'], adminConsent: true });

type Described = { tenants: { users: { upn: string; oid: string }[] }[] };

/** Mailboxes of rooms without an event in them. */
export async function addRooms({ control }: StandIn, count: number): Promise<Room[]> {
  const upns = Array.from({ length: count }, (_, index) => `bench-${index}@library.example`);
  for (const upn of upns) await control('POST', '/identity', { action: 'add_user', upn, displayName: upn });
  const { tenants } = await control<Described>('GET', '');
  const oids = new Map(tenants.flatMap(({ users }) => users.map(({ upn, oid }) => [upn, oid])));
  return upns.map((upn) => ({ upn, oid: oids.get(upn) ?? upn }));
}

/** `count` events of an hour, every other hour from `from` on, as an .ics file. */
export function calendarFile(count: number, from: Date, name: string): string {
  const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
  const events = Array.from({ length: count }, (_, n) => {
    const start = from.getTime() + n * 2 * 3_600_000;
    const lines = [`UID:${name}-${n}`, `DTSTAMP:${stamp(start)}`, `DTSTART:${stamp(start)}`];
    return ['BEGIN:VEVENT', ...lines, `DTEND:${stamp(start + 3_600_000)}`, 'SUMMARY:Somebody’s', 'END:VEVENT'].join(
      '\r\n',
    );
  });
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//bench//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
}

/** A person’s event of an hour. */
export const hourAt = (start: Date) => {
  const at = (ms: number) => ({ dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: 'UTC' });
  return { subject: 'Somebody’s', start: at(start.getTime()), end: at(start.getTime() + 3_600_000) };
};
