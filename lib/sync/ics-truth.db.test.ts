import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { unlink } from '@/lib/db/links';
import { remoteEventsOfLink } from '@/lib/db/remote-events';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { clip, DAY_MS, type Interval, merge } from '@/lib/time/interval';
import { addDays, localDateOf, weekdayOf } from '@/lib/time/zone';
import { drainPull } from '@/lib/worker/drain.test-data';
import { shiftedSeed } from '../../e2e/tenant/seed/fill-calendars';
import { ALL_CLOSERS, wrongPolicies } from './every-policy.test-data';
import { busyAmong, busyTimeOf, expandIcs, USUAL } from './expand-ics.test-data';
import { offeredStarts } from './offered-starts.test-data';
import { icsZone } from './random-calendar.test-data';
import { testTenant } from './tenant.test-data';

testDatabase();
const tenant = testTenant();

const ZONE = 'America/New_York';
const SEEDED = new URL('../../e2e/tenant/seed/calendars/', import.meta.url);
const MAILBOXES = readdirSync(SEEDED).map((file) => file.replace(/\.ics$/, ''));
const ROOMS = ['oak', 'maple', 'linden', 'garden-hall', 'makerspace'];

const today = () => localDateOf(new Date(), ZONE);
/** Inside what is read: from tomorrow on, for eight weeks. */
const starts = offeredStarts(today(), 57, ZONE);
const window = (): Interval => starts.frame;
const within = (intervals: readonly Interval[]) =>
  merge(intervals.map((interval) => clip(interval, window())).filter((part) => part !== null)).map(
    ({ start, end }) => `${start.toISOString()} – ${end.toISOString()}`,
  );
const blocks = async () =>
  (await db().busyBlock.findMany()).map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt }));

let sample: Sample;
beforeEach(async () => {
  sample = await sampleLibrary();
  await starts.arrange(sample);
});

/** Linked, read, and what is closed then. */
async function read(name: string): Promise<string[]> {
  const address = `${name}@library.example`;
  const isRoom = ROOMS.includes(name);
  const account = isRoom ? 'it@library.example' : address;
  const known = await db().syncConnection.findFirst({ where: { principalName: account } });
  const connectionId = known?.id ?? (await tenant.connect(account, isRoom ? 'rooms' : 'own', sample.ada.id));
  await tenant.link(isRoom ? sample.quiet.id : sample.librarian.id, connectionId, address, account);
  await drainPull();
  return within(await blocks());
}

describe('what a seeded mailbox closes is what its calendar file says, and under every other policy its rows are', {
  timeout: 60_000,
}, () => {
  test('all of them are tried', () => {
    expect(MAILBOXES.length).toBeGreaterThan(15);
    for (const name of ROOMS) expect(MAILBOXES).toContain(name);
  });

  // A few at a time, one after the other: the tenant and the library are made anew less often.
  const GROUPS = Array.from({ length: Math.ceil(MAILBOXES.length / 5) }, (_, at) =>
    MAILBOXES.slice(at * 5, at * 5 + 5),
  );
  test.each(GROUPS.map((names) => [names.join(', '), names] as const))('%s', async (_, names) => {
    for (const name of names) {
      const monday = addDays(today(), 1 - weekdayOf(today()));
      const times = expandIcs(shiftedSeed(name, Date.parse(monday) / DAY_MS), window(), ZONE);
      const truth = within(busyAmong(times, USUAL));
      expect(await read(name), name).toEqual(truth);
      expect(truth.length, name).toBeGreaterThan(0);
      if (!ROOMS.includes(name))
        for (const mode of ['in_person', 'online'] as const)
          expect(await starts.offered(sample, mode), name).toEqual(starts.expected(busyAmong(times, USUAL)));
      const { id } = await db().calendarLink.findFirstOrThrow({ where: { state: 'live' } });
      const rows = await remoteEventsOfLink(db(), id);
      expect(wrongPolicies(ALL_CLOSERS, { rows, times, frame: window(), timeZone: ZONE }), name).toEqual([]);
      await transaction((tx) => unlink(tx, id, new Date()));
    }
  });
});

