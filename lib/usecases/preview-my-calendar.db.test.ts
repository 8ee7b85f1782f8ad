import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor, Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { testTenant, utc } from '@/lib/sync/tenant.test-data';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { bookAppointment } from './book-appointment';
import { chooseCalendar } from './choose-calendar';
import { finishClosingLinks } from './finish-closing-links';
import { previewMyCalendar } from './preview-my-calendar';
import { makePerson } from './stand-in.test-data';
import { viewMyCalendar } from './view-my-calendar';

testDatabase();
const tenant = testTenant();
const ADA = 'librarian@library.example';
const guest: Actor = { kind: 'guest' };

let ada: Person;
let sample: Sample;
let mine: { id: string; name: string };
let other: { id: string; name: string };

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const at = (minutes: number) => ({ clock: () => later(minutes) });
const ours = async () => (await tenant.events(ADA)).filter(({ transactionId }) => transactionId);
const both = { writes: 'on', reads: 'on' };

beforeEach(async () => {
  sample = await sampleLibrary();
  ada = { kind: 'person', id: sample.ada.id, name: 'Ada Park', email: sample.ada.email, role: 'staff', locale: 'en' };
  for (const event of await tenant.events(ADA)) await tenant.remove(ADA, event.immutableId).catch(() => undefined);
  const connectionId = await tenant.connect(ADA, 'own', ada.id);
  await tenant.link(sample.librarian.id, connectionId, ADA);
  const { calendarId } = await db().calendarLink.findFirstOrThrow();
  await db().$executeRaw`TRUNCATE calendar_link CASCADE`;
  mine = { id: calendarId, name: 'Calendar' };
  other = { id: 'another', name: 'Second' };
  await db().syncConnection.update({
    where: { id: connectionId },
    data: {
      calendars: [
        { ...mine, canEdit: true, isDefault: true },
        { ...other, canEdit: true, isDefault: false },
        { id: 'shared', name: 'Shared', canEdit: false, isDefault: false },
      ],
    },
  });
});

async function book(start: number) {
  const raw = { slug: 'ada-park', start: tomorrow(start).toISOString(), end: tomorrow(start + 30).toISOString() };
  const answer = await bookAppointment(guest, { ...raw, name: 'Rosa', email: `r${start}@example.org` }, new Date());
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

describe('before one’s own calendar is chosen', () => {
  test('what it comes to is counted, and nothing is changed', async () => {
    await book(540);
    await tenant.create(ADA, { start: utc(tomorrow(555)), end: utc(tomorrow(600)) });
    await tenant.create(ADA, { start: utc(tomorrow(660)), end: utc(tomorrow(690)), showAs: 'tentative' });
    const look = (more: object = both) => previewMyCalendar(ada, { calendarId: mine.id, ...more }, new Date());
    expect(await look()).toMatchObject({
      value: { bookings: 1, blocks: 2, collisions: [{ booking: { start: tomorrow(540) } }], calendarName: 'Calendar' },
    });
    expect(await look({ writes: 'on' })).toMatchObject({ value: { bookings: 1, blocks: 0, collisions: [] } });
    expect(await look({ reads: 'on' })).toMatchObject({ value: { bookings: 0, blocks: 2 } });
    // This person's own choice of what closes time.
    await db().resource.update({
      where: { id: sample.librarian.id },
      data: { syncPolicy: { showAs: { tentative: false, workingElsewhere: false } } },
    });
    expect(await look()).toMatchObject({ value: { blocks: 1 } });
    expect(await db().calendarLink.count()).toBe(0);
  });

  test('what could not be chosen is not looked at', async () => {
    const since = await tenant.mark();
    const look = (calendarId: string, person: Actor = ada) =>
      previewMyCalendar(person, { calendarId, ...both }, new Date());
    expect(await look('nowhere')).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await look('shared')).toMatchObject({ refusal: { code: 'calendar_not_editable' } });
    expect(await look(mine.id, guest)).toMatchObject({ refusal: { code: 'not_allowed' } });
    const colleague = await makePerson('staff', 'staff@library.example');
    expect(await look(mine.id, colleague)).toMatchObject({ refusal: { code: 'not_found' } });
    await db().integration.updateMany({ data: { state: 'inactive' } });
    expect(await look(mine.id)).toMatchObject({ refusal: { code: 'integration_inactive' } });
    expect(await tenant.asked(since)).toEqual([]);
  });

  test('Microsoft is away, or wants the person: said as that', async () => {
    const look = () => previewMyCalendar(ada, { calendarId: mine.id, ...both }, new Date());
    await tenant.fault({ path: '/calendarView' }, { status: 503 });
    expect(await look()).toMatchObject({ refusal: { code: 'microsoft_unreachable' } });
    await tenant.fault({ path: '/calendarView' }, { status: 429, headers: { 'Retry-After': '60' } });
    expect(await look()).toMatchObject({ refusal: { code: 'microsoft_unreachable' } });
    const since = await tenant.mark();
    expect(await look()).toMatchObject({ refusal: { code: 'microsoft_unreachable' } });
    // Told to wait: not even asked.
    expect(await tenant.asked(since)).toEqual([]);
    await db().graphGate.deleteMany();
    await db().syncConnection.updateMany({ data: { status: 'needs_reauth' } });
    expect(await look()).toMatchObject({ refusal: { code: 'consent_failed' } });
  });
});

test('another calendar is chosen: nothing is adopted, and the old events go where that was asked for', async () => {
  await chooseCalendar(ada, { calendarId: mine.id, ...both }, new Date());
  await book(540);
  await drainPush();
  await drainPull();
  expect(await ours()).toHaveLength(1);
  await chooseCalendar(ada, { calendarId: other.id, ...both, removeEvents: 'on' }, new Date());
  expect(await db().calendarLink.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { calendarId: mine.id, state: 'closing' },
    { calendarId: other.id, state: 'backfilling' },
  ]);
  expect(await viewMyCalendar(ada, {}, new Date())).toMatchObject({ value: { link: { calendarId: other.id } } });
  expect(await db().bookingMirror.count({ where: { link: { calendarId: other.id } } })).toBe(0);
  await drainPush(at(11));
  await finishClosingLinks(later(11));
  expect(await ours()).toEqual([]);
  expect(await db().calendarLink.findMany({ orderBy: { id: 'asc' } })).toMatchObject([{ state: 'unlinked' }, {}]);
  // The account itself stays.
  expect(await db().syncConnection.findFirst()).toMatchObject({ status: 'active' });
});
