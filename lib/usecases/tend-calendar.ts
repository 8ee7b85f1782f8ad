import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import { lockIntegration } from '@/lib/db/integration';
import { disableLink, isDisabled } from '@/lib/db/link-pauses';
import { type Link, readLink } from '@/lib/db/link-rows';
import { syncSoon } from '@/lib/db/sync-soon';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { linkStep } from '@/lib/sync/connection-state';
import { allowedAt } from './allowed-at';
import { askRegistration } from './ask-registration';
import { enableLink, readAnew } from './enable-link';
import { settlingWaiting } from './settling-waiting';

const ACTS = ['sync', 'resync', 'pause', 'resume'] as const;
export type TendAct = (typeof ACTS)[number];

export const tendCalendarInput = z.object({
  linkId: z.coerce.number().int().positive().max(2_147_483_647),
  act: z.enum(ACTS, { error: 'required' }),
});

/**
 * What an admin may do about one calendar, of a space or a person (sync-design §12). `sync`: read it now and try what waits,
 * writes that were given up included; one that Microsoft refuses is tried again, and so is a registration that it refused,
 * whose answer is told. `resync`: read everything anew and hold every upcoming booking against it. `pause` and `resume`: as by
 * its own page; nothing in Outlook is touched.
 */
export async function tendCalendar(actor: Actor, raw: unknown, now: Date): Promise<Result<{ act: TendAct }>> {
  const input = parse(tendCalendarInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'tend_calendars')) return refuse({ code: 'not_allowed' });
  const { linkId, act } = input.value;
  if (act === 'sync' || act === 'resync') {
    const accepted = await askRegistration(actor, linkId, now);
    if (!accepted.ok) return accepted;
  }

  return inTransaction(async (tx) => {
    const integration = await lockIntegration(tx);
    const link = await readLink(tx, linkId);
    if (!link || link.state === 'unlinked' || link.state === 'closing') return refuse({ code: 'not_found' });
    const allowed = await allowedAt(tx, actor, 'tend_calendars', [['resource', link.resourceId]]);
    if (!allowed.ok) return allowed;
    if (integration?.state !== 'active' && act !== 'pause') return refuse({ code: 'integration_inactive' });
    if (READS.has(act) && link.connection.status === 'needs_reauth') return refuse({ code: 'account_signed_out' });
    const wanted = linkStep(link.state, act === 'pause' ? 'paused' : 'backfilling');
    if (!wanted.ok) return wanted;
    await DEEDS[act](tx, link, now);
    await audit(tx, {
      ...{ personId: actor.id, act: `calendar.${WRITTEN[act]}`, subject: `link:${linkId}` },
      detail: { resource: link.resourceName, was: link.stateReason ?? link.state },
    });
    return ok({ act });
  });
}

/** Nothing can be read before its account is connected again, which reads it anyway. */
const READS: ReadonlySet<TendAct> = new Set(['sync', 'resync']);

const WRITTEN = { sync: 'synced', resync: 'read_anew', pause: 'paused', resume: 'resumed' } as const;

const DEEDS: Record<TendAct, (tx: Tx, link: Link, now: Date) => Promise<void>> = {
  sync: async (tx, link, now) => {
    // What a person paused goes on by a person's word alone: `resume`.
    if (link.state !== 'paused') return syncSoon(tx, link.id, now);
    if (!isDisabled(link)) await enableLink(tx, link.id, now);
  },
  resync: async (tx, link, now) => {
    if (link.state !== 'paused') await readAnew(tx, link.id, now);
    else if (!isDisabled(link)) await enableLink(tx, link.id, now);
  },
  pause: async (tx, link, now) => {
    if (!isDisabled(link)) await settlingWaiting(tx, [link.resourceId], now, () => disableLink(tx, link.id));
  },
  resume: async (tx, link, now) => {
    if (link.state === 'paused') await enableLink(tx, link.id, now);
  },
};
