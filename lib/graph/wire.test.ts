import { describe, expect, test } from 'vitest';
import { graphTime, instantOf, queryTime } from './times';
import { eventAnswer, eventPage } from './wire';

const raw = {
  ...{ id: 'AAMkA', '@odata.etag': 'W/"1"', type: 'singleInstance', isAllDay: false, showAs: 'busy' },
  start: { dateTime: '2026-11-21T15:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-11-21T16:00:00.0000000', timeZone: 'UTC' },
  ...{ subject: 'Quill', bodyPreview: 'Quill', location: { displayName: 'Quill' }, sensitivity: 'private' },
  attendees: [{ emailAddress: { name: 'Quill' } }],
};
const page = (...value: unknown[]) => eventPage.parse({ value, '@odata.deltaLink': 'd' }).changes;

describe('times', () => {
  test('without offset are UTC, whatever zone this machine is in', () => {
    const here = process.env.TZ;
    for (const zone of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
      process.env.TZ = zone;
      const read = instantOf({ dateTime: '2026-11-21T15:00:00.0000000', timeZone: 'UTC' });
      process.env.TZ = here;
      expect(read?.toISOString()).toBe('2026-11-21T15:00:00.000Z');
    }
  });
  test('in a zone that we did not ask for are not guessed', () => {
    expect(instantOf({ dateTime: '2026-11-21T15:00:00', timeZone: 'tzone://Microsoft/Custom' })).toBeNull();
  });
  test('are cut to minutes, and asked for with Z', () => {
    expect(instantOf({ dateTime: '2026-11-21T02:36:12.8650000', timeZone: 'UTC' })?.toISOString()).toBe(
      '2026-11-21T02:36:00.000Z',
    );
    expect(queryTime(new Date('2026-11-21T02:36:12Z'))).toBe('2026-11-21T02%3A36%3A12Z');
    expect(graphTime(new Date('2026-11-21T02:36:00Z'))).toEqual({ dateTime: '2026-11-21T02:36:00', timeZone: 'UTC' });
  });
});

describe('an event', () => {
  test('keeps interval and status, and no word of anybody', () => {
    const event = eventAnswer.parse(raw);
    expect(event).toMatchObject({
      remoteId: 'AAMkA',
      showAs: 'busy',
      isPrivate: true,
      start: new Date('2026-11-21T15:00:00Z'),
    });
    expect(JSON.stringify(event)).not.toContain('Quill');
  });

  test('sparse occurrences leave the rest to their master', () => {
    const { id, start, end } = raw;
    const [row] = page({ id, start, end, type: 'occurrence', seriesMasterId: 'M' });
    expect(row).toMatchObject({
      what: 'event',
      type: 'occurrence',
      seriesMasterId: 'M',
      showAs: null,
      cancelled: null,
    });
  });

  test('a removed row has no times', () => {
    // Some carry what they were; they are gone all the same.
    expect(page({ ...raw, '@removed': { reason: 'deleted' } })).toEqual([{ what: 'removed', remoteId: 'AAMkA' }]);
    expect(page({ id: 'AAMkA', '@removed': { reason: 'deleted' } })).toEqual([{ what: 'removed', remoteId: 'AAMkA' }]);
  });

  test('all day is a date: its midnight in UTC, whatever zone is named', () => {
    const bound = (day: string) => ({
      dateTime: `2026-11-${day}T00:00:00.0000000`,
      timeZone: 'W. Europe Standard Time',
    });
    const [row] = page({ ...raw, isAllDay: true, start: bound('21'), end: bound('22') });
    expect(row).toMatchObject({ allDay: true, start: new Date('2026-11-21T00:00:00Z') });
  });

  test('what cannot be read is named, with its interval where that can be; what has no id is left out', () => {
    expect(page({ ...raw, end: null }, { ...raw, id: '' }, 'x')).toEqual([
      { what: 'malformed', remoteId: 'AAMkA', start: new Date('2026-11-21T15:00:00Z'), end: null },
    ]);
  });
});
