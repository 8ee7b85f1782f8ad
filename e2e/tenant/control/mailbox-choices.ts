import { z } from 'zod';
import { resolveZone } from '../calendar/zones';
import type { Route } from '../router';
import { defaultCalendar, MEETING_PROVIDERS } from '../store/mailbox';
import { mailboxOf } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';

/** What a person or an administrator sets for a mailbox. The zone is kept as written, Windows or IANA name. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const schema = z.strictObject({
  timeZone: z.string().refine((name) => resolveZone(name) !== null, 'no zone that is known'),
  userPurpose: z.enum(['user', 'linked', 'shared', 'room', 'equipment', 'others']),
  workDays: z.array(z.enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'])),
  workFrom: timeOfDay,
  workTo: timeOfDay,
  meetingProviders: z.array(z.enum(MEETING_PROVIDERS)),
  /** Rooms only. */
  hidden: z.boolean(),
});

export const mailboxChoicesRoute: Route = controlRoute('PATCH', '/mailboxes/{upn}', async (call) => {
  const mailbox = mailboxOf(call.world, call.params.upn ?? '');
  if (!mailbox) throw new ControlProblem(`there is no mailbox ${call.params.upn}`, 404);
  const { timeZone, meetingProviders, hidden, ...choices } = await readBody(call, schema.partial());
  if (timeZone) mailbox.timeZone = timeZone;
  if (meetingProviders) defaultCalendar(mailbox).onlineMeetingProviders = meetingProviders;
  const { room } = mailbox.user;
  if (hidden !== undefined && !room) throw new ControlProblem('only a room can be hidden');
  if (hidden !== undefined && room) room.hidden = hidden;
  const given = Object.entries(choices).filter(([, value]) => value !== undefined);
  mailbox.choices = { ...mailbox.choices, ...Object.fromEntries(given) };
  return {
    upn: mailbox.user.upn,
    timeZone: mailbox.timeZone,
    ...mailbox.choices,
    ...(room ? { hidden: !!room.hidden } : {}),
  };
});
