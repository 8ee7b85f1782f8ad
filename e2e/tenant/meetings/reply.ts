import { instanceOn } from '../calendar/occurrences';
import type { Attendee, CalendarEvent, EventFields, Person, TimeSpan } from '../store/event-types';
import { changeOccurrence, rewriteEvent } from '../store/events';
import type { Mailbox } from '../store/mailbox';
import type { MeetingReply } from '../store/meeting-types';
import type { World } from '../world';
import { mailboxAt, organisersOwn } from './find-copy';
import { mailReply } from './mail';
import { sendTo } from './post';
import { sameCase } from './views';

export type Answer = {
  response: 'accepted' | 'tentativelyAccepted' | 'declined';
  /** The occurrence it is about; null: all of it. */
  date: string | null;
  comment?: string;
  proposedNewTime?: TimeSpan | null;
  /** As the organiser knows it: a room's own copy bears another subject. */
  fields: EventFields;
};

/** What of a copy an answer names. */
export type Answered = Pick<CalendarEvent, 'iCalUId' | 'organizer' | 'onlyDate' | 'sequence' | 'recurrence'>;

/** Tells the organiser by mail, and their calendar if it is within reach. */
export function answerOrganiser(world: World, mailbox: Mailbox, copy: Answered, answer: Answer): void {
  const from = personOf(mailbox);
  mailReply(world, { from, copy, answer });
  const organiser = mailboxAt(world, copy.organizer.address);
  if (!organiser) return;
  sendTo(world, organiser, {
    method: 'reply',
    iCalUId: copy.iCalUId,
    organizer: copy.organizer,
    onlyDate: copy.onlyDate ?? null,
    sequence: copy.sequence ?? 0,
    from,
    date: answer.date ?? copy.onlyDate ?? null,
    response: answer.response,
    at: new Date(world.clock.now()).toISOString(),
    proposedNewTime: answer.proposedNewTime ?? null,
  });
}

/** An answer changes the organiser's event; one to times that no longer hold does not. */
export function receiveReply(world: World, mailbox: Mailbox, reply: MeetingReply): void {
  const event = organisersOwn(mailbox, reply.iCalUId);
  const isOutdated = !reply.onlyDate && reply.sequence < (event?.sequence ?? 0);
  if (!event || isOutdated) return;
  if (reply.date && event.recurrence) {
    const fields = instanceOn(event, reply.date)?.fields;
    if (!fields) return;
    changeOccurrence(world, mailbox, event, reply.date, { fields: { attendees: answered(fields.attendees, reply) } });
    return;
  }
  const exceptions = [...event.exceptions].map(([date, one]) => {
    return [date, { ...one, fields: { ...one.fields, attendees: answered(one.fields.attendees, reply) } }] as const;
  });
  const fields = { ...event.fields, attendees: answered(event.fields.attendees, reply) };
  rewriteEvent(world, mailbox, event, { fields, exceptions: new Map(exceptions) });
}

export function personOf({ user }: Mailbox): Person {
  return { name: user.displayName, address: user.mail ?? user.upn };
}

function answered(attendees: Attendee[], { from, response, at, proposedNewTime }: MeetingReply): Attendee[] {
  return attendees.map((one) => {
    if (sameCase(one.person.address) !== sameCase(from.address)) return one;
    const { proposedNewTime: _, ...plain } = one;
    return { ...plain, status: { response, time: at }, ...(proposedNewTime ? { proposedNewTime } : {}) };
  });
}
