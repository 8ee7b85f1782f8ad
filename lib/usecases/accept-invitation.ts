import { z } from 'zod';
import { hashPassword, MAX_PASSWORD_LENGTH } from '@/lib/auth/password';
import { audit } from '@/lib/db/audit';
import { db, inTransaction, type Tx } from '@/lib/db/client';
import { invitationByKey, takeInvitation } from '@/lib/db/invitations';
import { locations } from '@/lib/db/library';
import { createPerson, type PersonRole, personByEmail, setPassword } from '@/lib/db/people';
import { writePerson } from '@/lib/db/person-accounts';
import { endSessions } from '@/lib/db/sessions';
import { forgetIdentities } from '@/lib/db/sign-in';
import { ownMethods } from '@/lib/db/sign-in-methods';
import { ENTRA } from '@/lib/db/sign-in-provider';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { hashToken } from '@/lib/seal';
import { nameField } from './catalogue-fields';

/** NIST SP 800-63B: length counts, composition does not. */
const MIN_PASSWORD_LENGTH = 12;

const keyField = z.string().min(1).max(100);

export const acceptInvitationInput = z.object({
  key: keyField,
  name: nameField,
  /** Empty: none; they sign in another way. */
  password: z
    .string()
    .max(MAX_PASSWORD_LENGTH, 'too_long')
    .refine((text) => text === '' || text.length >= MIN_PASSWORD_LENGTH, 'password_too_short')
    .default(''),
});

export type InvitationView = {
  email: string;
  name: string;
  role: PersonRole;
  /** Where the role counts; none: everywhere. */
  locations: string[];
  /** Whether a password may be chosen, and whether it is the only way that needs no provider. */
  password: 'no' | 'may' | 'must';
};

/** What a link of an invitation leads to; looking at it uses nothing up. */
export async function viewInvitation(raw: unknown, now: Date): Promise<Result<InvitationView>> {
  const input = parse(z.object({ key: keyField }), raw);
  if (!input.ok) return refuse({ code: 'invitation_over' });
  const found = await invitationByKey(db(), hashToken(input.value.key), now);
  if (!found) return refuse({ code: 'invitation_over' });
  const { email, name, role, locationIds } = found;
  const own = await ownMethods(db());
  const names = (await locations(db())).filter(({ id }) => locationIds.includes(id)).map((one) => one.name);
  return ok({ email, name, role, locations: names, password: !own.password ? 'no' : own.link ? 'may' : 'must' });
}

/**
 * The account that the invitation is for, with its role; one that the address has got meanwhile is given it. The link has
 * proved the address, so whoever accepts is signed in by it. Once only: the second hears `invitation_over`.
 */
export async function acceptInvitation(
  raw: unknown,
  now: Date,
): Promise<Result<{ personId: number; role: PersonRole }>> {
  const input = parse(acceptInvitationInput, raw);
  if (!input.ok) return input;
  const { key, name, password } = input.value;
  const own = await ownMethods(db());
  const passwordHash = password && own.password ? await hashPassword(password) : null;
  return inTransaction(async (tx) => {
    const found = await invitationByKey(tx, hashToken(key), now);
    if (!found) return refuse({ code: 'invitation_over' });
    if (!passwordHash && own.password && !own.link)
      return refuse({ code: 'invalid', fields: { password: 'required' } });
    const { id, email, role, locationIds, locale } = found;
    if (!(await takeInvitation(tx, id))) return refuse({ code: 'invitation_over' });
    const known = await personByEmail(tx, email);
    if (known?.disabledAt) return refuse({ code: 'invitation_over' });
    const person = known ?? (await createPerson(tx, { name, email, role, locale }, now));
    if (known) await startAnew(tx, known.id, now);
    await writePerson(tx, person.id, { name, role, locations: locationIds });
    if (passwordHash) await setPassword(tx, person.id, passwordHash, now);
    await audit(tx, {
      ...{ personId: person.id, act: 'invitation.accepted', subject: `person:${person.id}` },
      detail: {
        before: known && { role: known.role, locations: known.locations },
        after: { role, locations: locationIds },
      },
    });
    return ok({ personId: person.id, role });
  });
}

/**
 * Whoever has got the address meanwhile may have it from Microsoft alone, whose word proves none (`entra-provider`): the role
 * is for whom the mail reached, so all sessions end, and Microsoft is added again.
 */
async function startAnew(tx: Tx, personId: number, now: Date): Promise<void> {
  await endSessions(tx, personId, now);
  await forgetIdentities(tx, ENTRA, personId);
}
