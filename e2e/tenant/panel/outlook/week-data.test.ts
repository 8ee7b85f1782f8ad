import { afterEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../../app';
import { dayOfDate } from '../../calendar/days';
import { defaultCalendar } from '../../store/mailbox';
import { ask, frozenTenant } from '../../testing';
import { mailboxOf } from '../../world';
import { weekData } from './week-data';

const ROOM = 'studio@library.example';
const ZONE = 'America/New_York';
let tenant: Tenant;

async function weekWith(monday: string, events: Record<string, unknown>[]) {
  tenant = frozenTenant();
  const mailbox = mailboxOf(tenant.world(), ROOM);
  if (!mailbox) throw new Error('no room');
  const calendar = defaultCalendar(mailbox);
  for (const event of calendar.events.keys()) calendar.events.delete(event);
  for (const body of events) {
    const { status } = await ask(tenant, 'POST', `/_control/mailboxes/${ROOM}/events`, { body });
    expect(status).toBe(201);
  }
  return weekData(calendar, ZONE, dayOfDate(monday));
}

const at = (start: string, end: string, more = {}) => ({
  subject: start,
  start: { dateTime: start, timeZone: ZONE },
  end: { dateTime: end, timeZone: ZONE },
  ...more,
});

afterEach(() => tenant.close());

describe('the week of a calendar', () => {
  it('cuts at midnight, and each part knows the whole', async () => {
    const { days } = await weekWith('2026-10-05', [at('2026-10-06T22:00:00', '2026-10-07T01:30:00')]);
    const parts = days.map((day) => day.timed.map(({ item }) => item));
    expect(parts.map((list) => list.length)).toEqual([0, 1, 1, 0, 0, 0, 0]);
    expect(parts[1]?.[0]).toMatchObject({ from: 1320, to: 1440, beginsHere: true, endsHere: false });
    expect(parts[2]?.[0]).toMatchObject({ from: 0, to: 90, wallFrom: -120, wallLength: 210, endsHere: true });
  });

  it('lays full days, and what lasts a day, above the hours, in the same lane on every day', async () => {
    const { days, lanes } = await weekWith('2026-10-05', [
      at('2026-10-06T00:00:00', '2026-10-09T00:00:00', { isAllDay: true }),
      at('2026-10-07T00:00:00', '2026-10-08T00:00:00', { isAllDay: true }),
      at('2026-10-08T09:00:00', '2026-10-10T09:00:00'),
    ]);
    const seen = days.map((day) =>
      day.bars.map(({ lane, instance }) => `${lane}:${instance.fields.subject.slice(8, 10)}`),
    );
    expect(seen).toEqual([[], ['0:06'], ['0:06', '1:07'], ['0:06', '1:08'], ['1:08'], ['1:08'], []]);
    expect(lanes).toBe(2);
  });

  it('ends an event at midnight on its own day, and shows a moment as tall as a line', async () => {
    const { days, earliest, latest } = await weekWith('2026-10-05', [
      at('2026-10-05T23:00:00', '2026-10-06T00:00:00'),
      at('2026-10-07T09:00:00', '2026-10-07T09:00:00'),
      at('2026-10-08T23:50:00', '2026-10-08T23:55:00'),
    ]);
    const parts = days.map((day) => day.timed.map(({ item }) => [item.from, item.to]));
    expect(parts).toEqual([[[1380, 1440]], [], [[540, 570]], [[1410, 1440]], [], [], []]);
    expect([earliest, latest]).toEqual([540, 1440]);
  });

  it('keeps wall times where clocks change: nine stays nine, and the night has its gap', async () => {
    const weekly = {
      recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'noEnd', startDate: '2026-10-26' } },
    };
    const fall = await weekWith('2026-10-26', [at('2026-10-26T09:00:00', '2026-10-26T10:00:00', weekly)]);
    expect(fall.days.map((day) => day.timed.map(({ item }) => item.from))).toEqual(Array(7).fill([540]));
    tenant.close();
    // From half past one to half past three on the day that skips two o'clock: one hour by the clock on the wall's measure.
    const spring = await weekWith('2026-03-02', [at('2026-03-08T01:30:00', '2026-03-08T03:30:00')]);
    expect(spring.days[6]?.timed[0]?.item).toMatchObject({ from: 90, to: 210, wallLength: 120 });
  });

  it('shows nothing of the weeks beside it', async () => {
    const { days } = await weekWith('2026-10-05', [
      at('2026-10-04T22:00:00', '2026-10-05T00:00:00'),
      at('2026-10-12T00:00:00', '2026-10-12T01:00:00'),
      at('2026-10-12T00:00:00', '2026-10-13T00:00:00', { isAllDay: true }),
      at('2026-10-04T00:00:00', '2026-10-05T00:00:00', { isAllDay: true }),
    ]);
    expect(days.flatMap((day) => [...day.timed, ...day.bars])).toEqual([]);
  });
});
