import { z } from 'zod';
import { giveAdminConsent, withdrawConsent } from '../identity/consent';
import { rollKeys } from '../identity/keys';
import type { Route } from '../router';
import { findTenant, findUser, type TenantRecord, type User } from '../store/directory';
import { ROLES } from '../store/mailbox';
import { type Application, addSecret, ensurePrincipal, type Secret } from '../store/registrations';
import { revokeSessions } from '../store/revoke-sessions';
import { mailboxOf, type World } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';

const HALF_YEAR_MS = 180 * 86_400_000;
const clientId = z.string();
const upn = z.string();
const on = z.boolean();

/** What happens to accounts, applications and rights, one act a call. */
const schema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('expire_secret'), clientId, secretId: z.string().optional() }),
  z.strictObject({ action: z.literal('delete_secret'), clientId, secretId: z.string().optional() }),
  z.strictObject({ action: z.literal('rotate_secret'), clientId }),
  z.strictObject({
    action: z.literal('add_redirect_uri'),
    clientId,
    uri: z.string(),
    platform: z.enum(['web', 'spa']).default('web'),
  }),
  z.strictObject({ action: z.literal('grant_admin_consent'), clientId, tenant: z.string().optional() }),
  z.strictObject({
    action: z.literal('withdraw_consent'),
    clientId,
    upn: upn.optional(),
    tenant: z.string().optional(),
  }),
  z.strictObject({ action: z.literal('revoke_sessions'), upn }),
  z.strictObject({ action: z.literal('enable_user'), upn, on }),
  z.strictObject({ action: z.literal('enable_app'), clientId, on }),
  z.strictObject({ action: z.literal('delete_app'), clientId }),
  z.strictObject({ action: z.literal('enable_mailbox'), upn, on }),
  z.strictObject({
    action: z.literal('consent_policy'),
    tenant: z.string().optional(),
    policy: z.enum(['allowed', 'managed', 'off']),
  }),
  z.strictObject({ action: z.literal('assignment_required'), clientId, on, assigned: z.array(upn).default([]) }),
  z.strictObject({ action: z.literal('calendar_role'), mailbox: upn, upn, role: z.enum(ROLES) }),
  z.strictObject({ action: z.literal('expire_access_tokens'), upn: upn.optional(), clientId: clientId.optional() }),
  z.strictObject({ action: z.literal('expire_refresh_tokens'), upn: upn.optional(), clientId: clientId.optional() }),
  z.strictObject({ action: z.literal('roll_keys') }),
]);
type Act = z.infer<typeof schema>;
type ActOf<Name extends Act['action']> = Extract<Act, { action: Name }>;

export const identityRoute: Route = controlRoute('POST', '/identity', async (call) => {
  const act = await readBody(call, schema);
  const run = ACTS[act.action] as (world: World, act: Act) => Done;
  const done = (await run(call.world, act)) ?? {};
  return { done: act.action, ...done };
});

type Done = Record<string, unknown> | void | Promise<void>;

const ACTS: { [Name in Act['action']]: (world: World, act: ActOf<Name>) => Done } = {
  expire_secret(world, act) {
    for (const secret of secretsIn(world, act)) secret.expiresAt = world.clock.now();
  },
  delete_secret(world, act) {
    const application = applicationIn(world, act.clientId);
    const gone = secretsIn(world, act);
    application.secrets = application.secrets.filter((secret) => !gone.includes(secret));
  },
  rotate_secret: (world, act) => rotate(world, applicationIn(world, act.clientId)),
  add_redirect_uri(world, { clientId: id, uri, platform }) {
    applicationIn(world, id).redirectUris.push({ uri, platform });
  },
  grant_admin_consent(world, act) {
    giveAdminConsent(world, applicationIn(world, act.clientId), tenantIn(world, act.tenant));
  },
  withdraw_consent(world, act) {
    const user = act.upn === undefined ? undefined : userIn(world, act.upn);
    const tenantId = user?.tenantId ?? tenantIn(world, act.tenant).id;
    withdrawConsent(world, applicationIn(world, act.clientId).clientId, tenantId, user?.id);
  },
  revoke_sessions(world, act) {
    revokeSessions(world, userIn(world, act.upn));
  },
  enable_user(world, act) {
    userIn(world, act.upn).enabled = act.on;
  },
  enable_app(world, act) {
    applicationIn(world, act.clientId).enabled = act.on;
  },
  delete_app(world, act) {
    world.registrations.applications.delete(applicationIn(world, act.clientId).clientId);
  },
  enable_mailbox(world, act) {
    userIn(world, act.upn).hasMailbox = act.on;
  },
  consent_policy(world, act) {
    tenantIn(world, act.tenant).consentPolicy = act.policy;
  },
  assignment_required(world, act) {
    const application = applicationIn(world, act.clientId);
    const principal = ensurePrincipal(world.registrations, world.ids, application.clientId, application.tenantId);
    principal.assignmentRequired = act.on;
    principal.assigned = new Set(act.assigned.map((name) => userIn(world, name).id));
  },
  calendar_role(world, act) {
    const mailbox = mailboxOf(world, act.mailbox);
    if (!mailbox) throw new ControlProblem(`there is no mailbox ${act.mailbox}`, 404);
    mailbox.roles.set(userIn(world, act.upn).id, act.role);
  },
  expire_access_tokens: (world, act) => expire(world, world.issued.accessTokens.values(), act),
  expire_refresh_tokens: (world, act) => expire(world, world.issued.refreshTokens.values(), act),
  roll_keys: () => rollKeys(),
};

function secretsIn(world: World, act: { clientId: string; secretId?: string | undefined }): Secret[] {
  const { secrets } = applicationIn(world, act.clientId);
  return act.secretId === undefined ? secrets : secrets.filter((secret) => secret.id === act.secretId);
}

function rotate(world: World, application: Application) {
  const secret = addSecret(application, world.ids, world.clock.now(), 'rotated', HALF_YEAR_MS);
  const expiresAt = new Date(secret.expiresAt).toISOString();
  return { secret: { id: secret.id, value: secret.value, expiresAt } };
}

type Token = { clientId: string; userId: string | null; expiresAt: number };

function expire(
  world: World,
  tokens: Iterable<Token>,
  act: { upn?: string | undefined; clientId?: string | undefined },
) {
  const userId = act.upn === undefined ? undefined : userIn(world, act.upn).id;
  const now = world.clock.now();
  let expired = 0;
  for (const token of tokens) {
    const fits =
      (userId === undefined || token.userId === userId) && (act.clientId ?? token.clientId) === token.clientId;
    if (!fits || token.expiresAt <= now) continue;
    token.expiresAt = now;
    expired += 1;
  }
  return { expired };
}

function applicationIn(world: World, id: string): Application {
  const application = world.registrations.applications.get(id);
  if (!application) throw new ControlProblem(`there is no application ${id}`, 404);
  return application;
}

function userIn(world: World, name: string): User {
  const user = findUser(world.directory, name);
  if (!user) throw new ControlProblem(`there is no user ${name}`, 404);
  return user;
}

function tenantIn(world: World, name: string | undefined): TenantRecord {
  const tenant = name === undefined ? [...world.directory.tenants.values()][0] : findTenant(world.directory, name);
  if (!tenant) throw new ControlProblem(`there is no tenant ${name}`, 404);
  return tenant;
}
