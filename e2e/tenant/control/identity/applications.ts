import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { addCertificate } from '../../identity/certificates';
import { redirectProblem } from '../../identity/redirect-rules';
import { rsaKeyFrom } from '../../identity/rsa-key';
import { pemOf, selfSigned } from '../../identity/self-signed';
import { AUDIENCES, addSecret, ensurePrincipal, removePrincipal, type Secret } from '../../store/registrations';
import type { World } from '../../world';
import { ControlProblem } from '../answer';
import { certificateFacts } from '../certificate-facts';
import { act } from './act';
import { applicationIn, tenantIn, userIn } from './find';

const DAY_MS = 86_400_000;
const clientId = z.string();
const on = z.boolean();
const tenant = z.string().optional();
const oneSecret = z.strictObject({ clientId, secretId: z.string().optional() });
const oneCertificate = z.strictObject({ clientId, thumbprint: z.string().optional() });

/** Registrations and enterprise applications: secrets, certificates, redirect URIs, switched on or gone. */
export const applicationActs = [
  act('expire_secret', oneSecret, (world, wanted) => {
    for (const secret of secretsIn(world, wanted)) secret.expiresAt = world.clock.now();
  }),
  act('delete_secret', oneSecret, (world, wanted) => {
    const application = applicationIn(world, wanted.clientId);
    const gone = secretsIn(world, wanted);
    application.secrets = application.secrets.filter((secret) => !gone.includes(secret));
  }),
  act('rotate_secret', z.strictObject({ clientId, days: z.number().positive().default(180) }), (world, wanted) => {
    const application = applicationIn(world, wanted.clientId);
    const secret = addSecret(application, world.ids, world.clock.now(), 'rotated', wanted.days * DAY_MS);
    const expiresAt = new Date(secret.expiresAt).toISOString();
    return { secret: { id: secret.id, value: secret.value, expiresAt } };
  }),
  act('add_certificate', z.strictObject({ clientId, certificate: z.string() }), (world, wanted) => {
    const application = applicationIn(world, wanted.clientId);
    const added = addCertificate(application, world.ids, wanted.certificate);
    if (!added) throw new ControlProblem('certificate: no RSA certificate in PEM');
    return { certificate: certificateFacts(added) };
  }),
  act('make_certificate', z.strictObject({ clientId, days: z.number().default(365) }), makeCertificate),
  act('expire_certificate', oneCertificate, (world, wanted) => {
    for (const one of certificatesIn(world, wanted)) one.expiresAt = world.clock.now();
  }),
  act('remove_certificate', oneCertificate, (world, wanted) => {
    const application = applicationIn(world, wanted.clientId);
    const gone = certificatesIn(world, wanted);
    application.certificates = application.certificates.filter((one) => !gone.includes(one));
  }),
  act(
    'add_redirect_uri',
    z.strictObject({ clientId, uri: z.string(), platform: z.enum(['web', 'spa']).default('web') }),
    (world, { clientId: id, uri, platform }) => {
      const application = applicationIn(world, id);
      const problem = redirectProblem({ uri, audience: application.audience, where: 'manifest' });
      if (problem) throw new ControlProblem(`uri: ${problem}`);
      application.redirectUris.push({ uri, platform });
    },
  ),
  act('remove_redirect_uri', z.strictObject({ clientId, uri: z.string() }), (world, { clientId: id, uri }) => {
    const application = applicationIn(world, id);
    application.redirectUris = application.redirectUris.filter((one) => one.uri !== uri);
  }),
  act('account_type', z.strictObject({ clientId, accountType: z.enum(AUDIENCES) }), (world, wanted) => {
    applicationIn(world, wanted.clientId).audience = wanted.accountType;
  }),
  act('cloud', z.strictObject({ clientId, graph: z.url() }), (world, wanted) => {
    applicationIn(world, wanted.clientId).graph = wanted.graph;
  }),
  act('enable_app', z.strictObject({ clientId, on }), (world, wanted) => {
    applicationIn(world, wanted.clientId).enabled = wanted.on;
  }),
  act('enable_sign_in', z.strictObject({ clientId, on, tenant }), (world, wanted) => {
    const application = applicationIn(world, wanted.clientId);
    const { id } = tenantIn(world, wanted.tenant);
    ensurePrincipal(world.registrations, world.ids, application.clientId, id).enabled = wanted.on;
  }),
  act('delete_app', z.strictObject({ clientId }), (world, wanted) => {
    const application = applicationIn(world, wanted.clientId);
    world.registrations.applications.delete(application.clientId);
    removePrincipal(world.registrations, application.clientId);
  }),
  act('remove_principal', z.strictObject({ clientId, tenant }), (world, wanted) => {
    const application = applicationIn(world, wanted.clientId);
    removePrincipal(world.registrations, application.clientId, tenantIn(world, wanted.tenant).id);
  }),
  act('add_principal', z.strictObject({ clientId, tenant }), (world, wanted) => {
    const application = applicationIn(world, wanted.clientId);
    ensurePrincipal(world.registrations, world.ids, application.clientId, tenantIn(world, wanted.tenant).id);
  }),
  act('risky_app', z.strictObject({ clientId, on }), (world, wanted) => {
    applicationIn(world, wanted.clientId).risky = wanted.on;
  }),
  act('publisher_verified', z.strictObject({ clientId, on }), (world, wanted) => {
    applicationIn(world, wanted.clientId).publisherVerified = wanted.on;
  }),
  act(
    'assignment_required',
    z.strictObject({ clientId, on, assigned: z.array(z.string()).default([]), tenant }),
    (world, wanted) => {
      const application = applicationIn(world, wanted.clientId);
      const tenantId = wanted.tenant === undefined ? application.tenantId : tenantIn(world, wanted.tenant).id;
      const principal = ensurePrincipal(world.registrations, world.ids, application.clientId, tenantId);
      principal.assignmentRequired = wanted.on;
      principal.assigned = new Set(wanted.assigned.map((name) => userIn(world, name).id));
    },
  ),
];

/** A new key pair and its certificate, uploaded at once: what a test needs to sign with. */
function makeCertificate(world: World, wanted: { clientId: string; days: number }) {
  const application = applicationIn(world, wanted.clientId);
  const privateKey = rsaKeyFrom(world.ids.token(32));
  const now = world.clock.now();
  const pem = certificatePem(privateKey, application.certificates.length + 1, now, wanted.days);
  const added = addCertificate(application, world.ids, pem);
  if (!added) throw new Error('the certificate just made cannot be read');

  return {
    certificate: { ...certificateFacts(added), pem },
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function certificatePem(key: KeyObject, serial: number, now: number, days: number): string {
  const startsAt = now - DAY_MS;
  return pemOf(selfSigned({ key, commonName: 'Carrel', serial, startsAt, endsAt: now + days * DAY_MS }));
}

function secretsIn(world: World, wanted: z.infer<typeof oneSecret>): Secret[] {
  const { secrets } = applicationIn(world, wanted.clientId);
  return wanted.secretId === undefined ? secrets : secrets.filter((secret) => secret.id === wanted.secretId);
}

function certificatesIn(world: World, wanted: z.infer<typeof oneCertificate>) {
  const { certificates } = applicationIn(world, wanted.clientId);
  return wanted.thumbprint === undefined
    ? certificates
    : certificates.filter((one) => one.thumbprint === wanted.thumbprint?.toUpperCase());
}
