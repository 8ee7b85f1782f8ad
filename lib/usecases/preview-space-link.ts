import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { horizonOf } from '@/lib/db/horizons';
import { resourceWritingTo } from '@/lib/db/links';
import { resourceById } from '@/lib/db/resources';
import { nameOfMailbox } from '@/lib/db/room-links';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type CalendarPreview, previewCalendar } from '@/lib/sync/preview-calendar';
import { addDays, localDateOf, startOfDay } from '@/lib/time/zone';
import { allowedAt } from './allowed-at';
import { readPlace, roomFields } from './link-space-to-room';
import { lookAtRoom } from './look-at-room';
import { orRefused } from './refuse-preview';

export const previewSpaceLinkInput = z.object(roomFields);

export type SpaceLinkPreview = CalendarPreview & { mailbox: string; calendarName: string; timeZone: string };

/**
 * Before a space is linked: what would be written to the room, what would close time here, and which bookings already
 * stand where the room is busy (sync-design §11). Looks live and changes nothing; linking mails nobody either.
 */
export async function previewSpaceLink(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceLinkPreview>> {
  const input = parse(previewSpaceLinkInput, raw);
  if (!input.ok) return input;
  const allowed = await allowedAt(db(), actor, 'manage_spaces', [['resource', input.value.spaceId]]);
  if (!allowed.ok) return allowed;
  const { mailbox } = input.value;
  const place = await readPlace(input.value);
  if (!place.ok) return place;
  const { space, connection } = place.value;
  const room = await lookAtRoom(connection, mailbox, now);
  if (!room.ok) return room;
  const { address, calendarName } = room.value;
  const named = await nameOfMailbox(db(), room.value);
  const taker = await resourceWritingTo(db(), named.mailboxOid, named.calendarId);
  if (taker !== null && taker !== space.id)
    return refuse({ code: 'calendar_taken', by: (await resourceById(db(), taker))?.name ?? '' });

  const { timeZone } = space;
  const horizon = await horizonOf(db(), space.id);
  const until = startOfDay(addDays(localDateOf(now, timeZone), horizon), timeZone);
  const calendar = { mailbox: named.mailboxOid, calendarId: named.calendarId, isDefault: true };
  return orRefused(connection.id, async () => {
    const wish = { connection, calendar, resource: space, writes: true, reads: true, until };
    return ok({ ...(await previewCalendar(wish)), mailbox: address, calendarName, timeZone });
  });
}
