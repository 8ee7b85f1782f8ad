import { z } from 'zod';
import { giveAdminConsent } from '../identity/consent';
import { findPermission, OIDC_SCOPES } from '../identity/permissions';
import { redirectProblem } from '../identity/redirect-rules';
import { userTokens } from '../identity/user-tokens';
import type { Call, Route } from '../router';
import { findTenant, findUser } from '../store/directory';
import { addGrant } from '../store/grants';
import { AUDIENCES, addSecret, type Declared, ensurePrincipal, registerApplication } from '../store/registrations';
import { ControlProblem, controlRoute, readBody } from './answer';
import { certificateFacts } from './certificate-facts';

const HALF_YEAR_MS = 180 * 86_400_000;

const uri = z.union([z.string(), z.strictObject({ uri: z.string(), platform: z.enum(['web', 'spa']) })]);
const applicationSchema = z.strictObject({
  name: z.string().min(1).default('Carrel'),
  accountType: z.enum(AUDIENCES as [string, ...string[]]).default('AzureADMyOrg'),
  redirectUris: z.array(uri).default([]),
  delegated: z.array(z.string()).default(['User.Read']),
  application: z.array(z.string()).default([]),
  adminConsent: z.boolean().default(false),
  tenantId: z.string().optional(),
});
const tokenSchema = z.strictObject({
  clientId: z.string(),
  upn: z.string(),
  scopes: z.union([z.array(z.string()), z.string()]),
});

export const applicationRoutes: Route[] = [
  controlRoute('POST', '/apps', registerByProgram),
  controlRoute('GET', '/apps', ({ world }) => ({
    apps: [...world.registrations.applications.values()].map(({ secrets, certificates, createdAt, ...app }) => ({
      ...app,
      certificates: certificates.map(certificateFacts),
      createdAt: new Date(createdAt).toISOString(),
      secrets: secrets.map(({ id, description, expiresAt }) => ({
        id,
        description,
        expiresAt: new Date(expiresAt).toISOString(),
      })),
    })),
  })),
  controlRoute('POST', '/tokens', tokensForProgram),
];

async function registerByProgram(call: Call) {
  const { world } = call;
  const wanted = await readBody(call, applicationSchema);
  const tenant = wanted.tenantId
    ? findTenant(world.directory, wanted.tenantId)
    : [...world.directory.tenants.values()][0];
  if (!tenant) throw new ControlProblem(`there is no tenant ${wanted.tenantId}`, 404);
  const audience = wanted.accountType as (typeof AUDIENCES)[number];
  for (const one of wanted.redirectUris) {
    const problem = redirectProblem({ uri: typeof one === 'string' ? one : one.uri, audience, where: 'manifest' });
    if (problem) throw new ControlProblem(`redirectUris: ${problem}`);
  }
  const declared = [...declare(wanted.delegated, 'delegated'), ...declare(wanted.application, 'application')];
  const now = world.clock.now();
  const application = registerApplication(world.registrations, world.ids, now, {
    tenantId: tenant.id,
    name: wanted.name,
    audience,
    redirectUris: wanted.redirectUris.map((one) => (typeof one === 'string' ? { uri: one, platform: 'web' } : one)),
    declared,
  });
  const secret = addSecret(application, world.ids, now, 'made by a program', HALF_YEAR_MS);
  if (wanted.adminConsent) giveAdminConsent(world, application, tenant);
  return {
    tenantId: tenant.id,
    clientId: application.clientId,
    secret: { id: secret.id, value: secret.value, expiresAt: new Date(secret.expiresAt).toISOString() },
  };
}

function declare(names: string[], kind: Declared['kind']): Declared[] {
  return names.map((name) => {
    const permission = findPermission(name.replace(/^https:\/\/graph\.microsoft\.com\//, ''));
    if (!permission?.[kind]) throw new ControlProblem(`there is no ${kind} permission "${name}"`);
    return { name: permission.name, kind };
  });
}

/** As though the person had signed in and consented; answers as the token endpoint does. */
async function tokensForProgram(call: Call) {
  const { world } = call;
  const { clientId, upn, scopes: text } = await readBody(call, tokenSchema);
  const application = world.registrations.applications.get(clientId);
  if (!application) throw new ControlProblem(`there is no application ${clientId}`, 404);
  const user = findUser(world.directory, upn);
  if (!user) throw new ControlProblem(`there is no user ${upn}`, 404);
  const asked = typeof text === 'string' ? text.split(/\s+/).filter(Boolean) : text;
  const named = declare(asked, 'delegated').map((one) => one.name);
  const scopes = [...new Set([...named, ...OIDC_SCOPES])];
  const { tenantId } = user;
  ensurePrincipal(world.registrations, world.ids, clientId, tenantId);
  addGrant(world.registrations, { clientId, tenantId, kind: 'delegated', userId: user.id }, scopes);
  const now = world.clock.now();
  const credentialId = application.secrets[0]?.id ?? null;
  const grant = { application, user, tenantId, scopes, nonce: null, platform: 'web' as const, credentialId };
  return userTokens(call, { ...grant, proof: { signedInAt: now, mfaAt: now } });
}
