import type { FoundEvent } from '../graph/find-event';
import { invalidRequest } from '../graph/problem';
import type { Status, TimeSpan } from '../store/event-types';
import { changeOccurrence, removeEvent, removeOccurrence, rewriteEvent } from '../store/events';
import type { Mailbox } from '../store/mailbox';
import type { World } from '../world';
import { shownAs } from './keep-copy';
import { type Organising, organised } from './organise';
import { type Answer, answerOrganiser } from './reply';
import { isMeeting, stateOf } from './views';

export type Response = Answer['response'];
export type Responding = { comment?: string; sendResponse?: boolean; proposedNewTime?: TimeSpan | null };

/** An invited person answers; the organiser hears of it only when a response is sent. */
export function respond(
  world: World,
  mailbox: Mailbox,
  { event, date, instance }: FoundEvent,
  response: Response,
  { comment = '', sendResponse = true, proposedNewTime = null }: Responding = {},
): void {
  if (event.isOrganizer) throw invalidRequest("Your request can't be completed. You're the organizer of this meeting.");
  if (instance.isCancelled) throw invalidRequest("Your request can't be completed. The meeting has been canceled.");
  const { fields } = instance;
  if (proposedNewTime && !fields.allowNewTimeProposals) {
    throw invalidRequest("Your request can't be completed. The organizer doesn't allow new time proposals.");
  }
  if (proposedNewTime && !sendResponse) {
    throw invalidRequest("Your request can't be completed. A proposed new time needs a response to be sent.");
  }
  const status: Status = { response, time: new Date(world.clock.now()).toISOString() };
  const { iCalUId, organizer, onlyDate, sequence, recurrence } = event;
  const answered = {
    iCalUId,
    organizer,
    recurrence,
    ...(onlyDate ? { onlyDate } : {}),
    ...(sequence === undefined ? {} : { sequence }),
  };
  if (date) answerOccurrence(world, mailbox, { event, date, instance }, status);
  else answerAll(world, mailbox, { event, date, instance }, status);
  if (sendResponse) answerOrganiser(world, mailbox, answered, { response, date, comment, proposedNewTime, fields });
}

/** The organiser cancels; the others keep a copy that says so. */
export function cancelMeeting(
  world: World,
  mailbox: Mailbox,
  { event, date }: FoundEvent,
  organising: Organising = {},
): void {
  if (!event.isOrganizer) throw invalidRequest('You need to be an organizer to cancel a meeting.');
  const isRefused = world.behaviour.get('cancelWithoutAttendees') === 'refused' && !isMeeting(stateOf(event));
  if (isRefused) throw invalidRequest("Your request can't be completed. The event has no attendees.");
  organised(
    world,
    mailbox,
    event,
    () => (date ? removeOccurrence(world, mailbox, event, date) : removeEvent(world, mailbox, event)),
    organising,
  );
}

function answerOccurrence(world: World, mailbox: Mailbox, { event, date }: FoundEvent, responseStatus: Status): void {
  if (!date) return;
  if (responseStatus.response === 'declined') removeOccurrence(world, mailbox, event, date);
  else {
    const showAs = shownAs(responseStatus.response, event.intendedShowAs ?? 'busy');
    changeOccurrence(world, mailbox, event, date, { fields: { showAs }, responseStatus });
  }
}

/** An answer to a series is one to each of its occurrences. */
function answerAll(world: World, mailbox: Mailbox, { event }: FoundEvent, responseStatus: Status): void {
  event.responseStatus = responseStatus;
  if (responseStatus.response === 'declined') {
    removeEvent(world, mailbox, event);
    return;
  }
  const showAs = shownAs(responseStatus.response, event.intendedShowAs ?? 'busy');
  const exceptions = [...event.exceptions].map(([date, { responseStatus: _, ...one }]) => {
    return [date, one.isCancelled ? one : { ...one, fields: { ...one.fields, showAs } }] as const;
  });
  rewriteEvent(world, mailbox, event, {
    fields: { ...event.fields, showAs },
    exceptions: new Map(exceptions),
    responseStatus,
    isUndecided: false,
  });
}