describe('a file with everything that is awkward', () => {
  const stamp = (date: string) => date.replaceAll('-', '');
  const file = () => {
    const day = (days: number) => stamp(addDays(today(), days));
    const event = (uid: string, ...lines: string[]) =>
      ['BEGIN:VEVENT', `UID:${uid}@test`, 'DTSTAMP:20260101T000000Z', `SUMMARY:${uid}`, ...lines, 'END:VEVENT'].join(
        '\r\n',
      );
    const busy = (word: string) => `X-MICROSOFT-CDO-BUSYSTATUS:${word}`;
    const madrid = (days: number, time: string) => `TZID=Europe/Madrid:${day(days)}T${time}`;
    const newYork = (days: number, time: string) => `TZID=America/New_York:${day(days)}T${time}`;
    return [
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN',
      icsZone('Europe/Madrid', '+0100', '+0200', ['3', '-1SU', '020000'], ['10', '-1SU', '030000']),
      icsZone('America/New_York', '-0500', '-0400', ['3', '2SU', '020000'], ['11', '1SU', '020000']),
      event('plain', `DTSTART;${newYork(2, '100000')}`, `DTEND;${newYork(2, '113000')}`, busy('BUSY')),
      event(
        'private',
        `DTSTART;${newYork(2, '130000')}`,
        `DTEND;${newYork(2, '133000')}`,
        'CLASS:PRIVATE',
        busy('BUSY'),
      ),
      event('tentative', `DTSTART;${newYork(2, '150000')}`, `DTEND;${newYork(2, '153000')}`, busy('TENTATIVE')),
      event(
        'free',
        `DTSTART;${newYork(2, '160000')}`,
        `DTEND;${newYork(2, '163000')}`,
        'TRANSP:TRANSPARENT',
        busy('FREE'),
      ),
      event(
        'cancelled',
        `DTSTART;${newYork(3, '100000')}`,
        `DTEND;${newYork(3, '110000')}`,
        'STATUS:CANCELLED',
        busy('BUSY'),
      ),
      event('elsewhere', `DTSTART;${newYork(3, '120000')}`, `DTEND;${newYork(3, '130000')}`, busy('WORKINGELSEWHERE')),
      event('leave', `DTSTART;VALUE=DATE:${day(5)}`, `DTEND;VALUE=DATE:${day(7)}`, busy('OOF')),
      event(
        'holiday',
        `DTSTART;VALUE=DATE:${day(8)}`,
        `DTEND;VALUE=DATE:${day(9)}`,
        'TRANSP:TRANSPARENT',
        busy('FREE'),
      ),
      event(
        'madrid',
        `DTSTART;${madrid(9, '090000')}`,
        `DTEND;${madrid(9, '100000')}`,
        'RRULE:FREQ=DAILY;COUNT=10',
        busy('BUSY'),
      ),
      event(
        'series',
        `DTSTART;${newYork(10, '180000')}`,
        `DTEND;${newYork(10, '190000')}`,
        'RRULE:FREQ=DAILY;COUNT=30',
        `EXDATE;${newYork(12, '180000')}`,
        busy('BUSY'),
      ),
      event(
        'series',
        `RECURRENCE-ID;${newYork(14, '180000')}`,
        `DTSTART;${newYork(14, '200000')}`,
        `DTEND;${newYork(14, '203000')}`,
        busy('BUSY'),
      ),
      event(
        'series',
        `RECURRENCE-ID;${newYork(15, '180000')}`,
        `DTSTART;${newYork(15, '180000')}`,
        `DTEND;${newYork(15, '190000')}`,
        busy('FREE'),
      ),
      event('overnight', `DTSTART;${newYork(20, '220000')}`, `DTEND;${newYork(21, '020000')}`, busy('BUSY')),
      'END:VCALENDAR\r\n',
    ].join('\r\n');
  };

  test('closes exactly the right times', async () => {
    const text = file();
    const { refused } = await tenant.control<{ refused: unknown[] }>(
      'POST',
      '/mailboxes/cedar@library.example/import',
      text,
    );
    expect(refused).toEqual([]);
    const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
    await tenant.link(sample.quiet.id, connectionId, 'cedar@library.example', 'it@library.example');
    await drainPull();
    const truth = within(busyTimeOf(text, window(), ZONE));
    expect(truth.length).toBeGreaterThan(35);
    expect(within(await blocks())).toEqual(truth);
  });
});
