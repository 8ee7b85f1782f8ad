import { expect } from 'vitest';
import type { Json } from './http';
import { mustBeGranted, suite } from './suite';

/** GC §5: rooms, and holding one. */
const { test } = suite();

test('[GC13.1] places list the rooms, and one is found by its address', async (on) => {
  const { status, body } = await on.ask('GET', '/places/microsoft.graph.room?$top=5');
  mustBeGranted({ status }, 'Place.Read.All');
  expect(status).toBe(200);
  const [room] = body.value;
  expect(room.emailAddress).toContain('@');
  const one = await on.ask('GET', `/places/${room.emailAddress}`);
  expect([one.status, one.body.displayName]).toEqual([200, room.displayName]);
});

test(
  '[GC13.2] a room’s calendar is read under its address',
  async (on) => {
    const { status, body } = await on.ask('GET', `/users/${on.target.room}/calendarView?${on.window.query}&$top=1`);
    expect(status).toBe(200);
    expect(Array.isArray(body.value)).toBe(true);
  },
  ['room'],
);

test(
  '[GC13.8] [GC13.9] an invited room decides by its policy, and its copy has the same iCalUId and another id',
  async (on) => {
    const day = new Date((await on.target.now()) + 9 * 86_400_000).toISOString().slice(0, 10);
    const times = {
      start: { dateTime: `${day}T08:00:00`, timeZone: 'UTC' },
      end: { dateTime: `${day}T09:00:00`, timeZone: 'UTC' },
    };
    const attendees = [{ type: 'resource', emailAddress: { address: on.target.room } }];
    const event = await on.create('in a room', { day: 0 }, { ...times, attendees });
    let response = 'none';
    for (let waited = 0; waited < 180 && ['none', 'notResponded'].includes(response); waited += 5) {
      await on.target.wait(5_000);
      const { body } = await on.ask('GET', `${on.me}/events/${event.id}`);
      response = body.attendees[0].status.response;
    }
    expect(response).toBe('accepted');
    const query = `startDateTime=${day}T00:00:00Z&endDateTime=${day}T23:59:00Z&$top=100`;
    const { body } = await on.ask('GET', `/users/${on.target.room}/calendarView?${query}`);
    const copy = body.value.find((row: Json) => row.iCalUId === event.iCalUId);
    expect(copy.id).not.toBe(event.id);
    expect(copy.isOrganizer).toBe(false);
  },
  ['standIn'],
);
