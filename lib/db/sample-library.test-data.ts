import { db } from '@/lib/db/client';
import { wallTime } from '@/lib/time/zone';

/** A small library in New York for the tests of this room and of the use cases. */
const ZONE = 'America/New_York';

export type Sample = Awaited<ReturnType<typeof sampleLibrary>>;

/**
 * One location: study rooms (no padding, 2 h a day), meeting rooms (15 min after, hall = east + west), a night room open
 * 18:00–02:00, and a librarian at her desk from nine to twelve. Open eight to five every day otherwise.
 */
export async function sampleLibrary() {
  await db().library.create({ data: { name: 'Sample Library', retentionDays: 30 } });
  const location = await db().location.create({
    data: { name: 'Main', address: '1 Reading Lane', timeZone: ZONE, hoursSchedules: { create: [week(480, 1020)] } },
  });
  const categoryOf = (name: string, kind: 'space' | 'person', more: object = {}) =>
    db().category.create({ data: { locationId: location.id, kind, name, ...more } });
  const limits = { create: { measure: 'minutes', per: 'day', most: 120 } };
  const study = await categoryOf('Study rooms', 'space', { cancelByMinutes: 60, limits });
  const meeting = await categoryOf('Meeting rooms', 'space', { cleanupMinutes: 15, maxMinutes: 240 });
  const desks = await categoryOf('Librarians', 'person', { minMinutes: 30, maxMinutes: 30, defaultMinutes: 30 });

  const space = (categoryId: number, name: string, more: object = {}) =>
    db().resource.create({ data: { kind: 'space', categoryId, name, capacity: 4, ...more } });
  const quiet = await space(study.id, 'Quiet room');
  const corner = await space(study.id, 'Corner room');
  const hall = await space(meeting.id, 'Hall');
  const east = await space(meeting.id, 'Hall east');
  const west = await space(meeting.id, 'Hall west');
  const night = await space(study.id, 'Night room', { hoursSchedules: { create: [week(18 * 60, 26 * 60)] } });
  await db().resourcePart.createMany({
    data: [east, west].map((part) => ({ wholeId: hall.id, partId: part.id })),
  });

  const ada = await db().person.create({ data: { name: 'Ada Park', email: 'ada@library.example', role: 'staff' } });
  const librarian = await db().resource.create({
    data: {
      ...{ kind: 'person', categoryId: desks.id, personId: ada.id, name: 'Ada Park', slug: 'ada-park' },
      subjects: ['History'],
      availability: { create: [everyDay(540, 720)] },
    },
  });
  return { location, study, meeting, desks, quiet, corner, hall, east, west, night, librarian, ada };
}

const week = (opensMinute: number, closesMinute: number) => ({
  spans: { create: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute, closesMinute })) },
});

/** A person's rule: there every day. */
export const everyDay = (startsMinute: number, endsMinute: number) => ({
  ...{ repeat: 'daily', fromDate: new Date('2020-01-01'), startsMinute, endsMinute },
});

/** A moment of the library's clock: `date`, '10:00', minutes past 24:00 allowed. */
export function moment(date: string, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return wallTime(date, hours * 60 + minutes, ZONE);
}

/**
 * The resource gets a calendar that everything is on for: integration active, connection active, link live.
 * Returns the link's id.
 */
export async function linkToCalendar(resourceId: number, ownerId: number): Promise<number> {
  await db().integration.upsert({
    where: { id: 1 },
    create: { id: 1, accountType: 'AzureADMyOrg', clientId: 'app', secretEnc: 'sealed', state: 'active' },
    update: { state: 'active' },
  });
  const connection = await db().syncConnection.create({
    data: {
      ...{ purpose: 'rooms', ownerId, tenantId: 'tenant', principalOid: `oid ${resourceId}` },
      ...{ principalName: 'rooms@library.example', scopes: [] },
    },
  });
  const link = await db().calendarLink.create({
    data: {
      ...{ connectionId: connection.id, resourceId, mailboxOid: `mailbox ${resourceId}`, state: 'live' },
      ...{ mailboxAddress: 'room@library.example', calendarId: 'calendar', calendarName: 'Calendar' },
    },
  });
  return link.id;
}
