import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { ownConnection } from '@/lib/db/connections';
import { horizonOf } from '@/lib/db/horizons';
import { integrationSettings } from '@/lib/db/integration';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { type CalendarPreview, previewCalendar } from '@/lib/sync/preview-calendar';
import { addDays, localDateOf, startOfDay } from '@/lib/time/zone';
import { chooseCalendarInput } from './choose-calendar';
import { lookAtOwn } from './look-at-own';

export type MyCalendarPreview = CalendarPreview & { calendarName: string; timeZone: string };

/**
 * Before one's own calendar is chosen: what would be written there, which slots it would close, and which appointments
 * already stand where it is busy (sync-design §8, §11). Looks live and changes nothing.
 */
export async function previewMyCalendar(actor: Actor, raw: unknown, now: Date): Promise<Result<MyCalendarPreview>> {
  const input = parse(chooseCalendarInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'connect_own_calendar')) return refuse({ code: 'not_allowed' });
  const { calendarId, writes, reads } = input.value;
  const integration = await integrationSettings(db());
  if (!integration) return refuse({ code: 'integration_missing' });
  if (!mayConnect(integration)) return refuse({ code: 'integration_inactive' });
  const connection = await ownConnection(db(), actor.id);
  const resource = (await resources(db(), { kind: 'person' })).find(({ personId }) => personId === actor.id);
  const chosen = connection?.calendars.find(({ id }) => id === calendarId);
  if (!connection || !resource || !chosen) return refuse({ code: 'not_found' });
  if (writes && !chosen.canEdit) return refuse({ code: 'calendar_not_editable', mailbox: chosen.name });

  const { timeZone } = resource;
  const horizon = await horizonOf(db(), resource.id);
  const until = startOfDay(addDays(localDateOf(now, timeZone), horizon), timeZone);
  const calendar = { mailbox: connection.principalOid, calendarId, isDefault: chosen.isDefault };
  return lookAtOwn(connection.id, async () => {
    const preview = await previewCalendar({ connection, calendar, resource, writes, reads, until });
    return ok({ ...preview, calendarName: chosen.name, timeZone });
  });
}
