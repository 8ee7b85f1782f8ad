import { z } from 'zod';
import { acceptShare } from '../graph/shared-calendars';
import type { Route } from '../router';
import { findUser } from '../store/directory';
import { type Mailbox, ROLES } from '../store/mailbox';
import { mailboxOf, type World } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';

/** A person shares the default calendar and another accepts: in the new way it comes into that person's list. */
const schema = z.strictObject({
  owner: z.string(),
  upn: z.string(),
  role: z.enum(ROLES).optional(),
  way: z.enum(['new', 'old']).default('new'),
});

export const calendarSharingRoute: Route = controlRoute('POST', '/calendar-shares', async (call) => {
  const { owner, upn, role, way } = await readBody(call, schema);
  const from = mailboxIn(call.world, owner);
  const to = mailboxIn(call.world, upn);
  const user = findUser(call.world.directory, upn);
  if (role && user) from.roles.set(user.id, role);
  const { id } = acceptShare(call.world, to, from, way);
  return { calendarId: way === 'new' ? id : null };
});

function mailboxIn(world: World, name: string): Mailbox {
  const mailbox = mailboxOf(world, name);
  if (!mailbox) throw new ControlProblem(`there is no mailbox ${name}`, 404);
  return mailbox;
}
