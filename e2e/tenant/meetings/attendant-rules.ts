import { DAY_MS, dateOfDay, dayOfDate, weekdayOfDay } from '../calendar/days';
import { type Instance, instancesBetween } from '../calendar/occurrences';
import { datesOfSeries } from '../calendar/pattern';
import { instantOf, wallOf } from '../calendar/zones';
import type { EventFields, TimeSpan } from '../store/event-types';
import type { MeetingView } from '../store/meeting-types';
import type { Processing } from '../store/processing';
import { eventOf, sameCase } from './views';

/** What a room's policy says to a request. Facts in, decision out. */
export type RequestFacts = {
  processing: Processing;
  view: MeetingView;
  organizer: string;
  nowMs: number;
  /** The room's own zone. */
  zone: string;
  workHours: WorkHours;
  capacity: number;
  /** How many would come. */
  people: number;
  /** What closes the room, as the attendant sees it. */
  occupied: (fromMs: number, toMs: number) => Occupied[];
};

export type Occupied = TimeSpan & { organizer: string };
/** Weekdays by number (Sunday 0), minutes of the day. */
export type WorkHours = { days: number[]; fromMinutes: number; toMinutes: number };

export type Decision =
  | { kind: 'accept'; without: string[]; lastDate: string | null }
  | { kind: 'decline'; reasons: string[]; conflicts: Occupied[] }
  | { kind: 'pending'; reasons: string[] };

type Wanted = { date: string | null; span: TimeSpan; lengthMs: number };

export function decideRequest(facts: RequestFacts): Decision {
  const { processing, view } = facts;
  const horizon = todayOf(facts) + processing.BookingWindowInDays;
  const wanted = wantedWithin(facts, horizon);
  const isBeyond = beyondWindow(view, facts, horizon);
  const reasons = violations(facts, wanted, isBeyond);
  const conflicts = processing.AllowConflicts ? [] : conflictsOf(facts, wanted);
  if (conflicts.length > 0 && tooMany(facts, conflicts.length, wanted.length)) {
    return {
      kind: 'decline',
      reasons: ['it conflicts with another meeting'],
      conflicts: conflicts.flatMap((one) => one.with),
    };
  }
  const organizer = sameCase(facts.organizer);
  if (reasons.length > 0) {
    const mayAsk = processing.AllRequestOutOfPolicy || processing.RequestOutOfPolicy.includes(organizer);
    return mayAsk ? { kind: 'pending', reasons } : { kind: 'decline', reasons, conflicts: [] };
  }
  const without = conflicts.flatMap(({ date }) => (date ? [date] : []));
  const lastDate = isBeyond === 'partly' ? dateOfDay(horizon) : null;
  if (processing.AllBookInPolicy || processing.BookInPolicy.includes(organizer)) {
    return { kind: 'accept', without, lastDate };
  }
  const mayAsk = processing.AllRequestInPolicy || processing.RequestInPolicy.includes(organizer);
  if (mayAsk) return { kind: 'pending', reasons: ['it needs the approval of a delegate'] };
  return { kind: 'decline', reasons: ['you are not permitted to book this resource'], conflicts: [] };
}

/** The instants an event closes; a full day is a day of the room's own zone. */
export function spanOf({ startMs, endMs, isAllDay }: EventFields, zone: string): TimeSpan {
  return isAllDay ? { startMs: instantOf(zone, startMs), endMs: instantOf(zone, endMs) } : { startMs, endMs };
}

/** A moment meets what it lies in. */
export function meet(a: TimeSpan, b: TimeSpan): boolean {
  if (a.startMs === a.endMs) return b.startMs <= a.startMs && (a.startMs < b.endMs || b.startMs === b.endMs);
  if (b.startMs === b.endMs) return meet(b, a);
  return a.startMs < b.endMs && b.startMs < a.endMs;
}

function todayOf({ zone, nowMs }: RequestFacts): number {
  return Math.floor(wallOf(zone, nowMs) / DAY_MS);
}

