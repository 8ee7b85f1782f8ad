import type { Response as Answer } from '../store/event-types';
import { changeEvent, removeEvent } from '../store/events';
import type { Mailbox } from '../store/mailbox';
import type { World } from '../world';
import { calendarAccess } from './access';
import { type FoundEvent, findEvent } from './find-event';
import type { GraphCall } from './graph-call';
import { invalidRequest } from './problem';

/** Accept, decline and cancel; also used by a person on the calendar page. */
export function respondToEvent(answer: Answer): (g: GraphCall) => Response {
  return (g) => {
    const { mailbox } = calendarAccess(g, 'write');
    applyResponse(g.world, mailbox, findEvent(mailbox, g.params.eventId ?? ''), answer);
    return new Response(null, { status: 202 });
  };
}

export function cancelEvent(g: GraphCall): Response {
  const { mailbox } = calendarAccess(g, 'write');
  const { event } = findEvent(mailbox, g.params.eventId ?? '');
  if (!event.isOrganizer) throw invalidRequest('You need to be an organizer to cancel a meeting.');
  removeEvent(g.world, mailbox, event);
  return new Response(null, { status: 202 });
}

export function applyResponse(world: World, mailbox: Mailbox, { event }: FoundEvent, answer: Answer): void {
  if (event.isOrganizer) throw invalidRequest("Your request can't be completed. You're the organizer of this meeting.");
  event.responseStatus = { response: answer, time: new Date(world.clock.now()).toISOString() };
  if (answer === 'declined') removeEvent(world, mailbox, event);
  else changeEvent(world, mailbox, event, { fields: { showAs: answer === 'accepted' ? 'busy' : 'tentative' } });
}
