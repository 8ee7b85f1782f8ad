import type { Mailbox, Meeting, Slot } from './acts';
import { intervalOf } from './interval-of';
import { type Place, SECRET_WORD, UPN } from './place';

/** What people do in Outlook, by the tenant's controls. */
export function meeting(place: Place, slot: Slot, how: Meeting): object {
  const { start, end } = intervalOf(place, slot);
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
  immutableId: string;
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

/** What stands in the next days, occurrences by themselves: what a person sees and takes hold of. */
export async function seenBy(place: Place, mailbox: Mailbox, days = 6): Promise<TenantEvent[]> {
  const from = new Date(place.now().getTime() - 86_400_000).toISOString();
  const to = new Date(place.now().getTime() + days * 86_400_000).toISOString();
  const path = `/mailboxes/${UPN[mailbox]}/events?startDateTime=${from}&endDateTime=${to}`;
  return (await place.control<{ value: TenantEvent[] }>('GET', path)).value;
}

/** Our own writings are what is most worth meddling with. */
async function grasp(place: Place, mailbox: Mailbox, which: number): Promise<TenantEvent | undefined> {
  const events = await seenBy(place, mailbox);
  const ours = events.filter((event) => event.transactionId);
  const pool =
    which % 2 === 0 && ours.length > 0 ? ours : events.filter(({ subject }) => subject.includes(SECRET_WORD));
  return pool[which % Math.max(pool.length, 1)];
}

export async function change(
  place: Place,
  mailbox: Mailbox,
  which: number,
  body: (event: TenantEvent) => object,
): Promise<void> {
  const event = await grasp(place, mailbox, which);
  if (!event) return;
  const path = `/mailboxes/${UPN[mailbox]}/events/${encodeURIComponent(event.immutableId)}`;
  // An occurrence may not pass its neighbour: Outlook says no, and the person lets it be.
  await place.control('PATCH', path, body(event)).catch(() => undefined);
}

export async function remove(place: Place, mailbox: Mailbox, which: number): Promise<void> {
  const event = await grasp(place, mailbox, which);
  if (event)
    await place.control('DELETE', `/mailboxes/${UPN[mailbox]}/events/${encodeURIComponent(event.immutableId)}`);
}

export function shifted(event: TenantEvent, byHalves: number): object {
  if (event.isAllDay) return { showAs: 'busy' };
  const by = (text: string) => utc(new Date(Date.parse(`${text.slice(0, 19)}Z`) + byHalves * 1_800_000));
  return { start: by(event.start.dateTime), end: by(event.end.dateTime) };
}

export async function copy(place: Place, mailbox: Mailbox, which: number, byHalves: number): Promise<void> {
  const event = await grasp(place, mailbox, which);
  // Occurrences are not copied by themselves.
  if (!event || event.isAllDay || event.type !== 'singleInstance') return;
  const path = `/mailboxes/${UPN[mailbox]}/events/${encodeURIComponent(event.immutableId)}/copy`;
  const made = await place.control<TenantEvent>('POST', path, shifted(event, byHalves));
  place.byHand.add(made.immutableId);
}

export async function restore(place: Place, mailbox: Mailbox, which: number): Promise<void> {
  type Deleted = { value: { immutableId: string }[] };
  const { value } = await place.control<Deleted>('GET', `/mailboxes/${UPN[mailbox]}/deleted`);
  const event = value[which % Math.max(value.length, 1)];
  if (!event) return;
  const path = `/mailboxes/${UPN[mailbox]}/events/${encodeURIComponent(event.immutableId)}/restore`;
  const back = await place.control<TenantEvent>('POST', path, {});
  place.byHand.add(back.immutableId);
}

export async function shift(place: Place, mailbox: Mailbox, which: number, minutes: number): Promise<void> {
  const { value } = await place.control<{ value: TenantEvent[] }>('GET', `/mailboxes/${UPN[mailbox]}/events`);
  const series = value.filter(({ type, subject }) => type === 'seriesMaster' && subject.includes(SECRET_WORD));
  const event = series[which % Math.max(series.length, 1)];
  if (!event) return;
  const path = `/mailboxes/${UPN[mailbox]}/events/${encodeURIComponent(event.immutableId)}/shift`;
  await place.control('POST', path, { minutes });
}
