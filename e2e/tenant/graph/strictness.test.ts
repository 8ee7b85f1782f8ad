import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { frozenTenant, type Json, LIBRARIAN } from '../testing';
import { at, type Caller, caller, refused } from '../testing-graph';

let tenant: Tenant;
let me: Caller;

beforeEach(async () => {
  tenant = frozenTenant({ calendars: 'empty' });
  me = await caller(tenant, LIBRARIAN, ['Calendars.ReadWrite']);
});

const booked = (more: Json = {}) => at('2026-10-06', '10:00', '11:00', more);
const create = (more: Json) => me.post('/me/events', booked(more));
const time = (dateTime: string, more: Json = {}) => ({ dateTime, timeZone: 'UTC', ...more });
const daily = (range: Json, pattern: Json = {}) => ({
  recurrence: { pattern: { type: 'daily', interval: 1, ...pattern }, range: { type: 'noEnd', ...range } },
});
const NO_DAYS = ['2026-02-30', '2026-13-01', '2026-04-31', '2026-00-10', '2026-99-99', '2025-02-29'];

describe('what no program may write (GC 1.1, 2.1)', () => {
  it.each<[string, Json]>([
    ['a zone misspelt', { start: { dateTime: '2026-10-06T10:00:00', timezone: 'Europe/Berlin' } }],
    ['a member of start', { start: time('2026-10-06T10:00:00', { offset: 2 }) }],
    ['an address misspelt', { attendees: [{ emailAddress: { adress: 'a@b.example' } }] }],
    ['a member of an attendee', { attendees: [{ emailAddress: { address: 'a@b.example' }, kind: 'required' }] }],
    ['a member of the pattern', daily({ startDate: '2026-10-06' }, { every: 2 })],
    ['a member of the range', daily({ startDate: '2026-10-06', until: '2026-11-01' })],
    [
      'a member of the recurrence',
      { recurrence: { ...daily({ startDate: '2026-10-06' }).recurrence, exceptions: [] } },
    ],
    ['a member of an address', { location: { displayName: 'x', address: { town: 'x' } } }],
    ['a number that is no Int32', { reminderMinutesBeforeStart: 2 ** 31 }],
  ])('[GC13.1] %s is refused, not passed over', async (_, more) => {
    expect(refused(await create(more))).toEqual([400, 'RequestBodyRead']);
    expect((await me.get('/me/events')).body.value).toEqual([]);
  });

  it('[GC13.1] an attendee without an address is refused', async () => {
    const answer = await create({ attendees: [{ emailAddress: { name: 'Somebody' } }] });
    expect(refused(answer)).toEqual([400, 'ErrorPropertyValidationFailure']);
  });

  it('[GC13.1] what Graph answered can be written back, annotations too', async () => {
    const address = { street: null, city: 'x', '@odata.type': '#microsoft.graph.physicalAddress' };
    const made = await create({
      ...daily({ startDate: '2026-10-06' }),
      location: { displayName: 'x', address },
      attendees: [
        { type: 'optional', emailAddress: { address: 'a@b.example' }, '@odata.type': '#microsoft.graph.attendee' },
      ],
    });
    expect(made.status).toBe(201);
    const answer = await me.patch(`/me/events/${made.body.id}`, made.body);
    expect(answer.status).toBe(200);
    const { start, recurrence, location, attendees } = made.body;
    expect(answer.body).toMatchObject({ start, recurrence, location, attendees });
  });
});

describe('days that do not exist (GC 1.5)', () => {
  it.each(NO_DAYS)(
    '[GC13.6] %s is no day of an event, a series, a window, a schedule or a subscription',
    async (day) => {
      const noDay = [400, 'ErrorPropertyValidationFailure'];
      expect(refused(await create({ start: time(`${day}T10:00:00`) }))).toEqual(noDay);
      expect(refused(await create(daily({ startDate: day })))).toEqual([400, 'RequestBodyRead']);
      const ending = daily({ type: 'endDate', startDate: '2026-10-06', endDate: day });
      expect(refused(await create(ending))).toEqual([400, 'RequestBodyRead']);
      const window = `startDateTime=${day}T00:00:00Z&endDateTime=2026-11-01T00:00:00Z`;
      expect(refused(await me.get(`/me/calendarView?${window}`))).toEqual([400, 'BadRequest']);
      expect(refused(await me.get(`/me/calendarView/delta?${window}`))).toEqual([400, 'BadRequest']);
      const question = {
        schedules: [LIBRARIAN],
        startTime: time(`${day}T08:00:00`),
        endTime: time('2026-10-06T10:00:00'),
      };
      expect(refused(await me.post('/me/calendar/getSchedule', question))).toEqual(noDay);
      const subscription = { changeType: 'created', notificationUrl: 'https://x.example', resource: '/me/events' };
      const answer = await me.post('/subscriptions', { ...subscription, expirationDateTime: `${day}T08:00:00Z` });
      expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining('proper format')]);
    },
  );

  it.each(['2026-10-06T24:00:00', '2026-10-06T10:60:00', '2026-10-06 10:00:00', '0001-01-01T00:00:00', 'soon'])(
    '[GC13.6] %s is no time',
    async (dateTime) => {
      expect((await create({ start: time(dateTime) })).status).toBe(400);
    },
  );
});
