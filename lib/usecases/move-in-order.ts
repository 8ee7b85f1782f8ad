import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { moveInOrder as move } from '@/lib/db/catalogue-order';
import { ok, type Result, refuse } from '@/lib/result';
import { appointmentAct, mayOrder } from './appointment-rights';
import { idField } from './catalogue-fields';

export const moveInput = z.object({
  kind: z.enum([
    ...(['location', 'category', 'zone', 'space', 'feature', 'question'] as const),
    ...(['person', 'kind', 'appointment_group'] as const),
  ]),
  id: idField,
  direction: z.enum(['up', 'down']),
});

/** Where it stands now among how many, from 1 on. */
type Moved = { name: string; place: number; count: number };

/** A place further up or down among its like: by admins, and by people for their own kinds and what these ask. */
export const moveInOrder = (actor: Actor, raw: unknown): Promise<Result<Moved>> =>
  appointmentAct(actor, moveInput, raw, async (tx, { kind, id, direction }, person) => {
    if (!(await mayOrder(tx, person, kind, id))) return refuse({ code: 'not_allowed' });
    const moved = await move(tx, kind, id, direction === 'up' ? -1 : 1);
    if (!moved) return refuse({ code: 'not_found' });
    const { before, after } = moved;
    if (before.join() !== after.join())
      await audit(tx, {
        personId: person.id,
        act: 'catalogue.ordered',
        subject: `${kind}:${id}`,
        detail: { before, after },
      });
    return ok({ name: moved.name, place: after.indexOf(id) + 1, count: after.length });
  });
