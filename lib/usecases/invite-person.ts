import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { INVITATION_DAYS, sendInvitation } from '@/lib/auth/invitation-mail';
import { audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import { type InvitationRow, invitationById, putInvitation, takeInvitation } from '@/lib/db/invitations';
import { personByEmail } from '@/lib/db/people';
import { locales } from '@/lib/messages/locales';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { hashToken, randomToken } from '@/lib/seal';
import { idField } from './catalogue-fields';
import { countsFor, roleFields } from './role-fields';

const DAY_MS = 24 * 60 * 60_000;

export const invitePersonInput = z.object({
  email: z
    .string({ error: 'required' })
    .trim()
    .toLowerCase()
    .min(1, 'required')
    .max(254, 'too_long')
    .pipe(z.email('not_email')),
  /** Empty: they say it themselves. */
  name: z.string().trim().max(120, 'too_long').default(''),
  ...roleFields,
  locale: z.enum(locales, { error: 'required' }).default('en'),
});

/** `mailed`: false when the mail could not leave; then it is sent again from the list. */
export type Invited = { id: number; mailed: boolean };

/** How the mail leaves; tests look at it. */
type Deliver = (to: InvitationRow, key: string) => Promise<boolean>;

/**
 * Somebody gets a mail with a link, good once and for seven days, by which they have an account of this role. One for the
 * same address is replaced. Whoever has an account already gets a role on its page instead.
 */
export async function invitePerson(
  actor: Actor,
  raw: unknown,
  now: Date,
  deliver: Deliver = sendInvitation,
): Promise<Result<Invited>> {
  const input = parse(invitePersonInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const { email, name, role, locale } = input.value;
  const wish = { email, name, role, locationIds: countsFor(input.value), locale };
  const key = randomToken(32);
  const made = await inTransaction(async (tx) => {
    if (await personByEmail(tx, email)) return refuse({ code: 'invalid', fields: { email: 'account_exists' } });
    return ok(await write(tx, wish, { key, by: actor.id, act: 'invitation.made' }, now));
  });
  return made.ok ? ok({ id: made.value.id, mailed: await deliver(made.value, key) }) : made;
}

const whichInvitation = z.object({ id: idField });

/** The same with a new link; the old one leads nowhere any more. */
export async function sendInvitationAgain(
  actor: Actor,
  raw: unknown,
  now: Date,
  deliver: Deliver = sendInvitation,
): Promise<Result<Invited>> {
  const input = parse(whichInvitation, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const key = randomToken(32);
  const made = await inTransaction(async (tx) => {
    const found = await invitationById(tx, input.value.id);
    if (!found) return refuse({ code: 'invitation_over' });
    const { id: _, createdAt: __, expiresAt: ___, ...wish } = found;
    return ok(await write(tx, wish, { key, by: actor.id, act: 'invitation.sent_again' }, now));
  });
  return made.ok ? ok({ id: made.value.id, mailed: await deliver(made.value, key) }) : made;
}

/** Its link leads nowhere any more. */
export async function withdrawInvitation(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(whichInvitation, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const { id } = input.value;
  return inTransaction(async (tx) => {
    const found = await invitationById(tx, id);
    if (!found || !(await takeInvitation(tx, id))) return refuse({ code: 'invitation_over' });
    const detail = { role: found.role, locations: found.locationIds };
    await audit(tx, { personId: actor.id, act: 'invitation.withdrawn', subject: `invitation:${id}`, detail });
    return ok();
  });
}

type Wish = Pick<InvitationRow, 'email' | 'name' | 'role' | 'locationIds' | 'locale'>;
type How = { key: string; by: number; act: 'invitation.made' | 'invitation.sent_again' };

/** The address itself is no part of the log, which is kept for years. */
async function write(tx: Tx, wish: Wish, { key, by, act }: How, now: Date): Promise<InvitationRow> {
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * DAY_MS);
  const row = await putInvitation(tx, { ...wish, keyHash: hashToken(key), expiresAt, createdById: by }, now);
  const detail = { role: wish.role, locations: wish.locationIds };
  await audit(tx, { personId: by, act, subject: `invitation:${row.id}`, detail });
  return row;
}
