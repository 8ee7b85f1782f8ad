import { db } from '@/lib/db/client';

/** A library of study rooms, meeting rooms and laboratories, a few of its people, and what answers each room gives. */
export const ZONE = 'America/New_York';
const OPENS = 8 * 60;
const CLOSES = 20 * 60;

export type Room = { id: number; name: string; mailbox: string; mode: 'delegated' | 'app' };
/** `places`: where they meet patrons, a desk and rooms that are booked with them. */
export type Staff = { personId: number; resourceId: number; slug: string; mailbox: string; places: number[] };
export type Library = { adminId: number; rooms: Room[]; staff: Staff[] };

const MAILBOXES = [
  ...['linden', 'maple', 'oak', 'cedar', 'garden-hall', 'study-1', 'study-2', 'studio', 'makerspace'],
  ...['atrium', 'loft', 'vault'],
];
/** Rooms that the tenant does not know from the start. */
const SEEDED = 9;
/** The account that holds rooms holds these; the others are the application's own. */
const DELEGATED = 5;

/** One room answers as all do by default; each of the others in a way of its own (sync-design §7). */
const POLICIES: readonly object[] = [
  {},
  { foreign: 'outlook_wins' },
  { foreign: 'decline_meeting' },
  { moved: 'accept' },
  { deleted: 'cancel' },
  { bothEdited: 'remote_wins' },
  { bothEdited: 'ask', stale: 'closed' },
  { moved: 'accept', deleted: 'cancel', foreign: 'outlook_wins' },
];
const STAFF_POLICIES: readonly object[] = [{}, { moved: 'ask', deleted: 'cancel' }, { moved: 'put_back' }];

export async function seedLibrary(roomCount: number, passwordHash: string): Promise<Library> {
  await db().library.create({ data: { name: 'Library Example', retentionDays: 30 } });
  const location = await db().location.create({
    data: { name: 'Main', address: '1 Reading Lane', timeZone: ZONE, hoursSchedules: { create: [everyDay()] } },
  });
  const category = async (name: string, kind: 'space' | 'person', more: object = {}) =>
    (await db().category.create({ data: { locationId: location.id, kind, name, windowDays: 14, ...more } })).id;
  const study = await category('Study rooms', 'space', {
    limits: { create: { measure: 'minutes', per: 'day', most: 240 } },
  });
  const meeting = await category('Meeting rooms', 'space', { cleanupMinutes: 15, maxMinutes: 180 });
  const labs = await category('Laboratories', 'space', { setupMinutes: 15, cleanupMinutes: 15 });
  const desks = await category('Librarians', 'person', { minMinutes: 30, maxMinutes: 30, defaultMinutes: 30 });

  const rooms: Room[] = [];
  for (let index = 0; index < roomCount; index += 1) {
    const name = MAILBOXES[index] ?? `room-${index + 1}`;
    const categoryId = [study, study, meeting, labs][index % 4] ?? study;
    const syncPolicy = POLICIES[index % POLICIES.length] ?? {};
    const data = { kind: 'space' as const, categoryId, name, capacity: 4, syncPolicy, position: index };
    const { id } = await db().resource.create({ data });
    rooms.push({ id, name, mailbox: `${name}@library.example`, mode: index < DELEGATED ? 'delegated' : 'app' });
  }
  await makeWhole(rooms);
  const admin = await db().person.create({
    data: { name: 'Morgan Ellis', email: 'admin@library.example', role: 'admin', passwordHash },
  });
  const staff: Staff[] = [];
  for (const [index, name] of ['librarian', 'ben.okafor', 'grace.muthoni'].entries()) {
    const mailbox = `${name}@library.example`;
    const person = await db().person.create({ data: { name, email: mailbox, role: 'staff', passwordHash } });
    const syncPolicy = STAFF_POLICIES[index] ?? {};
    const slug = name.replace('.', '-');
    const resource = await db().resource.create({
      data: { kind: 'person', categoryId: desks, personId: person.id, name, slug, syncPolicy },
    });
    const places = await meetingPlaces(resource.id, [rooms[index], rooms[index + 5]]);
    staff.push({ personId: person.id, resourceId: resource.id, slug, mailbox, places });
  }
  return { adminId: admin.id, rooms, staff };
}

/** The fifth room is made of the third and the tenth: one of the account's, one of the application's. */
async function makeWhole(rooms: readonly Room[]): Promise<void> {
  const [whole, ...parts] = [rooms[4], rooms[2], rooms[9]];
  if (!whole) return;
  const data = parts.flatMap((part) => (part ? [{ wholeId: whole.id, partId: part.id }] : []));
  await db().resourcePart.createMany({ data });
}

/** There all day, at a desk, in one of the account's rooms and in one of the application's. */
async function meetingPlaces(resourceId: number, rooms: readonly (Room | undefined)[]): Promise<number[]> {
  const rule = await db().availabilityRule.create({
    data: {
      ...{ resourceId, repeat: 'daily', fromDate: new Date('2020-01-01') },
      ...{ startsMinute: OPENS, endsMinute: CLOSES },
    },
  });
  const rows = [
    { kind: 'desk', name: 'Desk' },
    ...rooms.flatMap((room) => (room ? [{ kind: 'room', name: room.name, spaceId: room.id }] : [])),
  ];
  const ids = [];
  for (const [position, row] of rows.entries()) {
    const data = { resourceId, ...row, position, rules: { create: { ruleId: rule.id } } };
    ids.push((await db().appointmentPlace.create({ data })).id);
  }
  return ids;
}

const everyDay = () => ({
  spans: { create: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute: OPENS, closesMinute: CLOSES })) },
});

/** Mailboxes that the tenant has to be given first. */
export const newMailboxes = ({ rooms }: Library): string[] => rooms.slice(SEEDED).map(({ mailbox }) => mailbox);
