import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { openReading, setOpenReading } from '@/lib/db/open-reading';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

/** Whether programs without a token may read what patrons are shown of spaces (libcal-api §4.5); off unless an admin said so. */
export const isReadingOpen = (): Promise<boolean> => openReading(db());

/** An empty box sends nothing. */
const saveOpenReadingInput = z.object({ open: z.literal('on').optional() });

export async function saveOpenReading(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(saveOpenReadingInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  const open = input.value.open === 'on';
  return inTransaction(async (tx) => {
    if ((await openReading(tx)) === open) return ok();
    await setOpenReading(tx, open);
    await audit(tx, {
      personId: actor.id,
      act: open ? 'open_reading.switched_on' : 'open_reading.switched_off',
      subject: 'library',
    });
    return ok();
  });
}
