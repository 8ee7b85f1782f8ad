import { afterAll, beforeAll, beforeEach } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { sealTokens } from '@/lib/db/connection-tokens';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { horizonOf } from '@/lib/db/horizons';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { openLink } from '@/lib/db/links';
import { closeQueue } from '@/lib/db/queue';
import { probeMailbox, readMe } from '@/lib/graph/probe';
import { log } from '@/lib/log';
import { seal } from '@/lib/seal';
import { tenantPort } from './tenant-process.test-data';

type LogEntry = {
  seq: number;
  operation: string;
  method: string;
  path: string;
  status: number;
  mailbox: string | null;
};
export type TenantEvent = {
  immutableId: string;
  subject: string;
  showAs: string;
  transactionId: string | null;
  start: { dateTime: string };
  end: { dateTime: string };
  singleValueExtendedProperties: { id: string; value: string }[];
};

const GRAPH = 'https://graph.microsoft.com';
const SCOPES = [`${GRAPH}/User.Read`, `${GRAPH}/Calendars.ReadWrite`, `${GRAPH}/Calendars.ReadWrite.Shared`];

/**
 * A stand-in Microsoft 365 of the process's own, spoken to over HTTP only, and emptied before each test. Call at the
 * top of the file, after `testDatabase()`: it puts its addresses into the environment before anybody reads that.
 */
export function testTenant() {
  let origin = '';
  log.level = 'silent';
  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const isText = typeof body === 'string';
    const response = await fetch(`${origin}/_control${path}`, {
      method,
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      headers: { 'content-type': isText ? 'text/calendar' : 'application/json' },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  };

  beforeAll(async () => {
    const port = await tenantPort();
    origin = `http://127.0.0.1:${port}`;
    const addresses = { MICROSOFT_LOGIN_URL: origin, MICROSOFT_GRAPH_URL: origin };
    Object.assign(process.env, { ...addresses, PUBLIC_URL: `http://localhost:${port + 2}` });
  }, 60_000);
  afterAll(closeQueue);

  let clientId = '';
  let tenantId = '';
  beforeEach(async () => {
    await control('POST', '/reset', {});
    await emptyRows();
    const app = await control<{ clientId: string; tenantId: string; secret: { value: string } }>('POST', '/apps', {
      delegated: ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared', 'Calendars.Read'],
      adminConsent: true,
    });
    ({ clientId, tenantId } = app);
    await db().integration.create({
      data: {
        ...{ id: 1, accountType: 'AzureADMyOrg', tenantId: app.tenantId, clientId: app.clientId, state: 'active' },
        secretEnc: seal(app.secret.value, INTEGRATION_SECRET),
      },
    });
  });

  /** As though the account's owner had been through the consent page. */
  const connect = async (upn: string, purpose: 'own' | 'rooms', ownerId: number): Promise<number> => {
    const tokens = await control<{ access_token: string; refresh_token: string; expires_in: number }>(
      'POST',
      '/tokens',
      {
        ...{ clientId, upn, scopes: SCOPES },
      },
    );
    const me = await readMe({ graphOrigin: origin }, tokens.access_token);
    const connection = await db().syncConnection.create({
      data: {
        ...{ purpose, ownerId, tenantId, principalOid: me.oid, principalName: me.userPrincipalName, scopes: SCOPES },
        tokenExpiresAt: new Date(Date.now() + tokens.expires_in * 1_000),
      },
    });
    const tokenEnc = sealTokens(connection.id, {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
    });
    await db().syncConnection.update({ where: { id: connection.id }, data: { tokenEnc } });
    return connection.id;
  };

  const link = async (resourceId: number, connectionId: number, mailbox: string, upn = mailbox): Promise<number> => {
    const { access_token: token } = await control<{ access_token: string }>('POST', '/tokens', {
      ...{ clientId, upn, scopes: SCOPES },
    });
    const probe = await probeMailbox({ graphOrigin: origin }, token, mailbox);
    const { mailboxOid, calendarId, calendarName } = probe;
    const wish = { connectionId, resourceId, mailboxOid, mailboxAddress: mailbox, calendarId, calendarName };
    const how = { isDefaultCalendar: true, writes: true, reads: true, horizonDays: await horizonOf(db(), resourceId) };
    return (await transaction((tx) => openLink(tx, { ...wish, ...how }, new Date()))).linkId;
  };

  return {
    control,
    connect,
    link,
    /** Events of a mailbox's default calendar, series as one. */
    events: async (upn: string) => (await control<{ value: TenantEvent[] }>('GET', `/mailboxes/${upn}/events`)).value,
    create: (upn: string, event: object) =>
      control<TenantEvent>('POST', `/mailboxes/${upn}/events`, { subject: 'Something private', ...event }),
    change: (upn: string, id: string, event: object) =>
      control('PATCH', `/mailboxes/${upn}/events/${encodeURIComponent(id)}`, event),
    remove: (upn: string, id: string) => control('DELETE', `/mailboxes/${upn}/events/${encodeURIComponent(id)}`),
    /** As Outlook itself asks Graph on somebody's behalf; `path` below /v1.0, by immutable ids. */
    asPerson: async (upn: string, path: string, body: object) => {
      const { access_token } = await control<{ access_token: string }>('POST', '/tokens', {
        clientId,
        upn,
        scopes: SCOPES,
      });
      const headers = { 'content-type': 'application/json', prefer: 'IdType="ImmutableId"' };
      const request = { method: 'POST', headers: { ...headers, authorization: `Bearer ${access_token}` } };
      return fetch(`${origin}/v1.0${path}`, { ...request, body: JSON.stringify(body) });
    },
    fault: (where: object, effect: unknown, times = 1) => control('POST', '/faults', { where, effect, times }),
    behaviour: (changes: object) => control('PUT', '/behaviour', changes),
    /** What the app asked for since, leaving out what tests do. */
    asked: async (since = 0) => {
      const { entries } = await control<{ entries: (LogEntry & { actor: string })[] }>('GET', `/log?since=${since}`);
      return entries.filter(({ actor }) => actor === 'app');
    },
    mark: async () => (await control<{ next: number }>('GET', '/log?since=0')).next,
  };
}

export const utc = (at: Date) => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });
