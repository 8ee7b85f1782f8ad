import { randomUUID } from 'node:crypto';
import { itemId } from '../store/item-ids';
import type { Mailbox } from '../store/mailbox';
import type { MeetingMessage } from '../store/meeting-types';
import type { World } from '../world';
import { copyIn } from './find-copy';

/** Decisions are told in the log, so that a test need not guess when they were made. */
export function noteDecision(world: World, room: Mailbox, { iCalUId, onlyDate }: MeetingMessage, detail: string): void {
  const copy = copyIn(room, iCalUId, onlyDate);
  world.log.add({
    at: new Date(world.clock.now()).toISOString(),
    mailbox: room.user.upn,
    operation: 'attendant',
    method: 'POST',
    path: '/attendant',
    query: null,
    status: 200,
    requestId: randomUUID(),
    clientRequestId: null,
    appId: null,
    user: null,
    actor: 'tenant',
    ms: 0,
    detail,
    ...(copy ? { eventId: itemId(room, copy, null, 'immutable') } : {}),
  });
}
