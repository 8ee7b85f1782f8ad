import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { doorKeyOf, setDoorKey } from '@/lib/db/doors';
import { env } from '@/lib/env';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { randomToken } from '@/lib/seal';
import { allowedAt, mayAt } from './allowed-at';

const doorKeyInput = z.object({
  spaceId: z.coerce.number().int().positive(),
  /** 'make' also replaces: tablets with the old key show no names and book nothing any more. */
  act: z.enum(['make', 'remove']),
});

/** A key for the tablet at the door, a new one, or none. */
export async function changeDoorKey(actor: Actor, raw: unknown): Promise<Result<{ spaceId: number }>> {
  const input = parse(doorKeyInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const allowed = await allowedAt(db(), actor, 'manage_spaces', [['resource', input.value.spaceId]]);
  if (!allowed.ok) return allowed;
  const { spaceId, act } = input.value;
  return inTransaction(async (tx) => {
    if (!(await setDoorKey(tx, spaceId, act === 'make' ? randomToken(18) : null))) return refuse({ code: 'not_found' });
    const done = act === 'make' ? 'door_key.made' : 'door_key.removed';
    await audit(tx, { personId: actor.id, act: done, subject: `space:${spaceId}` });
    return ok({ spaceId });
  });
}

export type DoorAddresses = { open: string; trusted: string | null };

/** What to type into the tablet: the open address, and the one with the key, for admins only. */
export async function viewDoorAddresses(actor: Actor, spaceId: number): Promise<DoorAddresses | null> {
  if (!(await mayAt(db(), actor, 'manage_spaces', ['resource', spaceId]))) return null;
  const open = `${env().PUBLIC_URL}/door/${spaceId}`;
  const key = await doorKeyOf(db(), spaceId);
  return { open, trusted: key && `${open}?key=${key}` };
}
