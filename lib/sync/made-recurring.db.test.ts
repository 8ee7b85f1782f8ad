import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { DAY_MS } from '@/lib/time/interval';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { outlookEdits, STUDY, slot } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** A person gives our event a recurrence (sync-design §14, "made recurring"; I7, rule 7). */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const days = (count: number) =>
  Array.from({ length: count }, (_, day) => new Date(slot.start.getTime() + day * DAY_MS));
const blocks = async () => (await db().busyBlock.findMany({ orderBy: { startsAt: 'asc' } })).map((row) => row.startsAt);
const kinds = async () => (await there.cases()).map(({ kind, state }) => `${kind} ${state}`);
const daily = (times: number) => ({
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: slot.start.toISOString().slice(0, 10), numberOfOccurrences: times },
  },
});
const repeat = () => there.change(STUDY, daily(3));
const admin = () =>
  ({ kind: 'person', id: there.adminId(), name: '', email: '', role: 'admin', locale: 'en' }) as const;
const cancel = async () => cancelBooking(admin(), await there.booking(), there.world().clock());

describe('a booking’s event that a person made a series of', () => {
  test('is a case about that, once: the booking’s own time is no foreign event, the others are', async () => {
    await there.room();
    await there.book();
    await repeat();
    for (let looks = 0; looks < 3; looks += 1) {
      await there.look();
      expect(await kinds()).toEqual(['mirror_repeats open']);
      expect(await blocks()).toEqual(days(3).slice(1));
    }
    expect(await there.staffMails()).toHaveLength(1);
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'conflict' });
  });

  test('turned back into one event by whoever did it: agreed, and the case closes', async () => {
    await there.room();
    await there.book();
    await repeat();
    await there.look();
    await there.change(STUDY, { recurrence: null });
    await there.look();
    expect(await kinds()).toEqual(['mirror_repeats resolved']);
    expect(await blocks()).toEqual([]);
  });

  test.each(['before we saw it', 'after'])('the booking is cancelled %s: the series stays, as theirs', async (when) => {
    await there.room();
    await there.book();
    await repeat();
    if (when === 'after') await there.look();
    expect(await cancel()).toMatchObject({ ok: true });
    await there.look();
    await there.look();
    expect(await tenant.events(STUDY)).toHaveLength(1);
    expect(await blocks()).toEqual(days(3));
    // Who cancels settles what was asked; that times of the series stay closed is new.
    expect((await kinds()).at(-1)).toBe('mirror_repeats open');
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'gone' });
  });
});

test('other people’s event that becomes a series leaves no time behind when its first one goes', async () => {
  await there.room();
  const at = (time: Date) => ({ dateTime: time.toISOString().slice(0, 19), timeZone: 'UTC' });
  const wish = { subject: 'theirs', start: at(slot.start), end: at(slot.end) };
  const { id } = await tenant.control<{ id: string }>('POST', `/mailboxes/${STUDY}/events`, wish);
  await there.look();
  expect(await blocks()).toEqual([slot.start]);
  await tenant.control('PATCH', `/mailboxes/${STUDY}/events/${encodeURIComponent(id)}`, daily(3));
  await there.look();
  expect(await blocks()).toEqual(days(3));
  const window = `startDateTime=${slot.start.toISOString()}&endDateTime=${slot.end.toISOString()}`;
  type Listed = { value: { immutableId: string }[] };
  const [first] = (await tenant.control<Listed>('GET', `/mailboxes/${STUDY}/events?${window}`)).value;
  await tenant.control('DELETE', `/mailboxes/${STUDY}/events/${encodeURIComponent(first?.immutableId ?? '')}`);
  await there.look();
  expect(await blocks()).toEqual(days(3).slice(1));
});
