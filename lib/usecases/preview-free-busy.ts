import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { ownConnection } from '@/lib/db/connections';
import { integrationSettings } from '@/lib/db/integration';
import { openLinksOfConnection } from '@/lib/db/link-rows';
import { resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { type Meeting, readMeetings } from '@/lib/sync/read-meetings';
import { addDays, type LocalDate, localDateOf, localDay } from '@/lib/time/zone';
import { lookAtOwn } from './look-at-own';

export type FreeBusyPreview = {
  timeZone: string;
  from: LocalDate;
  /** The last day. */
  to: LocalDate;
  meetings: Meeting[];
};

const DAYS = 14;

/**
 * One's own next two weeks as Outlook shows them now, against which a choice of what counts as busy is held before it is
 * saved. Live, of the calendars that close time; before one is chosen, of the account's default one. Changes nothing.
 */
export async function previewFreeBusy(actor: Actor, now: Date): Promise<Result<FreeBusyPreview>> {
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });
  const integration = await integrationSettings(db());
  if (!integration) return refuse({ code: 'integration_missing' });
  if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  const connection = await ownConnection(db(), actor.id);
  const resource = (await resources(db(), { kind: 'person' })).find(({ personId }) => personId === actor.id);
  if (!connection || !resource) return refuse({ code: 'not_found' });
  const links = (await openLinksOfConnection(db(), connection.id)).filter(
    ({ reads, state }) => reads && state !== 'closing',
  );
  const chosen = links.map(({ calendarId, isDefaultCalendar: isDefault }) => ({ id: calendarId, isDefault }));
  const usual = connection.calendars.filter(({ isDefault }) => isDefault);

  const { timeZone } = resource;
  const from = localDateOf(now, timeZone);
  const to = addDays(from, DAYS - 1);
  const range = { start: localDay(from, timeZone).start, end: localDay(to, timeZone).end };
  const calendars = (chosen.length > 0 ? chosen : usual).map(({ id: calendarId, isDefault }) => ({
    ...{ mailbox: connection.principalOid, calendarId, isDefault },
  }));
  return lookAtOwn(connection.id, async () =>
    ok({ timeZone, from, to, meetings: await readMeetings({ connection, calendars, resource, range }) }),
  );
}
