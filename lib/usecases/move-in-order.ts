import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { moveInOrder as move } from '@/lib/db/catalogue-order';
import { ok, type Result, refuse } from '@/lib/result';
import { catalogueAct } from './catalogue-act';
import { idField } from './catalogue-fields';

export const moveInput = z.object({
  kind: z.enum(['location', 'category', 'zone', 'space', 'feature', 'question']),
  id: idField,
  direction: z.enum(['up', 'down']),
});

/** Where it stands now among how many, from 1 on. */
type Moved = { name: string; place: number; count: number };

/** A place further up or down among its like. */
export const moveInOrder = (actor: Actor, raw: unknown): Promise<Result<Moved>> =>
  catalogueAct(actor, moveInput, raw, async (tx, { kind, id, direction }, personId) => {
    const moved = await move(tx, kind, id, direction === 'up' ? -1 : 1);
    if (!moved) return refuse({ code: 'not_found' });
    const { before, after } = moved;
    if (before.join() !== after.join())
      await audit(tx, { personId, act: 'catalogue.ordered', subject: `${kind}:${id}`, detail: { before, after } });
    return ok({ name: moved.name, place: after.indexOf(id) + 1, count: after.length });
  });
