/**
 * `npm start -- --connected`: the three steps of the mission, walked by a program. Only the registration itself is made
 * through the stand-in's controls; settings, consents and links go the way people go: use cases and real redirects.
 */
import type { Person } from '@/lib/auth/can';
import { closeDb, db } from '@/lib/db/client';
import { personByEmail } from '@/lib/db/people';
import { closeQueue } from '@/lib/db/queue';
import { resources } from '@/lib/db/resources';
import { activateIntegration } from '@/lib/usecases/activate-integration';
import { chooseCalendar } from '@/lib/usecases/choose-calendar';
import { linkSpaceToRoom } from '@/lib/usecases/link-space-to-room';
import { saveIntegration } from '@/lib/usecases/save-integration';
import { viewMyCalendar } from '@/lib/usecases/view-my-calendar';
import { consent, must, register } from './connect-steps';

const ROOMS: [space: string, mailbox: string][] = [
  ['Linden Room', 'linden@library.example'],
  ['Maple Room', 'maple@library.example'],
  ['Oak Room', 'oak@library.example'],
  ['Cedar Room', 'cedar@library.example'],
  ['Garden Hall', 'garden-hall@library.example'],
  ['Study Room 1', 'study-1@library.example'],
  ['Study Room 2', 'study-2@library.example'],
  ['Recording Studio', 'studio@library.example'],
  ['Maker Space', 'makerspace@library.example'],
];
const STAFF = ['librarian', 'ben.okafor', 'david.chen', 'grace.muthoni'].map((name) => `${name}@library.example`);
const now = () => new Date();

async function main(): Promise<void> {
  const admin = await actor('admin@library.example');
  if ((await db().integration.count({ where: { state: 'active' } })) > 0) return;
  const { clientId, tenantId, secret } = await register();
  const settings = { clientId, tenant: tenantId, secret: secret.value, accountType: 'AzureADMyOrg' };
  must('saving', await saveIntegration(admin, settings, now()));
  must('activating', await activateIntegration(admin, now()));

  const spaces = new Map((await resources(db(), { kind: 'space' })).map(({ id, name }) => [name, id]));
  const first = spaces.get(ROOMS[0]?.[0] ?? '');
  const connectionId = await consent(admin, { purpose: 'rooms', resourceId: first });
  for (const [name, mailbox] of ROOMS)
    must(name, await linkSpaceToRoom(admin, { spaceId: spaces.get(name), connectionId, mailbox }, now()));

  for (const email of STAFF) {
    const person = await actor(email);
    await consent(person, { purpose: 'own', writes: 'on', reads: 'on' });
    const calendars = must('reading calendars', await viewMyCalendar(person, {}, now())).account?.calendars ?? [];
    const calendarId = calendars.find((calendar) => calendar.isDefault)?.id;
    must(email, await chooseCalendar(person, { calendarId, writes: 'on', reads: 'on' }, now()));
  }
}

async function actor(email: string): Promise<Person> {
  const row = await personByEmail(db(), email);
  if (!row) throw new Error(`The demo library has no ${email}.`);
  return { kind: 'person', id: row.id, name: row.name, email: row.email, role: row.role, locale: row.locale };
}

try {
  await main();
} finally {
  await closeQueue();
  await closeDb();
}
