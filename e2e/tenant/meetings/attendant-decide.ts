import type { CalendarEvent, EventFields, ShowAs, Status } from '../store/event-types';
import { removeEvent } from '../store/events';
import type { Mailbox } from '../store/mailbox';
import type { MeetingRequest } from '../store/meeting-types';
import type { Processing } from '../store/processing';
import type { World } from '../world';
import { noteDecision } from './attendant-note';
import { type Decision, decideRequest } from './attendant-rules';
import { occupiedIn, workHoursOf, zoneOf } from './attendant-sight';
import { copyIn } from './find-copy';
import { keepCopy } from './keep-copy';
import { mailDelegates, whenText } from './mail';
import { type Answered, answerOrganiser, personOf } from './reply';
import { fieldsOn } from './views';

/** A request to a room with a policy, when its attendant comes to it. */
export function decide(world: World, room: Mailbox, processing: Processing, request: MeetingRequest): void {
  const copy = copyIn(room, request.iCalUId, request.onlyDate);
  const isDecided = copy && !copy.isUndecided && !copy.isCancelled && !request.resetsAll;
  if (isDecided) followUpdate(world, room, processing, request, copy);
  else decideAll(world, room, processing, request);
}

function decideAll(world: World, room: Mailbox, processing: Processing, request: MeetingRequest): void {
  const decision = decideOn(world, room, processing, request, request.view.fields, request.view.recurrence);
  const { fields, recurrence } = request.view;
  if (decision.kind === 'decline') {
    const copy = copyIn(room, request.iCalUId, request.onlyDate);
    if (copy) removeEvent(world, room, copy, 'nowhere');
    const comment = declineText(processing, decision);
    answerOrganiser(world, room, answeredIn(request), { response: 'declined', date: null, fields, comment });
    noteDecision(world, room, request, `declined: ${decision.reasons.join('; ')}`);
    return;
  }
  if (decision.kind === 'pending') {
    pend(world, room, processing, request, decision);
    return;
  }
  const cut = decision.lastDate && recurrence ? { recurrence: endingOn(recurrence, decision.lastDate) } : {};
  const copy = keepCopy(world, room, request, {
    status: answerNow(world, 'accepted'),
    dress: (one) => ({ ...dressed(processing, request, one), showAs: 'busy' }),
    without: decision.without,
    cancelled: cancelledShown(world, processing),
    ...cut,
  });
  answerOrganiser(world, room, copy, {
    response: 'accepted',
    date: null,
    fields,
    comment: processing.EnableResponseDetails ? 'Your request was accepted.' : '',
  });
  for (const date of decision.without) declineDate(world, room, request, copy, date);
  noteDecision(
    world,
    room,
    request,
    decision.without.length > 0 ? `accepted without ${decision.without.join()}` : 'accepted',
  );
}

/** The answer stands; occurrences that were moved alone are looked at alone. */
function followUpdate(
  world: World,
  room: Mailbox,
  processing: Processing,
  request: MeetingRequest,
  copy: CalendarEvent,
): void {
  const { response } = copy.responseStatus;
  const refused = request.resetDates.filter((date) => {
    const fields = fieldsOn(request.view, date);
    return fields && decideOn(world, room, processing, request, fields, null).kind !== 'accept';
  });
  const dress = (one: EventFields) => ({ ...dressed(processing, request, one), showAs: copy.fields.showAs });
  const kept = keepCopy(world, room, request, {
    status: copy.responseStatus,
    dress,
    without: refused,
    cancelled: cancelledShown(world, processing),
  });
  for (const date of request.resetDates) {
    const fields = fieldsOn(request.view, date);
    if (refused.includes(date)) declineDate(world, room, request, kept, date);
    else if (fields && response === 'accepted') {
      answerOrganiser(world, room, kept, { response, date, fields, comment: 'Your request was accepted.' });
    }
  }
  noteDecision(world, room, request, refused.length > 0 ? `declined ${refused.join()}` : 'updated');
}

