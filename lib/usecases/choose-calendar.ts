import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { forgetWish } from '@/lib/db/calendar-wishes';
import { inTransaction } from '@/lib/db/client';
import { type Connection, ownConnection, type StoredCalendar } from '@/lib/db/connections';
import { horizonOf } from '@/lib/db/horizons';
import { lockIntegration } from '@/lib/db/integration';
import { type Link, openLinksOfResource } from '@/lib/db/link-rows';
import { openLink, resourceWritingTo } from '@/lib/db/links';
import { resourceById, resources } from '@/lib/db/resources';
import { takeOverShowAs } from '@/lib/db/sync-policies';
import { missingScopes } from '@/lib/graph/oauth';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { endLinks, PLAIN } from './end-connection';
import { linkTrouble } from './link-trouble';
import { mainLink } from './main-link';
import { tickField } from './registration-fields';
import { settlingWaiting } from './settling-waiting';

export const chooseCalendarInput = z.object({
  calendarId: z.string({ error: 'required' }).min(1, 'required').max(2000, 'too_long'),
  /** Write my appointments to Outlook. */
  writes: tickField,
  /** Close my slots when Outlook is busy. */
  reads: tickField,
  /** Take my upcoming appointments out of the calendar that was chosen before. */
  removeEvents: tickField,
});

/**
 * Ties the person's appointment page to one calendar of the connected account. The link it had before to the same
 * calendar is revived with its mirrors; another calendar's is let go, its events stay (sync-design §11); where both are to close time it goes
 * on being read, as one of those that are only read. Choosing, connecting and
 * disconnecting follow one another, whatever tabs they are in, by the lock on the integration: the last choice stands.
 */
export async function chooseCalendar(actor: Actor, raw: unknown, now: Date): Promise<Result<{ linkId: number }>> {
  const input = parse(chooseCalendarInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });
  const { calendarId, writes, reads, removeEvents } = input.value;

  return inTransaction(async (tx) => {
    const integration = await lockIntegration(tx);
    if (!integration) return refuse({ code: 'integration_missing' });
    if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
    const connection = await ownConnection(tx, actor.id);
    const resource = (await resources(tx, { kind: 'person' })).find(({ personId }) => personId === actor.id);
    const calendar = connection?.calendars.find(({ id }) => id === calendarId);
    if (!connection || !resource || !calendar) return refuse({ code: 'not_found' });
    if (writes && !calendar.canEdit) return refuse({ code: 'calendar_not_editable', mailbox: calendar.name });
    if (writes && missingScopes('own', connection.scopes).length > 0) return refuse({ code: 'writing_not_granted' });

    // All resources are locked there, and at once: in a second round whoever books the first of them would wait for us as we for them.
    return settlingWaiting(tx, [resource.id], now, async () => {
      const mailbox = { mailboxOid: connection.principalOid, mailboxAddress: connection.principalName };
      const taker = await resourceWritingTo(tx, mailbox.mailboxOid, calendarId);
      if (writes && taker !== null && taker !== resource.id) {
        const other = await resourceById(tx, taker);
        return refuse({ code: 'calendar_taken', by: other?.name ?? '' });
      }

      const all = await openLinksOfResource(tx, resource.id);
      const open = all.filter(({ state }) => state !== 'closing');
      const same = open.find((link) => link.calendarId === calendarId && link.mailboxOid === mailbox.mailboxOid);
      const unchanged = same?.writes === writes && same.reads === reads && same.connectionId === connection.id;
      // Calendars that are only read beside it stay as they are.
      const main = mainLink(open);
      if (same && unchanged && same.id === main?.id) return ok({ linkId: same.id });
      const horizonDays = await horizonOf(tx, resource.id);
      const tie = ({ id, name, isDefault }: StoredCalendar, how: { writes: boolean; reads: boolean }) =>
        openLink(
          tx,
          {
            ...{ connectionId: connection.id, resourceId: resource.id, ...mailbox, calendarId: id, ...how },
            ...{ calendarName: name, isDefaultCalendar: isDefault, horizonDays },
          },
          now,
        );
      const before = main && main.id !== same?.id ? main : null;
      const old = before && writes && reads && !removeEvents ? stillThere(before, connection) : null;
      if (old) await tie(old, { writes: false, reads: true });
      else if (before) await endLinks(tx, [before], { ...PLAIN, removeEvents }, now);
      const { linkId, revived } = await tie(calendar, { writes, reads });
      await takeOverShowAs(tx, linkId);
      await forgetWish(tx, actor.id);
      await audit(tx, {
        ...{ personId: actor.id, act: 'calendar.chosen', subject: `link:${linkId}` },
        detail: { writes, reads, revived, defaultCalendar: calendar.isDefault, ...(old && { onlyRead: 1 }) },
      });
      return ok({ linkId });
    });
  });
}

/** What was not read any more, by her own choice or since Microsoft does not show it, is not read on. */
const UNREADABLE: ReadonlySet<unknown> = new Set(['gone', 'denied', 'by_person']);

/** The calendar that was written to until now, where its busy times closed time; null: they did not, or it is gone. */
function stillThere(link: Link, { id, principalOid, calendars }: Connection): StoredCalendar | null {
  const isHere = link.connectionId === id && link.mailboxOid === principalOid;
  if (!isHere || !link.reads || UNREADABLE.has(linkTrouble(link))) return null;
  return calendars.find((one) => one.id === link.calendarId) ?? null;
}
