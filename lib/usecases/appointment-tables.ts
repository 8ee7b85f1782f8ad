import { hoursOf, type StatisticsTable } from './space-statistics-tables';
import type { AppointmentLine, AppointmentStatistics } from './view-appointment-statistics';

/** What is not known is an empty cell; online there is no location. */
const linesBy = (column: string, lines: readonly AppointmentLine[]): StatisticsTable => ({
  columns: [column, 'appointments', 'hours', 'cancelled', 'no_shows'],
  rows: lines.map(({ key, name, appointments, minutes, cancelled, noShows }) => [
    key === 'online' ? key : name,
    ...[appointments, hoursOf(minutes), cancelled, noShows],
  ]),
});

type Band = { band: string; appointments: number; cancelled: number };

const bandsBy = (column: string, bands: readonly Band[]): StatisticsTable => ({
  columns: [column, 'appointments', 'cancelled'],
  rows: bands.map(({ band, appointments, cancelled }) => [band, appointments, cancelled]),
});

const DAY_HOURS = 24;

/** Every table of the page about appointments, by the name of its file. */
export const APPOINTMENT_TABLES = {
  appointments: ({ total, before }) => ({
    columns: ['number', 'value', 'days_before'],
    rows: [
      ['appointments', total.appointments, before.appointments],
      ['hours', hoursOf(total.minutes), hoursOf(before.minutes)],
      ['cancelled', total.cancelled, before.cancelled],
      ['no_shows', total.noShows, before.noShows],
    ],
  }),
  'appointments-over-time': ({ trend }) => ({
    columns: ['from', 'to', 'appointments', 'hours'],
    rows: trend.map(({ from, to, appointments, minutes }) => [from, to, appointments, hoursOf(minutes)]),
  }),
  'appointments-endings': ({ endings }) => ({
    columns: ['ending', 'appointments'],
    rows: endings.map(({ ending, count }) => [ending, count]),
  }),
  'appointments-hours': ({ weekHours }) => ({
    columns: ['weekday', 'hour', 'appointments'],
    rows: weekHours
      .toSorted((a, b) => a.key - b.key)
      .map(({ key, appointments }) => [Math.floor(key / DAY_HOURS), key % DAY_HOURS, appointments]),
  }),
  'appointments-subjects': ({ subjects }) => linesBy('subject', subjects),
  'appointments-categories': ({ categories }) => linesBy('category', categories),
  'appointments-kinds': ({ kinds }) => linesBy('kind', kinds),
  'appointments-locations': ({ places }) => linesBy('location', places),
  'appointments-ahead': ({ leads }) => bandsBy('booked_ahead', leads),
  'appointments-lengths': ({ lengths }) => bandsBy('length', lengths),
} as const satisfies Record<string, (numbers: AppointmentStatistics) => StatisticsTable>;
