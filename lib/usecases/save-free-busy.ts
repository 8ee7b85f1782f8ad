import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { demandFullRead } from '@/lib/db/links';
import { resources } from '@/lib/db/resources';
import { saveShowAs } from '@/lib/db/sync-policies';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { ALL_DAY, showAsPolicy } from '@/lib/show-as';
import { allDayField, policyFromForm } from '@/lib/show-as-form';

/**
 * Ticks as the form sends them (`lib/show-as-form`). A box that is not ticked sends nothing, so the answer about whole days,
 * which is always sent, tells a form without ticks from none: that must not open all of somebody's time.
 */
const freeBusyInput = z
  .record(z.string(), z.string().max(2000, 'too_long'))
  .refine((fields) => ALL_DAY.some((one) => one === fields[allDayField('inPerson')]), {
    error: 'required',
    path: [allDayField('inPerson')],
  });

/**
 * Which words of Outlook close one's own time (sync-design §8), for appointments in person and online; calendars are read
 * again where that is news.
 */
export async function saveFreeBusy(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(freeBusyInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });
  const showAs = policyFromForm(input.value);

  return inTransaction(async (tx) => {
    const resource = (await resources(tx, { kind: 'person' })).find(({ personId }) => personId === actor.id);
    if (!resource) return refuse({ code: 'not_found' });
    const before = showAsPolicy(
      z.looseObject({ showAs: z.unknown() }).catch({ showAs: null }).parse(resource.syncPolicy).showAs,
    );
    const news = await saveShowAs(tx, resource.id, showAs);
    if (news.length > 0) await demandFullRead(tx, news);
    await audit(tx, {
      ...{ personId: actor.id, act: 'sync_policy.saved', subject: `resource:${resource.id}` },
      detail: { before, after: showAs },
    });
    return ok();
  });
}
