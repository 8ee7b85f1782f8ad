import { expect, test } from 'vitest';
import { doorState } from './door-state';

const at = (time: string) => new Date(`2026-11-19T${time}:00Z`);
const times = (start: string, end: string) => ({ start: at(start).toISOString(), end: at(end).toISOString() });
const taken = (start: string, end: string, label = '') => ({ ...times(start, end), label });

const day = {
  open: [times('08:00', '18:00')],
  taken: [taken('10:00', '11:00', 'Chess club'), taken('11:00', '12:00'), taken('15:00', '16:00')],
};

test.each([
  ['07:00', 'closed', '08:00'],
  ['09:00', 'free', '10:00'],
  ['10:00', 'busy', '12:00'],
  ['11:59', 'busy', '12:00'],
  ['12:00', 'free', '15:00'],
  ['17:00', 'free', '18:00'],
])('at %s it is %s until %s', (now, word, until) => {
  expect(doorState(day, at(now))).toMatchObject({ word, until: at(until) });
});

test('after closing it is closed for the day', () => {
  expect(doorState(day, at('18:00'))).toEqual({ word: 'closed', until: null, label: '', next: [] });
});

test('what comes next is what has not begun, with its name', () => {
  expect(doorState(day, at('09:00')).next.map(({ label }) => label)).toEqual(['Chess club', '', '']);
  expect(doorState(day, at('10:30'))).toMatchObject({ label: 'Chess club', next: [{ start: at('11:00') }, {}] });
});

test('somebody who is there outside opening hours is there', () => {
  expect(doorState({ ...day, taken: [taken('19:00', '20:00')] }, at('19:30')).word).toBe('busy');
});
