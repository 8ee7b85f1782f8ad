import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { demandFullRead } from '@/lib/db/links';
import { resources } from '@/lib/db/resources';
import { saveShowAs } from '@/lib/db/sync-policies';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { showAsPolicy } from '@/lib/show-as';
import { tickField } from './registration-fields';

const freeBusyInput = z.object({ tentative: tickField, workingElsewhere: tickField });

/** Which uncertain words of Outlook close one's own time (sync-design §8); calendars are read again where that is news. */
export async function saveFreeBusy(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(freeBusyInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });
  const { tentative, workingElsewhere } = input.value;

  return inTransaction(async (tx) => {
    const resource = (await resources(tx, { kind: 'person' })).find(({ personId }) => personId === actor.id);
    if (!resource) return refuse({ code: 'not_found' });
    const news = await saveShowAs(tx, resource.id, showAsPolicy({ tentative, workingElsewhere }));
    if (news.length > 0) await demandFullRead(tx, news);
    await audit(tx, {
      ...{ personId: actor.id, act: 'sync_policy.saved', subject: `resource:${resource.id}` },
      detail: { tentative, workingElsewhere },
    });
    return ok();
  });
}
