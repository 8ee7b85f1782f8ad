import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { decideAdmission } from '@/lib/booking/decide-admission';
import { bookingFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes } from '@/lib/time/interval';
import { maySee } from './shown-to';
import { patronFor } from './view-space-day';

const viewBarredInput = z.object({ spaceIds: z.array(z.number().int().positive()).max(1_000) });

export type Barred = { spaceId: number; refusal: Refusal };

/** Which of these spaces this person may not book whatever the time, and why: no account, not of the group, a ban. */
export async function viewBarred(actor: Actor, raw: unknown, now: Date): Promise<Result<Barred[]>> {
  const input = parse(viewBarredInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { spaceIds: ids } = input.value;
  const spaces = ids.length === 0 ? [] : await resources(db(), { ids, kind: 'space' });
  const shown = spaces.filter(({ access }) => maySee(actor, access));
  const moment = { start: now, end: addMinutes(now, 1) };
  const known = await bookingFacts(db(), shown, moment, patronFor(actor), now);
  return ok(
    known.flatMap(({ resource, facts }) => {
      const refusal = decideAdmission(facts.admission, now, 'patron');
      return refusal ? [{ spaceId: resource.id, refusal }] : [];
    }),
  );
}
