import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { askIssuer, issuerAddress } from '@/lib/auth/issuer-description';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { OIDC_SECRET, readOidcProvider, removeOidcProvider, writeOidcProvider } from '@/lib/db/oidc-provider';
import { someAdminCanSignIn } from '@/lib/db/sign-in-methods';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { seal } from '@/lib/seal';
import { tickField } from './registration-fields';

const SUBJECT = 'sign-in:oidc';

const pasted = z.string({ error: 'required' }).trim();

export const saveOidcProviderInput = z.object({
  issuer: pasted
    .min(1, 'required')
    .max(500, 'too_long')
    .transform((typed, check) => {
      const address = issuerAddress(typed);
      if (address === null) check.addIssue({ code: 'custom', message: 'not_issuer' });
      return address ?? '';
    }),
  clientId: pasted.min(1, 'required').max(255, 'too_long'),
  /** Empty: keep what is stored. */
  secret: pasted
    .max(500, 'too_long')
    .transform((secret) => secret || null)
    .default(null),
  label: pasted.min(1, 'required').max(60, 'too_long'),
  provesAddresses: tickField,
  active: tickField,
});

/**
 * Asks the provider first, unless it is only switched off where it was: that must work while it is away. A stored secret
 * never goes to another issuer than the one it was given for.
 */
export async function saveOidcProvider(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(saveOidcProviderInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const { secret, ...wanted } = input.value;

  const before = await readOidcProvider(db());
  const asked = !wanted.active && before?.issuer === wanted.issuer ? before : await askIssuer(wanted.issuer);
  if ('problem' in asked) return refuse({ code: 'issuer_rejected', cause: asked.problem, given: asked.given });
  const { issuer } = asked;

  return inTransaction(async (tx) => {
    const stored = await readOidcProvider(tx);
    if (secret === null && stored?.issuer !== issuer)
      return refuse({ code: 'invalid', fields: { secret: 'required' } });
    await writeOidcProvider(tx, { ...wanted, issuer, secretEnc: secret === null ? null : seal(secret, OIDC_SECRET) });
    if (stored?.active && !wanted.active && !(await someAdminCanSignIn(tx))) return refuse({ code: 'no_way_in' });
    await audit(tx, {
      ...{ personId: actor.id, act: 'sign_in_provider.saved', subject: SUBJECT },
      detail: { before: stored, after: { ...wanted, issuer } },
    });
    return ok();
  });
}

/** Its secret goes with it. Who is known by it is known again if the same issuer is entered once more. */
export async function forgetOidcProvider(actor: Actor): Promise<Result<undefined>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const before = await removeOidcProvider(tx);
    if (!before) return refuse({ code: 'not_found' });
    if (before.active && !(await someAdminCanSignIn(tx))) return refuse({ code: 'no_way_in' });
    await audit(tx, {
      ...{ personId: actor.id, act: 'sign_in_provider.removed', subject: SUBJECT },
      detail: { before },
    });
    return ok();
  });
}
