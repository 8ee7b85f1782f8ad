import { z } from 'zod';
import { addUser, blankUser, inviteGuest } from '../../seed/new-user';
import { accountIn } from '../../store/directory';
import { ROLES } from '../../store/mailbox';
import { revokeSessions } from '../../store/revoke-sessions';
import { mailboxOf } from '../../world';
import { ControlProblem } from '../answer';
import { act } from './act';
import { tenantIn, userIn } from './find';

const upn = z.string();
const on = z.boolean();
const tenant = z.string().optional();
const name = z.string().trim().min(1);

/** Who may sign in, and what becomes of their sessions, passwords, names and mailboxes. */
export const peopleActs = [
  act('revoke_sessions', z.strictObject({ upn }), (world, wanted) => {
    revokeSessions(world, userIn(world, wanted.upn));
  }),
  act('enable_user', z.strictObject({ upn, on }), (world, wanted) => {
    userIn(world, wanted.upn).enabled = wanted.on;
  }),
  act('delete_user', z.strictObject({ upn }), (world, wanted) => {
    const user = userIn(world, wanted.upn);
    world.directory.users.delete(user.id);
    world.mailboxes.delete(user.id);
  }),
  act('enable_mailbox', z.strictObject({ upn, on }), (world, wanted) => {
    userIn(world, wanted.upn).hasMailbox = wanted.on;
  }),
  act(
    'reset_password',
    z.strictObject({
      upn,
      how: z.enum(['changed', 'expired', 'self_service', 'azure_portal', 'entra_admin_center']),
      password: name.optional(),
    }),
    (world, wanted) => {
      const user = userIn(world, wanted.upn);
      if (wanted.password !== undefined) user.password = wanted.password;
      // Of all the ways, only this one ends what a confidential client holds.
      if (wanted.how === 'entra_admin_center') revokeSessions(world, user);
    },
  ),
  act('rename_user', z.strictObject({ upn, to: name, mail: name.nullable().optional() }), (world, wanted) => {
    const user = userIn(world, wanted.upn);
    user.upn = wanted.to.toLowerCase();
    if (wanted.mail !== undefined) user.mail = wanted.mail?.toLowerCase() ?? null;
  }),
  act(
    'add_user',
    z.strictObject({
      upn: name,
      displayName: name,
      isAdmin: z.boolean().default(false),
      hasMailbox: z.boolean().default(true),
      tenant,
    }),
    (world, { upn: wantedName, displayName, isAdmin, hasMailbox, tenant: where }) => {
      const { id } = tenantIn(world, where ?? wantedName.split('@')[1]);
      if ([...world.directory.users.values()].some((user) => user.upn === wantedName.toLowerCase()))
        throw new ControlProblem(`there is already a user ${wantedName}`);
      const blank = blankUser(world, id, wantedName);
      const mail = hasMailbox ? blank.mail : null;
      return { oid: addUser(world, { ...blank, displayName, isAdmin, hasMailbox, mail }).id };
    },
  ),
  act('invite_guest', z.strictObject({ upn, tenant }), (world, wanted) => {
    const host = tenantIn(world, wanted.tenant);
    const person = userIn(world, wanted.upn);
    if (accountIn(world.directory, person, host.id))
      throw new ControlProblem(`${person.upn} has an account in ${host.displayName} already`);
    const guest = inviteGuest(world, host, person);
    return { oid: guest.id, upn: guest.upn };
  }),
  act('calendar_role', z.strictObject({ mailbox: upn, upn, role: z.enum(ROLES) }), (world, wanted) => {
    const mailbox = mailboxOf(world, wanted.mailbox);
    if (!mailbox) throw new ControlProblem(`there is no mailbox ${wanted.mailbox}`, 404);
    mailbox.roles.set(userIn(world, wanted.upn).id, wanted.role);
  }),
];
