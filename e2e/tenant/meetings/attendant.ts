import { removeEvent } from '../store/events';
import type { Mailbox } from '../store/mailbox';
import type { MeetingCancellation, MeetingPost, MeetingRequest } from '../store/meeting-types';
import { type Processing, usualProcessing } from '../store/processing';
import type { World } from '../world';
import { decide } from './attendant-decide';
import { noteDecision } from './attendant-note';
import { copyIn, isOutside } from './find-copy';
import { cancelCopy, keepCopy, receiveCancellation, receiveRequest } from './keep-copy';
import { layBeforeAttendant } from './post';

type Arrived = MeetingRequest | MeetingCancellation;

/** Meeting mail that reaches a room. What is written into its calendar directly never comes this way. */
export function receiveForRoom(world: World, room: Mailbox, message: Arrived, stage: MeetingPost['stage']): void {
  const processing = room.processing ?? usualProcessing();
  if (processing.AutomateProcessing === 'None') return;
  if (!processing.ProcessExternalMeetingMessages && isOutside(world, room, message.organizer.address)) {
    noteDecision(world, room, message, 'ignored: the organizer is outside');
  } else if (processing.AutomateProcessing === 'AutoUpdate') {
    if (stage === 'arrive') receiveWithoutPolicy(world, room, processing, message);
  } else if (stage === 'arrive') {
    if (message.method === 'request') showPending(world, room, message);
    layBeforeAttendant(world, room, message);
  } else if (message.method === 'cancel') {
    followCancellation(world, room, processing, message);
  } else if (!isOutdated(room, message)) {
    decide(world, room, processing, message);
  }
}

/** Only the calendar is kept up to date; a delegate decides. */
function receiveWithoutPolicy(world: World, room: Mailbox, processing: Processing, message: Arrived): void {
  if (message.method === 'cancel') {
    receiveCancellation(world, room, message);
    return;
  }
  const isKnown = copyIn(room, message.iCalUId, message.onlyDate) !== undefined;
  if (isKnown || processing.AddNewRequestsTentatively) receiveRequest(world, room, message);
}

/** Until the attendant has looked, a new request and one for another time stand in the calendar as tentative. */
function showPending(world: World, room: Mailbox, request: MeetingRequest): void {
  if (!world.behaviour.get('attendantShowsPending')) return;
  const copy = copyIn(room, request.iCalUId, request.onlyDate);
  if (copy && !copy.isCancelled && !request.resetsAll) return;
  keepCopy(world, room, request, { isUndecided: true });
}

function followCancellation(world: World, room: Mailbox, processing: Processing, message: MeetingCancellation): void {
  const copy = copyIn(room, message.iCalUId, message.onlyDate);
  if (!copy) return;
  if (processing.RemoveCanceledMeetings) removeEvent(world, room, copy);
  else if (!copy.isCancelled) {
    cancelCopy(world, room, copy, world.behaviour.get('cancelledRoomMeetingShowAs'));
  }
  noteDecision(world, room, message, 'cancelled');
}

/** Something newer about the same meeting already lies there. */
function isOutdated(room: Mailbox, { iCalUId, onlyDate, sequence }: MeetingRequest): boolean {
  return (room.post ?? []).some(({ stage, message }) => {
    if (stage !== 'decide' || message.iCalUId !== iCalUId || message.onlyDate !== onlyDate) return false;
    return message.method === 'cancel' || message.sequence > sequence;
  });
}
