import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import type { Visitor } from '@/lib/auth/visitor';
import { db } from '@/lib/db/client';
import { holdOf, keepHold } from '@/lib/db/holds';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { asHeld, type Held, MOST_EXTENSIONS } from './hold-view';

const extendHoldInput = z.object({ hold: z.string().min(1).max(32).toLowerCase() });

/** Kept as long again from now on, ten times at most. Over meanwhile, or another visitor's: `hold_over`. */
export async function extendHold(actor: Actor, visitor: Visitor, raw: unknown, now: Date): Promise<Result<Held>> {
  const input = parse(extendHoldInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'book')) return refuse({ code: 'not_allowed' });
  const { hold: publicId } = input.value;
  const known = await holdOf(db(), visitor.keys, now);
  if (known?.publicId !== publicId) return refuse({ code: 'hold_over' });
  const held = await resources(db(), { ids: known.items.map(({ resourceId }) => resourceId) });
  // Of an appointment as the person's location has it, whatever the room's says.
  const minutes = (held.find(({ kind }) => kind === 'person') ?? held[0])?.holdMinutes ?? null;
  if (minutes === null) return refuse({ code: 'hold_over' });
  const until = addMinutes(now, minutes);
  const kept = await keepHold(db(), visitor.keys, { publicId, until, most: MOST_EXTENSIONS }, now);
  return kept ? ok(asHeld({ publicId, until, ...kept }, minutes)) : refuse({ code: 'hold_over' });
}