/** What has passed is not looked at; what lies beyond the window is not either. */
function wantedWithin({ view, zone, nowMs }: RequestFacts, horizon: number): Wanted[] {
  const event = eventOf(view);
  const toMs = view.recurrence ? (horizon + 2) * DAY_MS : Math.max(view.fields.endMs, view.fields.startMs) + 2 * DAY_MS;
  const fromMs = view.recurrence ? nowMs - 2 * DAY_MS : view.fields.startMs - DAY_MS;
  const wanted = instancesBetween(event, fromMs, toMs).filter(({ isCancelled }) => !isCancelled);
  return wanted.map((one: Instance) => ({
    date: one.date,
    span: spanOf(one.fields, zone),
    lengthMs: one.fields.endMs - one.fields.startMs,
  }));
}

function conflictsOf({ occupied, nowMs }: RequestFacts, wanted: Wanted[]) {
  const coming = wanted.filter(({ span }) => span.endMs > nowMs);
  if (coming.length === 0) return [];
  const fromMs = Math.min(...coming.map(({ span }) => span.startMs));
  const toMs = Math.max(...coming.map(({ span }) => span.endMs));
  const taken = occupied(fromMs, toMs);
  return coming
    .map(({ date, span }) => ({ date, with: taken.filter((one) => meet(span, one)) }))
    .filter((one) => one.with.length > 0);
}

/** A single meeting may meet nothing; a series as much as both settings let it. */
function tooMany({ processing, view }: RequestFacts, conflicts: number, all: number): boolean {
  if (!view.recurrence) return true;
  const percentage = (conflicts * 100) / Math.max(all, 1);
  return conflicts > processing.MaximumConflictInstances || percentage > processing.ConflictPercentageAllowed;
}

function beyondWindow(view: MeetingView, { zone }: RequestFacts, horizon: number): 'no' | 'partly' | 'wholly' {
  const startDay = Math.floor(
    (view.fields.isAllDay ? view.fields.startMs : wallOf(zone, view.fields.startMs)) / DAY_MS,
  );
  if (startDay > horizon) return 'wholly';
  const { recurrence } = view;
  if (!recurrence) return 'no';
  if (recurrence.range.type === 'noEnd') return 'partly';
  const lastDay = recurrence.range.type === 'endDate' ? dayOfDate(recurrence.range.endDate) : horizon + 40_000;
  return datesOfSeries(recurrence, horizon + 1, lastDay).length > 0 ? 'partly' : 'no';
}

function violations(facts: RequestFacts, wanted: Wanted[], isBeyond: 'no' | 'partly' | 'wholly'): string[] {
  const { processing, view, capacity, people } = facts;
  const longestMs = processing.MaximumDurationInMinutes * 60_000;
  const found: string[] = [];
  if (view.recurrence && !processing.AllowRecurringMeetings) found.push('recurring meetings are not allowed');
  if (isBeyond === 'wholly' || (isBeyond === 'partly' && processing.EnforceSchedulingHorizon)) {
    found.push(`it lies beyond the booking window of ${processing.BookingWindowInDays} days`);
  }
  if (longestMs > 0 && wanted.some(({ lengthMs }) => lengthMs > longestMs)) {
    found.push(`it is longer than ${processing.MaximumDurationInMinutes} minutes`);
  }
  if (processing.ScheduleOnlyDuringWorkHours && wanted.some(({ span }) => !isInWorkHours(facts, span))) {
    found.push('it lies outside working hours');
  }
  if (processing.EnforceCapacity && people > capacity) found.push(`the capacity is ${capacity}`);
  return found;
}

function isInWorkHours({ zone, workHours }: RequestFacts, { startMs, endMs }: TimeSpan): boolean {
  const start = wallOf(zone, startMs);
  const end = wallOf(zone, endMs);
  const day = Math.floor(start / DAY_MS);
  const minutes = (wall: number) => (wall - day * DAY_MS) / 60_000;
  return (
    workHours.days.includes(weekdayOfDay(day)) &&
    minutes(start) >= workHours.fromMinutes &&
    minutes(end) <= workHours.toMinutes
  );
}
