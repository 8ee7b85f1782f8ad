import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { observeAnswer } from '../tenant/answers/observe';
import { createTenant } from '../tenant/app';
import { serveTenant } from '../tenant/server';
import { type Control, controlAt } from './control';
import type { Target } from './target';

/**
 * The stand-in behind sockets of its own. Its clock stands still at the present, since clients bring their own, until
 * somebody waits. This is the one file that knows it from within; all others speak HTTP.
 */
export async function openStandIn(flipped: Record<string, unknown> = {}): Promise<Target & { control: Control }> {
  const tenant = createTenant({ seed: 'contract', frozen: true, observe: observeAnswer });
  const server = serveTenant(tenant).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  const control = controlAt(address);
  await flip(control, flipped);
  const app = await control.post('/apps', {
    name: 'Contract suite',
    redirectUris: ['http://localhost:3000/back'],
    application: ['Calendars.ReadWrite', 'User.Read.All', 'Place.Read.All', 'MailboxSettings.Read', 'Mail.Send'],
    delegated: ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared', 'MailboxSettings.Read'],
    adminConsent: true,
  });
  const scopes = ['offline_access', 'User.Read', 'Calendars.ReadWrite', 'MailboxSettings.Read'];
  const mailbox = 'librarian@library.example';
  const tokens = await control.post('/tokens', { clientId: app.clientId, upn: mailbox, scopes });
  return {
    kind: 'stand-in',
    login: address,
    graph: address,
    tenantId: app.tenantId,
    clientId: app.clientId,
    secret: app.secret.value,
    mailbox,
    room: 'linden@library.example',
    mayInviteRoom: true,
    refreshToken: tokens.refresh_token,
    notificationUrl: null,
    notificationPort: 0,
    control,
    wait: (ms) => control.post('/clock', { advanceMs: ms }),
    now: async () => Date.parse((await control.get('/clock')).now),
    close: async () => {
      tenant.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Values may come as words from a command line; the switch's own choices say what they stand for. */
async function flip(control: Control, flipped: Record<string, unknown>): Promise<void> {
  const { switches } = (await control.get('/behaviour')) as { switches: { name: string; choices: unknown[] }[] };
  const wanted = Object.entries(flipped).map(([name, value]) => {
    const choices = switches.find((one) => one.name === name)?.choices ?? [];
    return [name, choices.find((choice) => String(choice) === String(value)) ?? value];
  });
  await control.put('/behaviour', Object.fromEntries(wanted));
}
