import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { ADA, outlookEdits, span } from '@/lib/sync/outlook-edits.test-data';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { addDays, localDateOf, startOfDay } from '@/lib/time/zone';
import { previewFreeBusy } from './preview-free-busy';

/** One's own next two weeks, before anything about them is saved. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
const ZONE = 'America/New_York';
let ada: Person;

beforeEach(async () => {
  await there.librarian();
  const { id, name, email } = there.sample().ada;
  ada = { kind: 'person', id, name, email, role: 'staff', locale: 'en' };
});
const look = async () => {
  const seen = await previewFreeBusy(ada, new Date());
  return seen.ok ? seen.value.meetings : seen.refusal;
};

test('each busy time with its status and nothing else; whole days are the library’s; nothing is stored', async () => {
  const words = ['free', 'tentative', 'workingElsewhere', 'busy', 'oof'];
  for (const [place, showAs] of words.entries())
    await there.foreign(ADA, span(540 + 30 * place, 570 + 30 * place), { showAs });
  const [day, next] = [3, 4].map((days) => addDays(localDateOf(new Date(), ZONE), days));
  const midnight = (date = '') => ({ dateTime: `${date}T00:00:00`, timeZone: ZONE });
  await tenant.create(ADA, { start: midnight(day), end: midnight(next), isAllDay: true, showAs: 'oof' });
  await there.foreign(ADA, span(20 * 1440, 20 * 1440 + 60));
  await there.meet(span(690, 720));

  const before = await db().busyBlock.count();
  const meetings = await look();
  expect(meetings).toEqual([
    ...words.map((showAs, place) => ({ ...span(540 + 30 * place, 570 + 30 * place), allDay: false, showAs })),
    { start: startOfDay(day ?? '', ZONE), end: startOfDay(next ?? '', ZONE), allDay: true, showAs: 'oof' },
  ]);
  expect(await db().busyBlock.count()).toBe(before);
});

test('Microsoft’s silence, and a calendar that is there no more, are said as that and not as free; the latter is read at once', async () => {
  const isDue = async () => {
    const { dirtySeq, pulledSeq } = await db().calendarLink.findFirstOrThrow();
    return dirtySeq > pulledSeq;
  };
  await tenant.fault({ operation: 'calendarView' }, { status: 503 }, 50);
  expect(await look()).toEqual({ code: 'microsoft_unreachable' });
  expect(await isDue()).toBe(false);
  await tenant.control('DELETE', '/faults');
  await tenant.fault(
    { operation: 'calendarView' },
    { status: 404, body: { error: { code: 'ErrorItemNotFound', message: '' } } },
    5,
  );
  expect(await look()).toEqual({ code: 'calendar_gone' });
  expect(await isDue()).toBe(true);
});

test('only for staff with an appointment page and a connected account', async () => {
  await db().syncConnection.updateMany({ data: { status: 'disabled' } });
  expect(await look()).toEqual({ code: 'not_found' });
  expect(await previewFreeBusy({ ...ada, role: 'patron' }, new Date())).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
});
