import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { activateIntegration } from '@/lib/usecases/activate-integration';
import { changeRoomMode } from '@/lib/usecases/change-room-mode';
import { chooseCalendar } from '@/lib/usecases/choose-calendar';
import { linkSpaceToRoom } from '@/lib/usecases/link-space-to-room';
import { saveIntegration } from '@/lib/usecases/save-integration';
import { viewMyCalendar } from '@/lib/usecases/view-my-calendar';
import { consent, must, register } from '../../scripts/connect-steps';
import type { Tenant } from '../tenant-control';
import type { Calendar } from '../two-sides/sides';
import { type Library, newMailboxes, type Room } from './library';

/** A linked calendar with its mailbox's address. */
export type Linked = Calendar & { mailbox: string; resourceId: number };
/** What was linked, and the registration's secret, which may stand nowhere in plain words. */
export type Connected = { calendars: Linked[]; secret: string };

/**
 * Registration, both ways to reach rooms and the staff's own calendars, as an administrator and the staff would do it:
 * the first rooms through an account, the others through the application itself, which may use those only.
 */
export async function connect(library: Library, tenant: Tenant): Promise<Connected> {
  for (const upn of newMailboxes(library))
    await tenant.call('POST', '/identity', { action: 'add_user', upn, displayName: upn });
  const admin = await personOf(library.adminId);
  const { clientId, tenantId, secret } = await register();
  const settings = { clientId, tenant: tenantId, secret: secret.value, accountType: 'AzureADMyOrg' };
  must('saving', await saveIntegration(admin, settings, new Date()));
  must('activating', await activateIntegration(admin, new Date()));

  const [first] = library.rooms;
  const account = await consent(admin, { purpose: 'rooms', resourceId: first?.id });
  const appRooms = library.rooms.filter(({ mode }) => mode === 'app');
  const mailboxes = appRooms.map(({ mailbox }) => mailbox);
  await tenant.call('POST', '/application-scopes', { clientId, mailboxes, via: 'rbac' });
  must('the application', await changeRoomMode(admin, { roomMode: 'app' }, new Date()));
  const app = await db().syncConnection.findFirstOrThrow({ where: { mode: 'app' } });
  const calendars: Linked[] = [];
  for (const room of library.rooms) {
    const linkId = await linkRoom(admin, room, room.mode === 'app' ? app.id : account);
    calendars.push({ name: room.name, kind: 'space', linkId, mailbox: room.mailbox, resourceId: room.id });
  }
  for (const { personId, resourceId, mailbox } of library.staff) {
    const person = await personOf(personId);
    await consent(person, { purpose: 'own', writes: 'on', reads: 'on' });
    const seen = must('reading calendars', await viewMyCalendar(person, {}, new Date())).account?.calendars ?? [];
    const calendarId = seen.find((calendar) => calendar.isDefault)?.id;
    const wish = { calendarId, writes: 'on', reads: 'on' };
    const { linkId } = must(mailbox, await chooseCalendar(person, wish, new Date()));
    calendars.push({ name: mailbox.split('@')[0] ?? mailbox, kind: 'person', linkId, mailbox, resourceId });
  }
  return { calendars, secret: secret.value };
}

export async function linkRoom(admin: Person, room: Room, connectionId: number): Promise<number> {
  const wish = { spaceId: room.id, connectionId, mailbox: room.mailbox };
  return must(room.name, await linkSpaceToRoom(admin, wish, new Date())).linkId;
}

export async function personOf(id: number): Promise<Person> {
  const { name, email, role, locale } = await db().person.findUniqueOrThrow({ where: { id } });
  return { kind: 'person', id, name, email, role, locale };
}
