import type { SearchOutcome } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { addDays, weekdayOf } from '@/lib/time/zone';
import { seeded } from './bookings';

const WEEKS = 26;

/** What people look for, how often in a week, and what mostly comes of it: a library short of rooms for groups in the afternoon. */
type Habit = {
  aWeek: number;
  outcome: SearchOutcome;
  kind?: 'person';
  location?: string;
  online?: boolean;
  ahead?: number | null;
  hours?: number[];
  people?: number;
  minutes?: number;
  features?: string[];
  subject?: string;
};

const HABITS: Habit[] = [
  { aWeek: 60, outcome: 'found', people: 1, minutes: 60, ahead: 0 },
  { aWeek: 34, outcome: 'found', location: 'Central Library', hours: [10, 11, 15], minutes: 120, ahead: 1 },
  { aWeek: 22, outcome: 'found', location: 'Science Library', hours: [9, 13, 17], people: 1, minutes: 60, ahead: 3 },
  { aWeek: 16, outcome: 'found', location: 'Riverside Branch', people: 1, minutes: 60, ahead: null },
  { aWeek: 12, outcome: 'other_time', location: 'Central Library', hours: [14, 15], people: 1, minutes: 60, ahead: 0 },
  {
    ...{
      aWeek: 19,
      outcome: 'all_taken',
      location: 'Central Library',
      hours: [13, 14, 15, 16],
      people: 5,
      minutes: 120,
    },
    ...{ ahead: 1, features: ['Screen'] },
  },
  { aWeek: 5, outcome: 'all_taken', location: 'Science Library', hours: [14, 16], people: 5, minutes: 60, ahead: 0 },
  { aWeek: 8, outcome: 'found', hours: [9, 10, 17], people: 5, minutes: 60, ahead: 3, features: ['Screen'] },
  { aWeek: 6, outcome: 'found', location: 'Riverside Branch', hours: [11, 18], people: 5, minutes: 120, ahead: 8 },
  { aWeek: 5, outcome: 'found', hours: [10, 19], people: 9, minutes: 240, ahead: 8, features: ['Projector'] },
  { aWeek: 3, outcome: 'found', people: 20, minutes: 240, ahead: 15, features: ['Stage'] },
  { aWeek: 9, outcome: 'found', people: 1, minutes: 30, ahead: 0, features: ['Power'] },
  { aWeek: 3, outcome: 'none_suit', hours: [18], people: 20, minutes: 120, ahead: 8 },
  { aWeek: 3, outcome: 'closed', location: 'Riverside Branch', hours: [20, 21], people: 1, minutes: 60, ahead: 0 },
  { aWeek: 4, outcome: 'too_long', location: 'Central Library', people: 1, minutes: 240, ahead: 1 },
  { aWeek: 2, outcome: 'too_far_ahead', people: 9, minutes: 240, ahead: 15 },
  { aWeek: 3, outcome: 'taken_meanwhile', location: 'Central Library', hours: [14, 15], minutes: 60, ahead: 0 },
  { aWeek: 11, outcome: 'found', kind: 'person', subject: 'History', ahead: null },
  { aWeek: 8, outcome: 'found', kind: 'person', location: 'Central Library', ahead: null },
  { aWeek: 4, outcome: 'other_time', kind: 'person', subject: 'Data and statistics', ahead: 1 },
  { aWeek: 5, outcome: 'all_taken', kind: 'person', subject: 'Data and statistics', online: true, ahead: 0 },
];

/** Half a year of counted searches up to yesterday, quieter at weekends and in the long vacation. */
export async function seedSearches(tx: Tx, today: string): Promise<void> {
  const random = seeded(47);
  const places = await tx.location.findMany({ select: { id: true, name: true } });
  const data: object[] = [];
  for (let back = WEEKS * 7; back >= 1; back--) {
    const day = addDays(today, -back);
    const isQuiet = weekdayOf(day) > 5 || ['07', '08'].includes(day.slice(5, 7));
    for (const {
      aWeek,
      hours,
      ahead = null,
      location,
      kind = 'space',
      features = [],
      subject = '',
      ...habit
    } of HABITS) {
      const count = Math.round((aWeek / 6) * (isQuiet ? 0.4 : 1) * (0.4 + 1.2 * random()));
      if (count === 0) continue;
      const weekday = ahead === null ? null : weekdayOf(addDays(day, ahead));
      const hour = hours?.[Math.floor(random() * hours.length)] ?? null;
      const locationId = places.find(({ name }) => name === location)?.id ?? null;
      const when = { day, aheadDays: ahead, weekday, hour };
      data.push({ ...habit, ...when, kind, features, subject, locationId, count });
    }
  }
  // As one value: two thousand rows of parameters take a second by themselves.
  await tx.$executeRaw`
    INSERT INTO search_count (day, kind, outcome, location_id, online, ahead_days, weekday, hour, people, minutes, features,
      subject, count, counted_at)
    SELECT day, kind::resource_kind, outcome, "locationId", coalesce(online, false), "aheadDays", weekday, hour, people, minutes,
      features, subject, count, day
    FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS row (day date, kind text, outcome text, "locationId" int,
      online boolean, "aheadDays" int, weekday int, hour int, people int, minutes int, features text[], subject text, count int)`;
}
