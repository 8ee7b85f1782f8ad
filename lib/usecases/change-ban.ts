import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { lockBan, updateBan } from '@/lib/db/bans';
import { inTransaction } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { endOf, lastDayField, zoneOf } from './ban-fields';

const changeBanInput = z.object({
  banId: z.coerce.number().int().positive(),
  act: z.enum(['lift', 'end']),
  lastDay: lastDayField,
});

/**
 * Staff lift a ban, which is over then and stays on record, or give it another end. Whoever comes after it is over, by
 * time or by a colleague, hears so (`ban_over`).
 */
export async function changeBan(actor: Actor, raw: unknown, now: Date): Promise<Result<undefined>> {
  const input = parse(changeBanInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'ban_patrons')) return refuse({ code: 'not_allowed' });
  const { banId, act, lastDay } = input.value;
  return inTransaction(async (tx) => {
    const ban = await lockBan(tx, banId);
    if (!ban) return refuse({ code: 'not_found' });
    const allowed = await allowedAt(tx, actor, 'ban_patrons', [['ban', banId]]);
    if (!allowed.ok) return allowed;
    if (ban.liftedAt || (ban.until && ban.until <= now)) return refuse({ code: 'ban_over' });
    const subject = `ban:${banId}`;
    if (act === 'lift') {
      await updateBan(tx, banId, { liftedAt: now });
      const before = { until: ban.until?.toISOString() ?? null, reason: ban.reason };
      await audit(tx, { personId: actor.id, act: 'ban.lifted', subject, detail: before });
      return ok();
    }
    const until = endOf(lastDay, await zoneOf(tx, ban.locationId), now);
    if (!until.ok) return until;
    await updateBan(tx, banId, { until: until.value });
    const lasts = (end: Date | null) => ({ until: end?.toISOString() ?? null });
    const detail = { before: lasts(ban.until), after: lasts(until.value) };
    await audit(tx, { personId: actor.id, act: 'ban.changed', subject, detail });
    return ok();
  });
}
