import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { localDateOf } from '@/lib/time/zone';
import { caseAsShown } from '@/lib/usecases/case-as-shown.test-data';
import { decideCase } from '@/lib/usecases/decide-case';
import { drainPull } from '@/lib/worker/drain.test-data';
import { outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import { testTenant, utc } from './tenant.test-data';

/** A foreign event lands on a confirmed booking (sync-design §7, first row), under each policy. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const over = span(630, 690);
const admin = () =>
  ({
    kind: 'person',
    id: there.adminId(),
    name: 'Morgan',
    email: 'admin@library.example',
    role: 'admin',
    locale: 'en',
  }) as const;
const promised = async () => {
  const linkId = await there.room({ foreign: 'stands' });
  await there.book();
  // Only from the second reading on does a policy take anything from anybody.
  await there.look();
  return linkId;
};
const choose = (foreign: string) =>
  db().resource.update({ where: { id: there.sample().quiet.id }, data: { syncPolicy: { foreign } } });

/** A meeting of somebody else's that the room has accepted already, as an .ics file brings it. */
async function invite(when = over) {
  const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.000/g, '');
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'METHOD:PUBLISH', 'BEGIN:VEVENT', 'UID:board-1'],
    ...[`DTSTAMP:${stamp(when.start)}`, `DTSTART:${stamp(when.start)}`, `DTEND:${stamp(when.end)}`, 'SUMMARY:Board'],
    ...['ORGANIZER:mailto:admin@library.example', `ATTENDEE;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:${STUDY}`],
    ...['END:VEVENT', 'END:VCALENDAR'],
  ];
  await tenant.control('POST', `/mailboxes/${STUDY}/import`, `${lines.join('\r\n')}\r\n`);
}

describe('by default', () => {
  test('the booking stands and so does the event: one case, admins told once, the patron nothing', async () => {
    await promised();
    const { changedAt } = await db().booking.update({
      where: { id: (await there.booking()).id },
      data: { note: 'Six' },
    });
    await there.foreign(STUDY, over);
    await there.look();
    await there.look();
    expect(await there.cases()).toMatchObject([
      {
        ...{ kind: 'foreign_over_booking', state: 'open', policy: 'stands' },
        evidence: {
          ours: { start: slot.start.toISOString(), createdAt: expect.any(String), changedAt: changedAt.toISOString() },
          theirs: { start: over.start.toISOString(), createdAt: expect.any(String), changedAt: expect.any(String) },
        },
      },
    ]);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
    expect(await there.patronMails()).toEqual([]);
  });

  test('moved on, still over it: the same case with the newer times; gone: the case is over', async () => {
    await promised();
    const made = await there.foreign(STUDY, over);
    await there.look();
    await tenant.change(STUDY, made.immutableId, { start: utc(slot.start), end: utc(slot.end) });
    await there.look();
    const [one, ...rest] = await there.cases();
    expect(rest).toEqual([]);
    expect(one?.evidence).toMatchObject({ theirs: { start: slot.start.toISOString() } });
    await tenant.remove(STUDY, made.immutableId);
    await there.look();
    expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'over' }]);
    expect(await there.staffMails()).toHaveLength(1);
  });

  test('a series over many bookings is one case with many rows, and one mail', async () => {
    await promised();
    await there.book(span(1440 + 600, 1440 + 660));
    await there.book(span(2 * 1440 + 600, 2 * 1440 + 660));
    await there.foreign(STUDY, over, {
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: {
          type: 'numbered',
          startDate: localDateOf(over.start, 'UTC'),
          numberOfOccurrences: 3,
          recurrenceTimeZone: 'UTC',
        },
      },
    });
    await there.look();
    await there.look();
    const cases = await there.cases();
    expect(cases).toHaveLength(3);
    expect(new Set(cases.map(({ caseKey }) => caseKey)).size).toBe(1);
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
  });

  test('kept by a person: not asked again, until one of the two moves', async () => {
    await promised();
    const made = await there.foreign(STUDY, over);
    await there.look();
    const [one] = await there.cases();
    expect(
      await decideCase(admin(), { ...(await caseAsShown(one?.id ?? 0)), choice: 'keep' }, there.pass(1_000)),
    ).toMatchObject({
      ok: true,
    });
    await there.foreign(STUDY, span(900, 930));
    await there.look();
    expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'kept', resolvedBy: there.adminId() }]);
    await tenant.change(STUDY, made.immutableId, { start: utc(slot.start), end: utc(slot.end) });
    await there.look();
    expect((await there.cases()).map(({ state }) => state)).toEqual(['resolved', 'open']);
  });
});