function declineDate(world: World, room: Mailbox, request: MeetingRequest, copy: CalendarEvent, date: string): void {
  const fields = fieldsOn(request.view, date);
  if (!fields) return;
  const comment = 'Your request for this occurrence was declined because of a conflict.';
  answerOrganiser(world, room, copy, { response: 'declined', date, fields, comment });
}

function pend(
  world: World,
  room: Mailbox,
  processing: Processing,
  request: MeetingRequest,
  decision: Extract<Decision, { kind: 'pending' }>,
): void {
  const showAs = processing.TentativePendingApproval ? 'tentative' : 'free';
  const copy = keepCopy(world, room, request, {
    status: answerNow(world, 'tentativelyAccepted'),
    dress: (one) => ({ ...dressed(processing, request, one), showAs }),
  });
  const { view } = request;
  if (processing.ForwardRequestsToDelegates && processing.ResourceDelegates.length > 0) {
    mailDelegates(world, personOf(room), processing.ResourceDelegates, request);
  }
  const comment = 'Your request was received and is pending approval.';
  answerOrganiser(world, room, copy, { response: 'tentativelyAccepted', date: null, fields: view.fields, comment });
  noteDecision(world, room, request, `pending: ${decision.reasons.join('; ')}`);
}

function decideOn(
  world: World,
  room: Mailbox,
  processing: Processing,
  request: MeetingRequest,
  fields: EventFields,
  recurrence: MeetingRequest['view']['recurrence'],
): Decision {
  const view = recurrence
    ? request.view
    : { fields, recurrence, exceptions: new Map(), removedDates: new Set<string>() };
  return decideRequest({
    processing,
    view,
    organizer: request.organizer.address,
    nowMs: world.clock.now(),
    zone: zoneOf(room),
    workHours: workHoursOf(room),
    capacity: room.user.room?.capacity ?? Number.POSITIVE_INFINITY,
    people: 1 + fields.attendees.filter(({ type }) => type !== 'resource').length,
    occupied: occupiedIn(world, room, request.iCalUId),
  });
}

/** What a room keeps of a request: by the defaults the organiser's name and the time. */
function dressed(processing: Processing, { organizer }: MeetingRequest, fields: EventFields): EventFields {
  const { AddOrganizerToSubject, DeleteSubject, DeleteComments, RemovePrivateProperty } = processing;
  return {
    ...fields,
    ...(AddOrganizerToSubject ? { subject: organizer.name } : DeleteSubject ? { subject: '' } : {}),
    ...(DeleteComments ? { body: '', bodyType: 'html' as const } : {}),
    ...(RemovePrivateProperty && fields.sensitivity === 'private' ? { sensitivity: 'normal' as const } : {}),
  };
}

function declineText(processing: Processing, { reasons, conflicts }: Extract<Decision, { kind: 'decline' }>): string {
  if (!processing.EnableResponseDetails) return 'Your request was declined.';
  const told = conflicts.slice(0, 10).map((one) => {
    const time = whenText({ ...one, isAllDay: false, startZone: 'UTC' });
    return processing.OrganizerInfo ? `${one.organizer}: ${time}` : time;
  });
  return [`Your request was declined because ${reasons.join(' and ')}.`, ...told].join('\n');
}

function endingOn(recurrence: NonNullable<MeetingRequest['view']['recurrence']>, endDate: string) {
  return { ...recurrence, range: { ...recurrence.range, type: 'endDate' as const, endDate, numberOfOccurrences: 0 } };
}

/** By its setting a room keeps cancelled occurrences, or is rid of them. */
function cancelledShown(world: World, processing: Processing): ShowAs | 'gone' {
  return processing.RemoveCanceledMeetings ? 'gone' : world.behaviour.get('cancelledRoomMeetingShowAs');
}

function answerNow(world: World, response: Status['response']): Status {
  return { response, time: new Date(world.clock.now()).toISOString() };
}

function answeredIn({ iCalUId, organizer, onlyDate, sequence, view }: MeetingRequest): Answered {
  return { iCalUId, organizer, sequence, ...(onlyDate ? { onlyDate } : {}), recurrence: view.recurrence };
}
