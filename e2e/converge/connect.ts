import { db, transaction } from '@/lib/db/client';
import { sealTokens } from '@/lib/db/connection-tokens';
import { writeAppConnection } from '@/lib/db/connections';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { readMe } from '@/lib/graph/probe';
import { seal } from '@/lib/seal';
import { control, direct, ORIGIN } from './stage';
import type { Variety } from './variety';

const GRAPH = 'https://graph.microsoft.com';
const SCOPES = [`${GRAPH}/User.Read`, `${GRAPH}/Calendars.ReadWrite`, `${GRAPH}/Calendars.ReadWrite.Shared`];

export type Registered = { clientId: string; tenantId: string; secret: { value: string } };
export type Connected = { id: number; token: string };

/** The registration at Microsoft, and its figures in Carrel: active. */
export async function register({ roomMode }: Variety): Promise<Registered> {
  const app = await control<Registered>('POST', '/apps', {
    delegated: ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared', 'Calendars.Read'],
    ...(roomMode === 'app' && { application: ['Calendars.ReadWrite'] }),
    adminConsent: true,
  });
  await db().integration.create({
    data: {
      ...{ id: 1, accountType: 'AzureADMyOrg', tenantId: app.tenantId, clientId: app.clientId, state: 'active' },
      ...{ secretEnc: seal(app.secret.value, INTEGRATION_SECRET), roomMode },
    },
  });
  return app;
}

/** As though the account's owner had been through the consent page. */
export async function connectAccount(
  { clientId, tenantId }: Registered,
  { upn, purpose, ownerId }: { upn: string; purpose: 'own' | 'rooms'; ownerId: number },
  now: Date,
): Promise<Connected> {
  type Tokens = { access_token: string; refresh_token: string; expires_in: number };
  const tokens = await control<Tokens>('POST', '/tokens', { clientId, upn, scopes: SCOPES });
  const me = await readMe({ graphOrigin: ORIGIN, fetch: direct }, tokens.access_token);
  const tokenExpiresAt = new Date(now.getTime() + tokens.expires_in * 1_000);
  const { id } = await db().syncConnection.create({
    data: {
      ...{ purpose, ownerId, tenantId, principalOid: me.oid, principalName: me.userPrincipalName, scopes: SCOPES },
      tokenExpiresAt,
    },
  });
  const tokenEnc = sealTokens(id, { accessToken: tokens.access_token, refreshToken: tokens.refresh_token });
  await db().syncConnection.update({ where: { id }, data: { tokenEnc } });
  return { id, token: tokens.access_token };
}

/** The application itself, by its secret. */
export async function connectApp(
  { clientId, tenantId, secret }: Registered,
  ownerId: number,
  now: Date,
): Promise<Connected> {
  const body = new URLSearchParams({
    ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: secret.value },
    scope: `${GRAPH}/.default`,
  });
  const answer = await direct(`${ORIGIN}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body });
  const { access_token: token, expires_in: seconds } = await answer.json();
  const expiresAt = new Date(now.getTime() + seconds * 1_000);
  const account = { ownerId, tenantId, clientId };
  const id = await transaction((tx) => writeAppConnection(tx, account, { accessToken: token, expiresAt }));
  return { id, token };
}
