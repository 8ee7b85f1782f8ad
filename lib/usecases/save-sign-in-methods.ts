import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { ownMethods, someAdminCanSignIn, writeOwnMethods } from '@/lib/db/sign-in-methods';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { tickField } from './registration-fields';

export const saveSignInMethodsInput = z.object({ password: tickField, link: tickField });

/** Which of the ways that need no provider are offered. Never so that no admin could sign in any more. */
export async function saveSignInMethods(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(saveSignInMethodsInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const before = await ownMethods(tx);
    await writeOwnMethods(tx, input.value);
    if (!(await someAdminCanSignIn(tx))) return refuse({ code: 'no_way_in' });
    const after = await ownMethods(tx);
    if (after.password === before.password && after.link === before.link) return ok();
    const detail = { before, after };
    await audit(tx, { personId: actor.id, act: 'sign_in_methods.saved', subject: 'sign-in', detail });
    return ok();
  });
}
