import type { Call, Route } from '../router';
import type { Mailbox } from '../store/mailbox';
import { processingSchema, usualProcessing } from '../store/processing';
import { mailboxOf } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';

/** How the attendants of the rooms deal with invitations, by the names of Set-CalendarProcessing. */
export const roomRoutes: Route[] = [
  controlRoute('GET', '/rooms', ({ world }) => {
    const rooms = [...world.mailboxes.values()].filter(({ user }) => user.kind === 'room');
    return { value: rooms.map((room) => ({ upn: room.user.upn, processing: room.processing ?? usualProcessing() })) };
  }),
  controlRoute('GET', '/rooms/{upn}/processing', (call) => roomIn(call).processing ?? usualProcessing()),
  controlRoute('PUT', '/rooms/{upn}/processing', async (call) => {
    const room = roomIn(call);
    const changes = await readBody(call, processingSchema.partial());
    room.processing = { ...usualProcessing(), ...room.processing, ...changes };
    return room.processing;
  }),
];

function roomIn(call: Call): Mailbox {
  const room = mailboxOf(call.world, call.params.upn ?? '');
  if (room?.user.kind !== 'room') throw new ControlProblem(`there is no room ${call.params.upn}`, 404);
  return room;
}
