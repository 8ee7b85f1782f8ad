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

type Moved = { kind: z.output<typeof moveInput>['kind']; parentId: number | null };

/** A place further up or down among its like. */
export const moveInOrder = (actor: Actor, raw: unknown): Promise<Result<Moved>> =>
  catalogueAct(actor, moveInput, raw, async (tx, { kind, id, direction }, personId) => {
    const moved = await move(tx, kind, id, direction === 'up' ? -1 : 1);
    if (!moved) return refuse({ code: 'not_found' });
    const { parentId, before, after } = moved;
    if (before.join() !== after.join())
      await audit(tx, { personId, act: 'catalogue.ordered', subject: `${kind}:${id}`, detail: { before, after } });
    return ok({ kind, parentId });
  });
