import type { Actor } from '@/lib/auth/can';
import {
  LEAD_BANDS,
  LENGTH_BANDS,
  type LeadBand,
  type LengthBand,
  leadBand,
  lengthBand,
} from '@/lib/booking/statistic-bands';
import { db } from '@/lib/db/client';
import {
  type AppointmentEnding,
  type AppointmentRow,
  type AppointmentsBy,
  type AppointmentTally,
  appointmentsBy,
  appointmentTally,
} from '@/lib/db/statistics-appointments';
import type { StatisticsRange } from '@/lib/db/statistics-items';
import { ok, type Result } from '@/lib/result';
import { type Grain, grainFor, type Slice, slicesOf } from '@/lib/time/timeframe';
import { type AskedStatistics, askedStatistics, type StatisticsScope } from './asked-statistics';

/** Appointments that have something in common, as it is mostly written. `name` null: not known, or none. */
export type AppointmentLine = AppointmentTally & { key: string | null; name: string | null };

/** How appointments were used. `appointments` are those that stood; times in real minutes. */
export type AppointmentStatistics = {
  grain: Grain;
  total: AppointmentTally;
  /** Of as many days before. */
  before: AppointmentTally;
  trend: (Slice & Pick<AppointmentTally, 'appointments' | 'minutes'>)[];
  endings: { ending: AppointmentEnding; count: number }[];
  subjects: AppointmentLine[];
  categories: AppointmentLine[];
  kinds: AppointmentLine[];
  /** By location, key `online` where they met online. */
  places: AppointmentLine[];
  /** By the hour of the week in which they begin: Monday's first hour is 24. */
  weekHours: { key: number; appointments: number }[];
  leads: { band: LeadBand; appointments: number; cancelled: number }[];
  lengths: { band: LengthBand; appointments: number; cancelled: number }[];
};

/** `numbers` null: the dates are wrong, and the form says how. */
export type AppointmentStatisticsView = AskedStatistics & { numbers: AppointmentStatistics | null };

/**
 * Numbers about appointments at somebody's locations, never about people: neither about who came nor about whom they met
 * (docs/decisions/0047). Two queries, however many there are.
 */
export async function viewAppointmentStatistics(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<AppointmentStatisticsView>> {
  const asked = await askedStatistics(actor, raw, now);
  if (!asked.ok) return asked;
  const { scope } = asked.value;
  return ok({ ...asked.value, numbers: scope && (await numbersOf(scope)) });
}

const ENDINGS: readonly AppointmentEnding[] = [
  ...(['stood', 'no_show', 'cancelled_patron', 'cancelled_staff', 'cancelled_outlook', 'refused_outlook'] as const),
  ...(['denied', 'lapsed', 'waiting'] as const),
];

async function numbersOf({ timeframe, before, locationIds }: StatisticsScope): Promise<AppointmentStatistics> {
  const range: StatisticsRange = { start: timeframe.start, end: timeframe.end, locationIds };
  const rows = await appointmentsBy(db(), range);
  const of = (by: AppointmentsBy) => rows.filter((row) => row.by === by);
  const grain = grainFor(timeframe);
  const total = sumOf(of('day'));
  return {
    ...{ grain, total, before: await appointmentTally(db(), { ...range, start: before.start, end: before.end }) },
    trend: slicesOf(timeframe, grain).map((slice) => {
      const within = of('day').filter(({ key }) => key !== null && slice.from <= key && key <= slice.to);
      const { appointments, minutes } = sumOf(within);
      return { ...slice, appointments, minutes };
    }),
    endings: ENDINGS.map((ending) => ({ ending, count: countOf(of('ending').find(({ key }) => key === ending)) })),
    subjects: mostFirst(of('subject')),
    categories: mostFirst(of('category')),
    kinds: mostFirst(of('kind')),
    places: mostFirst(of('place')),
    weekHours: of('weekHour').flatMap(({ key, appointments }) =>
      appointments > 0 ? [{ key: Number(key), appointments }] : [],
    ),
    leads: banded(LEAD_BANDS, of('lead'), (key) => leadBand({ withinHour: key === 'hour', days: Number(key) || 0 })),
    lengths: banded(LENGTH_BANDS, of('minutes'), (key) => lengthBand(Number(key))),
  };
}

/** What never stood is counted in a column of its own, or in none. */
const countOf = (row: AppointmentRow | undefined) => (row ? row.appointments + row.cancelled + row.others : 0);

function sumOf(rows: readonly AppointmentTally[]): AppointmentTally {
  const all = (what: keyof AppointmentTally) => rows.reduce((total, row) => total + row[what], 0);
  return {
    ...{ appointments: all('appointments'), minutes: all('minutes'), cancelled: all('cancelled') },
    ...{ noShows: all('noShows'), others: all('others') },
  };
}

const mostFirst = (rows: readonly AppointmentRow[]): AppointmentLine[] =>
  rows
    .map(({ by: _, ...line }) => line)
    .filter(({ appointments, cancelled }) => appointments + cancelled > 0)
    .sort((a, b) => b.appointments - a.appointments || (a.name ?? '').localeCompare(b.name ?? ''));

/** Every band in its order, those without any too. */
function banded<B extends string>(
  bands: readonly B[],
  rows: readonly AppointmentRow[],
  bandOf: (key: string | null) => B,
) {
  return bands.map((band) => {
    const { appointments, cancelled } = sumOf(rows.filter(({ key }) => bandOf(key) === band));
    return { band, appointments, cancelled };
  });
}
