import { expect, test } from 'vitest';
import { z } from 'zod';
import { date, flag, givenIds, id, idOrNone, ids, momentIn, optional, pages, readMoment } from './params';
import { queryOf } from './read-request';
import { sayClock, sayInstant, sayMinute } from './say-time';

const SYDNEY = 'Australia/Sydney';

test('names in camelCase, lists, empty names and empty values', () => {
  const query = queryOf(new URL('http://x/?&formAnswers=1&zoneId=4&filters[]=1&filters[]=2&eid=3&eid=5&eid=&lid='));
  expect(query).toEqual({ form_answers: '1', zone_id: '4', filters: '1,2', eid: '3,5' });
});

test('flags are 0 and 1, and what else programs write for them', () => {
  const read = (value: unknown, missing = false) => flag(missing).safeParse(value).data;
  expect(['1', 1, true, 'true'].map((value) => read(value))).toEqual([true, true, true, true]);
  expect(['0', 0, false, 'false'].map((value) => read(value, true))).toEqual([false, false, false, false]);
  expect([read(undefined, true), read(undefined), read('', true), read(null, true)]).toEqual([true, false, true, true]);
  expect([read('True'), read('False', true)]).toEqual([true, false]);
  expect(flag(false).safeParse('maybe').success).toBe(false);
});

test('ids, one or many, and those of a path as they were given', () => {
  expect(ids().parse('3, 4,,3'.replace(',,', ','))).toEqual([3, 4]);
  expect(ids().safeParse('3;4').success).toBe(false);
  expect(id().safeParse('0').success).toBe(false);
  expect(['0', '7', undefined].map((given) => idOrNone().parse(given))).toEqual([undefined, 7, undefined]);
  expect(id('no').safeParse('x').error?.issues[0]?.message).toBe('no');
  expect(z.object({ id: optional(id()) }).parse({ id: '' })).toEqual({ id: undefined });
  expect(givenIds('12,abc,12,0,')).toEqual([
    { given: '12', id: 12 },
    { given: 'abc', id: null },
    { given: '0', id: null },
  ]);
  // Each has its answer, also those that are too many to be looked up.
  const many = givenIds(Array.from({ length: 201 }, (_, at) => at + 1).join());
  expect([many.length, many.at(199)?.id, many.at(200)]).toEqual([201, 200, { given: '201', id: null }]);
});

test('dates with and without their zeros', () => {
  expect(date().parse('2024-4-7')).toBe('2024-04-07');
  expect(['2024-02-30', '24-1-1', 'today', ''].map((text) => date().safeParse(text).success)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('moments with an offset, of the clock, and whole days', () => {
  const at = (text: string) => {
    const moment = readMoment(text);
    return moment && momentIn(moment, SYDNEY).toISOString();
  };
  expect(at('2024-04-22T10:00:00+10:00')).toBe('2024-04-22T00:00:00.000Z');
  expect(at('2024-04-22T10:00:00 10:00')).toBe('2024-04-22T00:00:00.000Z');
  expect(at('2024-04-22T10:00:00+1000')).toBe('2024-04-22T00:00:00.000Z');
  expect(at('2024-04-22T00:00Z')).toBe('2024-04-22T00:00:00.000Z');
  expect(at('2024-04-22T10:00:00')).toBe('2024-04-22T00:00:00.000Z');
  expect(at('2024-4-22 10:00')).toBe('2024-04-22T00:00:00.000Z');
  expect(readMoment('2024-07-15')).toEqual({ date: '2024-07-15', minute: 0, isWholeDay: true });
  // Days that no calendar has are not the ones after them.
  expect(['2026-11-31T08:00:00-05:00', '2026-02-30T08:00Z', '2026-11-31T08:00'].map(readMoment)).toEqual(
    Array(3).fill(null),
  );
  expect(['', 'noon', '2024-13-01T10:00:00Z', '2024-04-22T25:00', '2024-04-22T10:61'].map(readMoment)).toEqual(
    Array(5).fill(null),
  );
  expect(['2024-04-22T24:30', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00'].map(readMoment)).toEqual(
    Array(3).fill(null),
  );
});

test('pages have words of their own when they are wrong', () => {
  const read = z.object(pages).safeParse({ page: '0', limit: '501' });
  expect(read.error?.issues.map(({ message }) => message)).toEqual([
    'invalid "page" value, must be >= 1',
    'invalid "limit" value, must be between 1 and 500',
  ]);
  expect(z.object(pages).parse({})).toEqual({ page: 1, limit: 20 });
});

test('instants are said by the library’s clock, with the offset of that day', () => {
  expect(sayInstant(new Date('2024-04-05T23:00:00Z'), SYDNEY)).toBe('2024-04-06T10:00:00+11:00');
  // The hour that comes twice, and the rest of that day.
  expect(sayInstant(new Date('2024-04-06T15:30:00Z'), SYDNEY)).toBe('2024-04-07T02:30:00+11:00');
  expect(sayInstant(new Date('2024-04-06T16:30:00Z'), SYDNEY)).toBe('2024-04-07T02:30:00+10:00');
  expect(sayInstant(new Date('2026-11-21T03:30:00Z'), 'America/St_Johns')).toBe('2026-11-21T00:00:00-03:30');
  expect(sayClock(new Date('2024-04-22T02:00:00Z'), SYDNEY)).toBe('12:00pm');
  expect([0, 450, 1185, 1440, 1530].map(sayMinute)).toEqual(['12:00am', '7:30am', '7:45pm', '12:00am', '1:30am']);
});
