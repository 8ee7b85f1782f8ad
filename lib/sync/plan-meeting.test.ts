import { expect, test } from 'vitest';
import { planMeeting } from './plan-meeting';

const asked = new Date('2026-11-21T10:00:00Z');
const after = (seconds: number) => new Date(asked.getTime() + seconds * 1_000);
const WAITS = { isOnline: true, joinUrl: null };
const SILENT = { isOnline: false, joinUrl: null };

test('a link is kept whenever it comes', () => {
  const joinUrl = 'https://teams.example/l/meetup-join/1';
  for (const seconds of [0, 11, 86_400])
    expect(planMeeting({ isOnline: true, joinUrl }, asked, after(seconds))).toEqual({ do: 'keep', joinUrl });
});

test('asked for again soon, then ever more seldom, and at last not at all', () => {
  const looks: number[] = [];
  for (let at = after(0); looks.length < 100; ) {
    const step = planMeeting(WAITS, asked, at);
    if (step.do !== 'ask_again') break;
    expect(step.at.getTime()).toBeGreaterThan(at.getTime());
    looks.push((step.at.getTime() - asked.getTime()) / 1_000);
    at = step.at;
  }
  expect(looks.slice(0, 7)).toEqual([2, 4, 8, 16, 32, 64, 124]);
  expect(looks.length).toBeLessThan(25);
  expect(planMeeting(WAITS, asked, after(15 * 60))).toEqual({ do: 'give_up' });
});

test('an event that is none when Exchange is done with it will be none', () => {
  expect(planMeeting(SILENT, asked, after(1))).toMatchObject({ do: 'ask_again' });
  expect(planMeeting(SILENT, asked, after(8))).toEqual({ do: 'ask_again', at: after(10) });
  expect(planMeeting(SILENT, asked, after(10))).toEqual({ do: 'give_up' });
});
