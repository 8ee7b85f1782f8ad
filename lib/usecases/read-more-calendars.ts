import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { ownConnection } from '@/lib/db/connections';
import { horizonOf } from '@/lib/db/horizons';
import { lockIntegration } from '@/lib/db/integration';
import { openLinksOfResource } from '@/lib/db/link-rows';
import { openLink } from '@/lib/db/links';
import { resources } from '@/lib/db/resources';
import { takeOverShowAs } from '@/lib/db/sync-policies';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { endLinks, PLAIN } from './end-connection';
import { mainLink } from './main-link';
import { settlingWaiting } from './settling-waiting';

/** One field a calendar, as a form of tick boxes sends it: `read-0=…`, `read-3=…`. */
const moreInput = z.record(z.string(), z.string().max(2000, 'too_long')).transform((fields) =>
  Object.entries(fields)
    .filter(([name]) => name.startsWith('read-'))
    .map(([, calendarId]) => calendarId),
);

/**
 * Which other calendars of the account close one's time too (sync-design §8): links that are only read. Those that are
 * not ticked any more are let go, and their closed time opens.
 */
export async function readMoreCalendars(actor: Actor, raw: unknown, now: Date): Promise<Result<{ calendars: number }>> {
  const input = parse(moreInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });

  return inTransaction(async (tx) => {
    const integration = await lockIntegration(tx);
    if (integration?.state !== 'active') return refuse({ code: 'integration_inactive' });
    const connection = await ownConnection(tx, actor.id);
    const resource = (await resources(tx, { kind: 'person' })).find(({ personId }) => personId === actor.id);
    if (!connection || !resource) return refuse({ code: 'not_found' });
    return settlingWaiting(tx, [resource.id], now, async () => {
      const open = (await openLinksOfResource(tx, resource.id)).filter(({ state }) => state !== 'closing');
      const main = mainLink(open);
      if (!main) return refuse({ code: 'not_found' });
      const wanted = connection.calendars.filter(({ id }) => input.value.includes(id) && id !== main.calendarId);
      const others = open.filter(({ id }) => id !== main.id);
      for (const link of others) {
        if (!wanted.some(({ id }) => id === link.calendarId)) await endLinks(tx, [link], PLAIN, now);
      }
      const horizonDays = await horizonOf(tx, resource.id);
      for (const { id: calendarId, name, isDefault } of wanted) {
        if (others.some((link) => link.calendarId === calendarId)) continue;
        const { linkId } = await openLink(
          tx,
          {
            ...{ connectionId: connection.id, resourceId: resource.id, calendarId, calendarName: name },
            ...{ mailboxOid: connection.principalOid, mailboxAddress: connection.principalName },
            ...{ isDefaultCalendar: isDefault, writes: false, reads: true },
            horizonDays,
          },
          now,
        );
        await takeOverShowAs(tx, linkId);
      }
      const subject = `resource:${resource.id}`;
      await audit(tx, { personId: actor.id, act: 'calendar.chosen', subject, detail: { onlyRead: wanted.length } });
      return ok({ calendars: wanted.length });
    });
  });
}
