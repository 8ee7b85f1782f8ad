import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, type Json, LIBRARIAN } from '../testing';
import { ADMIN, advance, at, bearer, type Caller, CEDAR, caller, person, refused, turn } from '../testing-graph';

let tenant: Tenant;
let me: Caller;
let owner: ReturnType<typeof person>;
const NOBODY = 'nobody@library.example';

beforeEach(async () => {
  tenant = frozenTenant();
  me = await caller(tenant, ADMIN);
  owner = person(tenant, CEDAR);
});

const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const question = (schedules: string[], more: Json = {}) => ({
  schedules,
  startTime: time('2026-10-06T12:00:00'),
  endTime: time('2026-10-06T16:00:00'),
  availabilityViewInterval: 60,
  ...more,
});
const schedule = (schedules: string[], more: Json = {}, headers = {}) =>
  me.post('/me/calendar/getSchedule', question(schedules, more), headers);
const one = async (more: Json = {}, headers = {}) => (await schedule([CEDAR], more, headers)).body.value[0];
const book = (from: string, to: string, more: Json = {}) => owner.create(at('2026-10-06', from, to, more));

describe('getSchedule (GC 4)', () => {
  it('[GC13.12] answers view, items and working hours; names in either case', async () => {
    await book('13:00', '14:00', { subject: 'Inspection', location: { displayName: 'Cedar' } });
    expect(await one()).toEqual({
      scheduleId: CEDAR,
      availabilityView: '0200',
      scheduleItems: [
        {
          isPrivate: false,
          subject: 'Inspection',
          location: 'Cedar',
          status: 'busy',
          start: time('2026-10-06T13:00:00.0000000'),
          end: time('2026-10-06T14:00:00.0000000'),
        },
      ],
      workingHours: {
        daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
        startTime: '08:00:00.0000000',
        endTime: '17:00:00.0000000',
        timeZone: { name: 'Eastern Standard Time' },
      },
    });
    const pascal = await me.post('/me/calendar/getSchedule', {
      Schedules: [CEDAR],
      StartTime: { DateTime: '2026-10-06T12:00:00', TimeZone: 'UTC' },
      EndTime: { DateTime: '2026-10-06T16:00:00', TimeZone: 'UTC' },
      AvailabilityViewInterval: 60,
    });
    expect(pascal.body.value[0].availabilityView).toBe('0200');
  });

  it('[GC13.12] takes at most 20 addresses, 62 days, and slots of 5 to 1440 minutes', async () => {
    const many = Array.from({ length: 21 }, (_, i) => `a${i}@library.example`);
    expect((await schedule(many.slice(1))).status).toBe(200);
    expect(refused(await schedule(many))).toEqual([400, 'ErrorInvalidRequest']);
    const until = (endTime: string) => schedule([CEDAR], { endTime: time(endTime), availabilityViewInterval: 1440 });
    expect((await until('2026-12-07T12:00:00')).status).toBe(200);
    const long = await until('2026-12-08T12:00:00');
    expect([long.status, long.body.error]).toMatchObject([
      400,
      {
        code: 'ErrorTimeIntervalTooBig',
        message:
          'The requested time duration specified for FreeBusyViewOptions.TimeWindow is too long. The allowed limit = 62 days; the actual limit = 63 days.',
      },
    ]);
    for (const minutes of [4, 1441, 7.5]) {
      expect((await schedule([CEDAR], { availabilityViewInterval: minutes })).status).toBe(400);
    }
    expect((await one({ availabilityViewInterval: 5 })).availabilityView).toHaveLength(48);
    expect((await one({ availabilityViewInterval: null })).availabilityView).toHaveLength(8);
    expect((await schedule([CEDAR], { endTime: time('2026-10-06T12:00:00') })).status).toBe(400);
    expect((await schedule([CEDAR], { colour: 'red' })).status).toBe(400);
  });

  it('[GC13.12] gives each slot its highest state and lists free items too', async () => {
    await book('12:00', '15:00', { showAs: 'free' });
    await book('12:00', '15:00', { showAs: 'workingElsewhere' });
    await book('13:00', '15:00', { showAs: 'tentative' });
    await book('13:30', '15:00', { showAs: 'busy' });
    await book('14:00', '14:05', { showAs: 'oof' });
    const { availabilityView, scheduleItems } = await one();
    expect(availabilityView).toBe('4230');
    const states = ['free', 'workingElsewhere', 'tentative', 'busy', 'oof'];
    expect(scheduleItems.map((item: Json) => item.status)).toEqual(states);
  });

  it('[GC15.7] workingElsewhere shows as 4, or as 0', async () => {
    await book('12:00', '13:00', { showAs: 'workingElsewhere' });
    expect((await one()).availabilityView).toBe('4000');
    await turn(tenant, { workingElsewhereDigit: '0' });
    expect((await one()).availabilityView).toBe('0000');
  });

  it('[GC13.12] an address without a mailbox is an error of its own, 5016 or 5009', async () => {
    const { body, status } = await schedule([NOBODY, 'nomail@library.example', 'visitor@other.example', CEDAR]);
    expect(status).toBe(200);
    for (const row of body.value.slice(0, 3)) {
      expect(row).toMatchObject({ scheduleItems: null, error: { responseCode: '5016' } });
      expect(row).not.toHaveProperty('availabilityView');
      expect(row.error.message).toMatch(/^Proxy web request failed/);
    }
    expect(body.value[3].availabilityView).toBe('0000');
    await turn(tenant, { scheduleUnknownAddress: '5009', scheduleErrorView: 'empty' });
    const [row] = (await schedule([NOBODY])).body.value;
    expect(row).toMatchObject({ scheduleItems: [], availabilityView: '', error: { responseCode: '5009' } });
    expect(row.error.message).toBe(`Unable to resolve e-mail address ${NOBODY} to an Active Directory object.`);
  });

  it('[GC13.12] more than a thousand entries are 5006', async () => {
    const range = { type: 'numbered', startDate: '2026-10-06', numberOfOccurrences: 60 };
    const recurrence = { pattern: { type: 'daily', interval: 1 }, range };
    for (let i = 0; i < 17; i += 1) await book('13:00', '14:00', { recurrence });
    const { body } = await schedule([CEDAR, ADMIN], {
      endTime: time('2026-12-06T12:00:00'),
      availabilityViewInterval: 1440,
    });
    expect(body.value[0]).toMatchObject({ error: { responseCode: '5006' } });
    expect(body.value[1].error).toBeUndefined();
  });

  it('[GC13.12] subject and place show by right, and never of private items', async () => {
    await book('13:00', '14:00', { sensitivity: 'personal' });
    await book('14:00', '15:00', { sensitivity: 'private' });
    const members = async () => (await one()).scheduleItems.map((item: Json) => Object.keys(item).length);
    expect(await members()).toEqual([6, 3]);
    me = await caller(tenant, 'patron@library.example');
    expect(await members()).toEqual([3, 3]);
    const right = { action: 'calendar_role', mailbox: CEDAR, upn: 'patron@library.example', role: 'limitedRead' };
    await ask(tenant, 'POST', '/_control/identity', { body: right });
    expect(await members()).toEqual([6, 3]);
  });

  it('[GC13.12] the path names the viewer: an application sees what that mailbox sees', async () => {
    await book('13:00', '14:00');
    const app = bearer(tenant, await appToken(tenant, ['Calendars.ReadBasic.All']));
    const seenBy = async (viewer: string) => {
      const { body } = await app.post(`/users/${viewer}/calendar/getSchedule`, question([CEDAR]));
      return Object.keys(body.value[0].scheduleItems[0]).length;
    };
    expect([await seenBy(ADMIN), await seenBy('patron@library.example')]).toEqual([6, 3]);
    expect((await app.post(`/users/${NOBODY}/calendar/getSchedule`, question([CEDAR]))).status).toBe(404);
    expect(refused(await app.post('/me/calendar/getSchedule', question([CEDAR])))).toEqual([400, 'BadRequest']);
  });

  it('[GC13.12] times follow Prefer; a full day is midnight of that zone told in UTC', async () => {
    await book('13:00', '14:00');
    const { start, end } = at('2026-10-06', '00:00', '00:00');
    await owner.create({ subject: 'Day', isAllDay: true, start, end: { ...end, dateTime: '2026-10-07T00:00:00' } });
    const { scheduleItems } = await one({}, { Prefer: 'outlook.timezone="Eastern Standard Time"' });
    expect(scheduleItems.map((item: Json) => item.start)).toEqual([
      time('2026-10-06T04:00:00.0000000'),
      { dateTime: '2026-10-06T09:00:00.0000000', timeZone: 'Eastern Standard Time' },
    ]);
  });

  it('[GC15.7] a write shows at once, or after up to forty seconds (SD F11)', async () => {
    await turn(tenant, { scheduleSeesWritesAfterMs: 40_000, etagChurn: 'off' });
    await book('13:00', '14:00');
    expect((await one()).availabilityView).toBe('0000');
    await advance(tenant, 40_000);
    expect((await one()).availabilityView).toBe('0200');
    await turn(tenant, { scheduleSeesWritesAfterMs: 0 });
    await book('14:00', '15:00');
    expect((await one()).availabilityView).toBe('0220');
  });

  it('[GC13.12] working hours are those of the mailbox, its zone by either kind of name', async () => {
    const body = { timeZone: 'Europe/Berlin', workDays: ['monday'], workFrom: '09:30', workTo: '12:00' };
    await ask(tenant, 'PATCH', `/_control/mailboxes/${CEDAR}`, { body });
    expect((await one()).workingHours).toEqual({
      daysOfWeek: ['monday'],
      startTime: '09:30:00.0000000',
      endTime: '12:00:00.0000000',
      timeZone: { name: 'Europe/Berlin' },
    });
  });

  it('[GC13.2] needs a scope that reads calendars, and personal accounts have none of it', async () => {
    me = await caller(tenant, LIBRARIAN, ['User.Read']);
    expect(refused(await schedule([CEDAR]))).toEqual([403, 'ErrorAccessDenied']);
    me = await caller(tenant, 'pat.rowan@personal.example', ['Calendars.ReadWrite']);
    expect((await schedule(['pat.rowan@personal.example'])).status).toBe(400);
  });
});
