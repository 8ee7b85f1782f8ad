import { createHash } from 'node:crypto';
import { wholeEvent } from '../calendar/occurrences';
import { addEvent } from '../store/events';
import { itemId } from '../store/item-ids';
import type { Mailbox } from '../store/mailbox';
import { type CalendarAccess, calendarAccess } from './access';
import { eventRow } from './event-answer';
import { draftOf, type EventInput, readEventInput } from './event-input';
import { contextOf, type GraphCall, readJson } from './graph-call';
import { GraphProblem } from './problem';

/** 201 with the event; no look at what else is in the calendar. */
export async function createEvent(g: GraphCall): Promise<Response> {
  const access = calendarAccess(g, 'write');
  const input = readEventInput(await readJson(g.request));
  const draft = draftOf(input, null);
  const repeated = repeatedEvent(g, access, input);
  const event =
    repeated ?? addEvent(g.world, access.mailbox, access.calendar, { ...draft, transactionId: input.transactionId });
  if (!repeated && input.transactionId) remember(access.mailbox, input, event.key);
  const { mailbox, viewing } = access;
  g.note.eventId = itemId(mailbox, event, null, 'immutable');
  if (repeated) g.note.detail = 'repeated transactionId';
  const context = contextOf(g, `users('${mailbox.user.id}')/events/$entity`);
  const row = eventRow(wholeEvent(event), viewing, new URL('/', g.origin));
  return Response.json({ '@odata.context': context, ...row }, { status: 201 });
}

/** Same id and body: the event again. Same id and another body: refused. */
function repeatedEvent(g: GraphCall, { mailbox }: CalendarAccess, input: EventInput) {
  const { transactionId } = input;
  const memory = transactionId ? mailbox.transactions.get(transactionId) : undefined;
  if (!memory) return undefined;
  const event = mailbox.byKey.get(memory.eventKey);
  if (!event && g.world.behaviour.get('transactionAfterDelete') === 'forgotten') return undefined;
  if (event && memory.bodyHash === hashOf(input)) return event;
  const existing = event ? { '@event.existingEventId': itemId(mailbox, event, null, g.prefer.idKind) } : {};
  throw new GraphProblem(
    g.world.behaviour.get('duplicateTransactionStatus'),
    'ErrorDuplicateTransactionId',
    "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
    existing,
  );
}

function remember(mailbox: Mailbox, input: EventInput, eventKey: string): void {
  if (!input.transactionId) return;
  mailbox.transactions.set(input.transactionId, { bodyHash: hashOf(input), eventKey });
  if (mailbox.transactions.size <= 5_000) return;
  const oldest = mailbox.transactions.keys().next().value;
  if (oldest !== undefined) mailbox.transactions.delete(oldest);
}

function hashOf(input: EventInput): string {
  return createHash('sha256').update(stableText(input)).digest('base64');
}

function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${name}:${stableText(member)}`)
    .join()}}`;
}
