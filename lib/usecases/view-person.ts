import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { SESSION_SECONDS } from '@/lib/auth/session';
import { db } from '@/lib/db/client';
import { locations, zoneOfLibrary } from '@/lib/db/library';
import { type AccountRow, accountById } from '@/lib/db/person-accounts';
import { type SessionRow, sessionsOf } from '@/lib/db/sessions';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { idField } from './catalogue-fields';

export type PersonView = {
  account: AccountRow;
  /** The newest first. */
  sessions: SessionRow[];
  locations: { id: number; name: string }[];
  isOwn: boolean;
  /** The library's clock. */
  timeZone: string;
};

/** One account, how it signs in and where it is signed in. */
export async function viewPerson(actor: Actor, raw: unknown, now: Date): Promise<Result<PersonView>> {
  const input = parse(z.object({ id: idField }), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  if (actor.kind !== 'person' || !can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  const account = await accountById(db(), input.value.id);
  if (!account) return refuse({ code: 'not_found' });
  const since = new Date(now.getTime() - SESSION_SECONDS * 1000);
  return ok({
    ...{ account, isOwn: account.id === actor.id, timeZone: await zoneOfLibrary(db()) },
    sessions: await sessionsOf(db(), account.id, since),
    locations: (await locations(db())).map(({ id, name }) => ({ id, name })),
  });
}

/** What the form of an invitation chooses from. */
export async function viewInvitationForm(actor: Actor): Promise<Result<{ id: number; name: string }[]>> {
  if (!can(actor, 'manage_people')) return refuse({ code: 'not_allowed' });
  return ok((await locations(db())).map(({ id, name }) => ({ id, name })));
}
