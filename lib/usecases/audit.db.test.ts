import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { type AuditAct, audit } from '@/lib/db/audit';
import { namedThings, READ, type ThingKind } from '@/lib/db/audit-things';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { auditFacts, isInstant } from './audit-detail';
import type { AuditSaid } from './audit-names';
import { exportAudit, viewAudit } from './view-audit';

testDatabase();

let admin: Actor;
let staff: Actor;

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE person, audit_entry, location CASCADE`;
  const make = async (role: 'admin' | 'staff', name: string): Promise<Actor> => {
    const email = `${role}@library.example`;
    const { id } = await db().person.create({ data: { name, email, role } });
    return { kind: 'person', id, name, email, role, locale: 'en' };
  };
  [admin, staff] = [await make('admin', 'Ada'), await make('staff', 'Bo')];
});

const idOf = (actor: Actor) => (actor.kind === 'person' ? actor.id : 0);
const entry = (by: Actor | null, subject: string, detail = {}) =>
  audit(db(), { personId: by && idOf(by), act: 'space.saved', subject, detail });

test('the newest first, page by page, with nothing lost between them', async () => {
  for (let i = 1; i <= 120; i++) await entry(admin, `space:${i}`);
  const seen: string[] = [];
  for (let before = '', pages = 0; pages < 5; pages++) {
    const view = await viewAudit(admin, { before });
    if (!view.ok) throw new Error('refused');
    seen.push(...view.value.entries.map(({ subject }) => subject));
    if (!view.value.next) break;
    before = view.value.next;
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => `space:${120 - i}`));
});

test('by whom, what and when; the library itself is somebody too', async () => {
  await entry(admin, 'space:1');
  await entry(null, 'space:2');
  await audit(db(), { personId: idOf(staff), act: 'ban.made', subject: 'ban:3' });
  await db().auditEntry.updateMany({ where: { subject: 'ban:3' }, data: { at: new Date('2026-03-01T12:00:00Z') } });
  const subjects = async (asked: object) => {
    const view = await viewAudit(admin, asked);
    return view.ok && view.value.entries.map(({ subject }) => subject);
  };
  expect(await subjects({ person: String(idOf(staff)) })).toEqual(['ban:3']);
  expect(await subjects({ person: 'system' })).toEqual(['space:2']);
  expect(await subjects({ thing: 'space' })).toEqual(['space:2', 'space:1']);
  expect(await subjects({ from: '2026-03-01', to: '2026-03-01' })).toEqual(['ban:3']);
  expect(await subjects({ to: '2026-02-28' })).toEqual([]);
  expect(await subjects({ from: 'no day' })).toHaveLength(3);
});

test('before and after in words: what differs, and no secret', () => {
  const facts = (detail: Record<string, unknown>) => auditFacts({ act: 'space.saved', subject: 'space:1', detail });
  const detail = {
    before: { name: 'Hall', capacity: 4, apiToken: 'abc' },
    after: { name: 'Great Hall', capacity: 4, apiToken: 'def' },
    clientSecret: 'xyz',
    told: true,
  };
  expect(facts(detail)).toEqual([
    { name: 'name', before: ['Hall'], after: ['Great Hall'] },
    { name: 'clientSecret', value: ['•••'] },
    { name: 'told', value: ['yes'] },
  ]);
  // That one may sign in by password, or until when a secret lasts, is no secret.
  expect(facts({ before: { password: true }, after: { password: false } })).toEqual([
    { name: 'password', before: ['yes'], after: ['no'] },
  ]);
  expect(facts({ secretExpiresOn: '2027-01-31', secretReplaced: true, secret: true, token: '2027-01-31x' })).toEqual([
    { name: 'secretExpiresOn', value: ['2027-01-31'] },
    { name: 'secretReplaced', value: ['yes'] },
    { name: 'secret', value: ['yes'] },
    { name: 'token', value: ['•••'] },
  ]);
  expect(facts({ before: null, after: 'Ground floor' })).toEqual([{ name: '', before: [], after: ['Ground floor'] }]);
});

test('a time and where it was is one thing, and its instants stay as they are for the page to say', () => {
  const [start, end] = ['2026-11-24T19:00:00.000Z', '2026-11-24T20:00:00.000Z'];
  const detail = { from: [{ end, start, resourceId: 7 }], until: end };
  expect(auditFacts({ act: 'booking.moved', subject: 'booking:1', detail })).toEqual([
    { name: 'from', value: [{ kind: 'resource', id: 7 }, ', ', start, ' – ', end] },
    { name: 'until', value: [end] },
  ]);
  expect([end, '2026-11-24', 'noon', 5].map(isInstant)).toEqual([true, false, false, false]);
});

test('what an entry speaks of has its name of today while it is there, else its number', async () => {
  const location = await db().location.create({ data: { name: 'Hall', timeZone: 'UTC' } });
  const of = { locationId: location.id };
  const [rooms, desks] = [
    await db().category.create({ data: { ...of, name: 'Rooms', kind: 'space' } }),
    await db().category.create({ data: { ...of, name: 'Desks', kind: 'person' } }),
  ];
  const place = { categoryId: rooms.id, name: 'Linden', kind: 'space' as const };
  const space = await db().resource.create({ data: place });
  const person = await db().resource.create({
    data: { ...place, categoryId: desks.id, name: 'Ada Park', kind: 'person' },
  });
  const kind = await db().appointmentKind.create({ data: { categoryId: desks.id, name: 'Help', minutes: 30 } });
  const entries: [AuditAct, string, object][] = [
    ['space.parts_saved', `space:${space.id}`, { before: [], after: [space.id, 999_999] }],
    ['person.saved', `person:${idOf(staff)}`, { before: { locations: [] }, after: { locations: [location.id] } }],
    ['appointment_settings.saved', `person:${person.id}`, {}],
    ['kind.saved', `kind:${kind.id}`, { before: null, after: { categoryId: desks.id, spaces: 3 } }],
    ['catalogue.ordered', `category:${rooms.id}`, { before: [rooms.id, desks.id], after: [desks.id, rooms.id] }],
    ['booking.moved', 'booking:5', { from: [{ resourceId: space.id, start: 'noon' }] }],
    ['privacy.saved', 'library', {}],
  ];
  for (const [act, subject, detail] of entries)
    await audit(db(), { personId: idOf(admin), act, subject, detail: { ...detail } });
  const view = await viewAudit(admin, {});
  if (!view.ok) throw new Error('refused');
  const plain = (said: AuditSaid[] = []) =>
    said.map((one) => (typeof one === 'string' ? one : `[${one.thing?.name ?? one.id}]`)).join('');
  const told = view.value.entries.map(({ act, about, facts }) => [
    ...[act, about?.thing?.page ?? null, about?.thing?.name ?? about?.id ?? null],
    facts.map(({ name, before, after, value }) => `${name}: ${plain(before)}>${plain(after)}${plain(value)}`).join(),
  ]);
  expect(told.reverse()).toEqual([
    ['space.parts_saved', 'space', 'Linden', ': >[Linden], [999999]'],
    ['person.saved', 'account', 'Bo', 'locations: >[Hall]'],
    ['appointment_settings.saved', 'person', 'Ada Park', ''],
    ['kind.saved', 'kind', 'Help', 'spaces: >3,categoryId: >[Desks]'],
    ['catalogue.ordered', 'spaceCategory', 'Rooms', ': [Rooms], [Desks]>[Desks], [Rooms]'],
    ['booking.moved', null, 5, 'from: >start: noon; resourceId: [Linden]'],
    ['privacy.saved', null, null, ''],
  ]);
  const table = await exportAudit(admin, { thing: 'kind' });
  expect(table.ok && table.value).toContain(`kind:${kind.id},Help,"spaces:  → 3\ncategoryId:  → Desks (${desks.id})"`);
});

test('every kind of thing is looked up, and one that is gone is missing', async () => {
  const kinds = Object.keys(READ) as ThingKind[];
  expect(
    await namedThings(
      db(),
      kinds.map((kind) => ({ kind, id: 999_999 })),
    ),
  ).toEqual(new Map());
});

test('as a table, for admins alone', async () => {
  await entry(admin, 'space:1', { before: { name: '=1+1' }, after: { name: 'Hall' } });
  const table = await exportAudit(admin, {});
  expect(table.ok && table.value).toMatch(/,Ada,space\.saved,space:1,,name: =1\+1 → Hall\r\n$/);
  for (const ask of [viewAudit, exportAudit])
    expect(await ask(staff, {})).toMatchObject({ refusal: { code: 'not_allowed' } });
});
