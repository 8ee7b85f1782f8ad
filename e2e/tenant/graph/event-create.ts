import { createHash } from 'node:crypto';
import { wholeEvent } from '../calendar/occurrences';
import { createOrganised, type Organising } from '../meetings/organise';
import { personOf } from '../meetings/reply';
import { stableText } from '../meetings/views';
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
    repeated ??
    createOrganised(
      g.world,
      access.mailbox,
      access.calendar,
      { ...draft, transactionId: input.transactionId ?? null },
      senderOf(g, access.mailbox),
    );
  if (!repeated && input.transactionId) remember(g, access.mailbox, input, event.key);
  const { mailbox, viewing } = access;
  g.note.eventId = itemId(mailbox, event, null, 'immutable');
  if (repeated) g.note.detail = 'repeated transactionId';
  const context = contextOf(g, `users('${mailbox.user.id}')/events/$entity`);
  const row = eventRow(wholeEvent(event), viewing, new URL('/', g.origin));
  return Response.json({ '@odata.context': context, ...row }, { status: 201 });
}

/** A delegate acts in the owner's name: the event is the owner's, and the delegate is only the sender of its mails. */
export function senderOf(g: GraphCall, mailbox: Mailbox): Organising {
  const delegate = g.me && g.me.id !== mailbox.user.id ? g.world.mailboxes.get(g.me.id) : undefined;
  return delegate ? { sender: personOf(delegate) } : {};
}

/** Same id and body: the event again. Same id and another body: refused. */
function repeatedEvent(g: GraphCall, { mailbox }: CalendarAccess, input: EventInput) {
  const { transactionId } = input;
  const memory = transactionId ? mailbox.transactions.get(transactionId) : undefined;
  if (!memory) return undefined;
  const lifeMs = g.world.behaviour.get('transactionMemoryMs');
  if (lifeMs > 0 && g.world.clock.now() - memory.at > lifeMs) return undefined;
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

function remember(g: GraphCall, mailbox: Mailbox, input: EventInput, eventKey: string): void {
  if (!input.transactionId) return;
  mailbox.transactions.set(input.transactionId, { bodyHash: hashOf(input), eventKey, at: g.world.clock.now() });
  if (mailbox.transactions.size <= 5_000) return;
  const oldest = mailbox.transactions.keys().next().value;
  if (oldest !== undefined) mailbox.transactions.delete(oldest);
}

function hashOf(input: EventInput): string {
  return createHash('sha256').update(stableText(input)).digest('base64');
}
