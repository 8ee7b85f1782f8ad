import { describe, expect, it } from 'vitest';
import * as format from './format';
import { localeFromHeader } from './locales';

const en = { locale: 'en', timeZone: 'America/New_York' };
const es = { locale: 'es', timeZone: 'America/New_York' };
const halfPastTwo = '2026-11-21T19:30:00Z';
const halfPastThree = '2026-11-21T20:30:00Z';

describe('times', () => {
  it('name zones as people do', () => {
    expect(format.formatZone(halfPastTwo, en)).toBe('Eastern Time');
    expect(format.formatZone(halfPastTwo, { ...en, timeZone: 'Europe/Berlin' })).toBe('Central European Time');
    expect(format.formatZone(halfPastTwo, es)).toBe('hora oriental');
  });

  it('follow the reader, and the zone of the library', () => {
    expect(format.formatTime(halfPastTwo, en)).toBe('2:30 PM');
    expect(format.formatTime(halfPastTwo, es)).toBe('14:30');
    expect(format.formatTime(halfPastTwo, { ...en, timeZone: 'Europe/Berlin' })).toBe('8:30 PM');
  });

  it('label hours shortly', () => {
    expect(format.formatHour('2026-11-21T19:00:00Z', en)).toBe('2 PM');
    expect(format.formatHour('2026-11-21T19:00:00Z', es)).toBe('14:00');
  });

  it('make ranges that say AM or PM once where once is enough', () => {
    expect(format.formatTimeRange(halfPastTwo, halfPastThree, en)).toBe('2:30–3:30 PM');
    expect(format.formatTimeRange(halfPastTwo, halfPastThree, es)).toBe('14:30–15:30');
    expect(format.formatTimeRange('2026-11-21T16:00:00Z', '2026-11-21T18:00:00Z', en)).toBe('11:00 AM–1:00 PM');
    expect(format.formatTimeRange('2026-11-22T04:30:00Z', '2026-11-22T06:00:00Z', en)).toBe('11:30 PM–1:00 AM');
  });

  it('know which of two hours of one name it is', () => {
    const passes = ['04:30', '05:30', '06:30', '07:30'].map((utc) => format.whichPass(`2026-11-01T${utc}:00Z`, en));
    expect(passes).toEqual(['only', 'first', 'second', 'only']);
    expect(format.whichPass('2027-03-14T07:30:00Z', en)).toBe('only');
    const howe = { locale: 'en', timeZone: 'Australia/Lord_Howe' };
    expect(format.whichPass('2027-04-03T15:15:00Z', howe)).toBe('second');
    expect(format.formatTimeRange('2026-11-01T06:00:00Z', '2026-11-01T06:30:00Z', en)).toBe('1:00 AM EST–1:30 AM EST');
  });

  it('name the zone when the clocks change in between', () => {
    const change = format.formatTimeRange('2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', en);
    expect(change).toBe('1:30 AM EDT–1:30 AM EST');
  });
});

describe('dates', () => {
  it('are written out or short', () => {
    expect(format.formatDate(halfPastTwo, en)).toBe('Saturday, November 21, 2026');
    expect(format.formatDate(halfPastTwo, es)).toBe('sábado, 21 de noviembre de 2026');
    expect(format.formatShortDate(halfPastTwo, en)).toBe('Sat, Nov 21');
    expect(format.formatDateRange(halfPastTwo, halfPastThree, en)).toBe('Sat, Nov 21, 2:30–3:30 PM');
    expect(format.formatDateTime(halfPastTwo, en)).toBe('Nov 21, 2026, 2:30 PM');
  });

  it('without a zone stay the day they name', () => {
    expect(format.formatLocalDate('2026-03-08', 'en')).toBe('Sunday, March 8, 2026');
  });
});

it('durations are in hours and minutes', () => {
  expect(format.formatDuration(30, 'en')).toBe('30 minutes');
  expect(format.formatDuration(90, 'en')).toBe('1 hour 30 minutes');
  expect(format.formatDuration(120, 'es')).toBe('2 horas');
  expect(format.formatDuration(0, 'en')).toBe('0 minutes');
});

describe('the language of a browser', () => {
  it('is the first that we speak, by its own weights', () => {
    expect(localeFromHeader('es-MX,es;q=0.9,en;q=0.8')).toBe('es');
    expect(localeFromHeader('de-DE,de;q=0.9,en;q=0.5,es;q=0.7')).toBe('es');
    expect(localeFromHeader('fr')).toBe('en');
    expect(localeFromHeader('es;q=0')).toBe('en');
    expect(localeFromHeader(null)).toBe('en');
  });
});
