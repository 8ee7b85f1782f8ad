import { db } from '@/lib/db/client';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { seal } from '@/lib/seal';

export type Registration = { clientId: string; tenantId: string; secret: { value: string } };
export type Room = { upn: string; oid: string };
export type LibraryRows = { connectionId: number; resourceIds: number[] };

/** How far ahead the rooms can be booked, in days. */
export const HORIZON_DAYS = 60;

/** One location that never closes, its rooms, and the application that may write to all of them. No links yet. */
export async function addLibrary(app: Registration, rooms: readonly Room[]): Promise<LibraryRows> {
  await db().library.create({ data: { name: 'Bench Library', retentionDays: 30 } });
  const spans = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute: 0, closesMinute: 1440 }));
  const location = await db().location.create({
    data: { name: 'Main', address: '', timeZone: 'UTC', hoursSchedules: { create: [{ spans: { create: spans } }] } },
  });
  const category = await db().category.create({ data: { locationId: location.id, kind: 'space', name: 'Rooms' } });
  const admin = await db().person.create({ data: { name: 'A', email: 'a@library.example', role: 'admin' } });
  const { clientId, tenantId } = app;
  await db().integration.create({
    data: {
      ...{ id: 1, accountType: 'AzureADMyOrg', tenantId, clientId, state: 'active', roomMode: 'app' },
      secretEnc: seal(app.secret.value, INTEGRATION_SECRET),
    },
  });
  const connection = await db().syncConnection.create({
    data: {
      ...{ mode: 'app', purpose: 'rooms', ownerId: admin.id, tenantId, principalOid: clientId },
      ...{ principalName: 'Carrel', scopes: [] },
    },
  });
  await db().resource.createMany({
    data: rooms.map(({ upn }) => ({ kind: 'space' as const, categoryId: category.id, name: upn, capacity: 4 })),
  });
  const resources = await db().resource.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
  return { connectionId: connection.id, resourceIds: resources.map(({ id }) => id) };
}

/** What ties a resource to the calendar of its room. */
export const linkOf = ({ connectionId }: LibraryRows, resourceId: number, { upn, oid }: Room) => ({
  ...{ connectionId, resourceId, mailboxOid: oid, mailboxAddress: upn, calendarId: 'default' },
  ...{ calendarName: 'Calendar', isDefaultCalendar: true, writes: true, reads: true, horizonDays: HORIZON_DAYS },
});