describe('outlook wins', () => {
  test('the booking is cancelled with one mail and one row, and admins hear of it', async () => {
    await promised();
    await choose('outlook_wins');
    await there.foreign(STUDY, over);
    await there.foreign(STUDY, span(600, 630));
    await there.look();
    await there.look();
    expect(await there.booking()).toMatchObject({
      status: 'cancelled',
      statusReason: 'displaced_in_outlook',
      cause: 'remote',
    });
    expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'cancelled', policy: 'outlook_wins' }]);
    expect(await there.patronMails()).toEqual(['booking_withdrawn']);
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
    expect(await there.mine(STUDY)).toEqual([]);
    expect(await there.audits()).toMatchObject([{ answer: 'outlook_wins' }]);
  });

  test('the first reading of a calendar takes nothing from anybody and mails nobody', async () => {
    await there.room();
    await there.book();
    await there.foreign(STUDY, over);
    await choose('outlook_wins');
    await db().calendarLink.updateMany({ data: { lastPullOkAt: null } });
    await there.look();
    expect(await there.cases()).toMatchObject([{ state: 'open', policy: 'stands' }]);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.staffMails()).toEqual([]);
    expect(await there.patronMails()).toEqual([]);
  });
});

describe('the room declines', () => {
  test('a meeting that it attends is declined once; the booking stands, the slot is ours again', async () => {
    await promised();
    await choose('decline_meeting');
    await invite();
    await there.look();
    await there.look();
    const declined = await tenant.control<{ entries: { operation: string; mailbox: string; status: number }[] }>(
      'GET',
      '/log?since=0',
    );
    const cases = await there.cases();
    expect(
      declined.entries.filter(({ operation, mailbox }) => operation === 'event.decline' && mailbox === STUDY),
    ).toHaveLength(1);
    expect(cases).toMatchObject([{ state: 'resolved', resolution: 'meeting_declined' }]);
    expect(await db().busyBlock.count()).toBe(0);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
    expect(await there.patronMails()).toEqual([]);
  });

  test('a meeting that goes before it was declined: nobody is told that the room declined it', async () => {
    await promised();
    await choose('decline_meeting');
    await invite();
    there.pass(360_000);
    await drainPull(there.world());
    expect(await there.cases()).toMatchObject([{ state: 'open', policy: 'decline_meeting' }]);
    const [meeting] = (await tenant.events(STUDY)).filter(({ transactionId }) => !transactionId);
    await tenant.remove(STUDY, meeting?.immutableId ?? '');
    there.pass(360_000);
    await drainPull(there.world());
    await there.look();
    expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'over' }]);
    expect(await there.staffMails()).toEqual([]);
  });

  test('an event that somebody wrote into the room’s calendar is no meeting: a person decides', async () => {
    await promised();
    await choose('decline_meeting');
    await there.foreign(STUDY, over);
    await there.look();
    expect(await there.cases()).toMatchObject([{ state: 'open', policy: 'stands' }]);
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
  });

  test('what Microsoft will not decline goes to a person, told once', async () => {
    await promised();
    await there.foreign(STUDY, over);
    await there.look();
    // As though it had been a meeting: the answer to a decline says that it is none.
    await db().syncConflict.updateMany({ data: { policy: 'decline_meeting', noticedAt: null } });
    await db().$executeRaw`DELETE FROM pgboss.job WHERE name = 'case_mail'`;
    const { id: bookingId } = await there.booking();
    const { enqueue } = await import('@/lib/db/outbox');
    await enqueue(db(), { kind: 'push_booking', bookingId });
    await there.look();
    expect(await there.cases()).toMatchObject([{ state: 'open', policy: 'stands' }]);
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
  });
});
