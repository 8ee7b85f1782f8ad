import { z } from 'zod';
import type { Route } from '../router';
import { findUser, usersOf } from '../store/directory';
import type { ApplicationScope } from '../store/registrations';
import type { World } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';

/**
 * An administrator limits an application to some mailboxes: by an application access policy, which narrows what was
 * granted, or by RBAC for Applications, which grants for these mailboxes beside it. `null` takes the rule away.
 */
const schema = z.strictObject({
  clientId: z.string(),
  mailboxes: z.union([z.literal('rooms'), z.array(z.string()), z.null()]),
  via: z.enum(['rbac', 'policy']),
  permissions: z
    .array(z.enum(['Calendars.Read', 'Calendars.ReadWrite', 'MailboxSettings.Read', 'Mail.Send']))
    .default(['Calendars.ReadWrite']),
});

export const applicationScopeRoutes: Route[] = [
  controlRoute('POST', '/application-scopes', async (call) => {
    const { clientId, mailboxes, via, permissions } = await readBody(call, schema);
    const { world } = call;
    const application = world.registrations.applications.get(clientId);
    if (!application) throw new ControlProblem(`there is no application ${clientId}`, 404);
    const mailboxIds = mailboxes === null ? null : idsOf(world, application.tenantId, mailboxes);
    const effectiveAt = world.clock.now() + world.behaviour.get('applicationScopeDelayMs');
    const scope: ApplicationScope = { clientId, via, mailboxIds, permissions, effectiveAt };
    const kept = world.registrations.applicationScopes ?? [];
    world.registrations.applicationScopes = [...kept, scope];
    return json(scope);
  }),
  controlRoute('GET', '/application-scopes', ({ world }) => {
    return { scopes: (world.registrations.applicationScopes ?? []).map(json) };
  }),
];

function idsOf(world: World, tenantId: string, mailboxes: 'rooms' | string[]): string[] {
  if (mailboxes === 'rooms') {
    return usersOf(world.directory, tenantId)
      .filter((user) => user.kind === 'room')
      .map((user) => user.id);
  }
  return mailboxes.map((name) => {
    const user = findUser(world.directory, name);
    if (!user) throw new ControlProblem(`there is no user ${name}`, 404);
    return user.id;
  });
}

function json({ mailboxIds, effectiveAt, ...rest }: ApplicationScope) {
  return { ...rest, mailboxIds, effectiveAt: new Date(effectiveAt).toISOString() };
}
