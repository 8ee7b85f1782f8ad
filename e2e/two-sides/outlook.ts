import type { Interval } from '@/lib/time/interval';
import { SECRET_WORD } from './sides';

/** Where people act: the stand-in tenant's controls, however they are reached. */
export type Outlook = {
  now(): Date;
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** Remembers what people copied or brought back. */
  byHand: Set<string>;
};

export type Meeting = 'busy' | 'tentative' | 'free' | 'all_day' | 'series' | 'private';

/** What people do in Outlook. */
export function meeting({ start, end }: Interval, how: Meeting): object {
  const timed = { start: utc(start), end: utc(end), subject: `${SECRET_WORD} meeting` };
  switch (how) {
    case 'all_day': {
      const day = start.toISOString().slice(0, 10);
      const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
      const midnight = (date: string) => ({ dateTime: `${date}T00:00:00`, timeZone: 'UTC' });
      return { ...timed, isAllDay: true, showAs: 'oof', start: midnight(day), end: midnight(next) };
    }
    case 'series':
      return { ...timed, recurrence: daily(start) };
    case 'private':
      return { ...timed, sensitivity: 'private' };
    default:
      return { ...timed, showAs: how };
  }
}

const daily = (start: Date) => ({
  pattern: { type: 'daily', interval: 1 },
  range: { type: 'numbered', startDate: start.toISOString().slice(0, 10), numberOfOccurrences: 3 },
});

const utc = (at: Date) => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });

export type TenantEvent = {
  id: string;
  immutableId: string;
  /** Of an occurrence: whose it is. */
  seriesMasterId?: string | null;
  subject: string;
  type: string;
  isAllDay: boolean;
  isCancelled: boolean;
  showAs: string;
  transactionId: string | null;
  start: { dateTime: string };
  end: { dateTime: string };
  responseStatus: { response: string };
  singleValueExtendedProperties: { id: string; value: string }[];
};

const eventPath = (upn: string, event: TenantEvent, act = '') =>
  `/mailboxes/${upn}/events/${encodeURIComponent(event.immutableId)}${act}`;

/** What stands in the next days, occurrences by themselves: what a person sees and takes hold of. */
export async function seenBy(outlook: Outlook, upn: string, days = 6): Promise<TenantEvent[]> {
  const from = new Date(outlook.now().getTime() - 86_400_000).toISOString();
  const to = new Date(outlook.now().getTime() + days * 86_400_000).toISOString();
  const path = `/mailboxes/${upn}/events?startDateTime=${from}&endDateTime=${to}`;
  const { value } = await outlook.control<{ value: TenantEvent[] }>('GET', path);
  if (!value.some(({ seriesMasterId }) => seriesMasterId)) return value;
  // An occurrence names its master by the other kind of id.
  const { value: masters } = await outlook.control<{ value: TenantEvent[] }>('GET', `/mailboxes/${upn}/events`);
  const ids = new Map(masters.map(({ id, immutableId }) => [id, immutableId]));
  return value.map((event) => ({ ...event, seriesMasterId: ids.get(event.seriesMasterId ?? '') ?? null }));
}

/** Our own writings are what is most worth meddling with. */
async function grasp(outlook: Outlook, upn: string, which: number): Promise<TenantEvent | undefined> {
  const events = await seenBy(outlook, upn);
  const ours = events.filter((event) => event.transactionId);
  const pool =
    which % 2 === 0 && ours.length > 0 ? ours : events.filter(({ subject }) => subject.includes(SECRET_WORD));
  return pool[which % Math.max(pool.length, 1)];
}

export async function change(
  outlook: Outlook,
  upn: string,
  which: number,
  body: (event: TenantEvent) => object,
): Promise<void> {
  const event = await grasp(outlook, upn, which);
  // An occurrence may not pass its neighbour: Outlook says no, and the person lets it be.
  if (event) await outlook.control('PATCH', eventPath(upn, event), body(event)).catch(() => undefined);
}

export async function remove(outlook: Outlook, upn: string, which: number): Promise<void> {
  const event = await grasp(outlook, upn, which);
  if (event) await outlook.control('DELETE', eventPath(upn, event));
}

export function shifted(event: TenantEvent, byHalves: number): object {
  if (event.isAllDay) return { showAs: 'busy' };
  const by = (text: string) => utc(new Date(Date.parse(`${text.slice(0, 19)}Z`) + byHalves * 1_800_000));
  return { start: by(event.start.dateTime), end: by(event.end.dateTime) };
}

export async function copy(outlook: Outlook, upn: string, which: number, byHalves: number): Promise<void> {
  const event = await grasp(outlook, upn, which);
  // Occurrences are not copied by themselves.
  if (!event || event.isAllDay || event.type !== 'singleInstance') return;
  const made = await outlook.control<TenantEvent>('POST', eventPath(upn, event, '/copy'), shifted(event, byHalves));
  outlook.byHand.add(made.immutableId);
}

export async function restore(outlook: Outlook, upn: string, which: number): Promise<void> {
  const { value } = await outlook.control<{ value: TenantEvent[] }>('GET', `/mailboxes/${upn}/deleted`);
  const event = value[which % Math.max(value.length, 1)];
  if (!event) return;
  const back = await outlook.control<TenantEvent>('POST', eventPath(upn, event, '/restore'), {});
  outlook.byHand.add(back.immutableId);
}

export async function shift(outlook: Outlook, upn: string, which: number, minutes: number): Promise<void> {
  const { value } = await outlook.control<{ value: TenantEvent[] }>('GET', `/mailboxes/${upn}/events`);
  const series = value.filter(({ type, subject }) => type === 'seriesMaster' && subject.includes(SECRET_WORD));
  const event = series[which % Math.max(series.length, 1)];
  if (event) await outlook.control('POST', eventPath(upn, event, '/shift'), { minutes });
}

/** A person makes a series of an event, from its own day on. */
export async function repeat(outlook: Outlook, upn: string, which: number): Promise<void> {
  const event = await grasp(outlook, upn, which);
  if (!event || event.isAllDay || event.type !== 'singleInstance') return;
  const recurrence = daily(new Date(`${event.start.dateTime.slice(0, 19)}Z`));
  await outlook.control('PATCH', eventPath(upn, event), { recurrence }).catch(() => undefined);
}
